// Builds the workbench into ../api/static/workbench: one page, its code, and what loads when first needed.
// Names carry a hash of their content, so that a browser may keep them for good.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { licences } from "./licences.mjs";
import "./shapes.mjs";

const out = process.argv[2] ?? "../api/static/workbench";
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const common = { bundle: true, minify: true, legalComments: "linked", logLevel: "warning" };
const made = await build({
  ...common,
  entryPoints: ["src/main.tsx", "src/styles/main.css"],
  outdir: out,
  format: "esm",
  splitting: true,
  target: ["es2022"],
  jsx: "automatic",
  jsxImportSource: "preact",
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  metafile: true,
});

// Within the page itself, so that it runs while all else is on its way; the service tells the
// page's policy its hash (api/routers/workbench.py).
const early = await build({
  ...common,
  entryPoints: ["src/early.ts"],
  format: "iife",
  target: ["es2022"],
  legalComments: "none",
  write: false,
});
const [{ text: ahead }] = early.outputFiles;
if (/<\/?script/i.test(ahead))
  throw new Error("what is built of src/early.ts would end its element");

const entry = (source) => {
  const [name] =
    Object.entries(made.metafile.outputs).find(([, one]) => one.entryPoint === source) ?? [];
  if (name === undefined) throw new Error(`nothing was built of ${source}`);
  return basename(name);
};
/** What code needs before it can run, so that a browser need not find it out file by file. */
const needs = (name, known = new Set()) => {
  for (const { path, kind } of made.metafile.outputs[name].imports) {
    if (kind !== "import-statement" || known.has(path)) continue;
    known.add(path);
    needs(path, known);
  }
  return known;
};
const [main] = Object.entries(made.metafile.outputs).find(
  ([, one]) => one.entryPoint === "src/main.tsx",
);
const parts = [...needs(main)].sort();
const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Corridors</title>
<link rel="icon" href="data:,">
<script>${ahead.trim()}</script>
<link rel="stylesheet" href="workbench/${entry("src/styles/main.css")}">
${parts.map((name) => `<link rel="modulepreload" href="workbench/${basename(name)}">`).join("\n")}
<script type="module" src="workbench/${entry("src/main.tsx")}"></script>
</head>
<body>
<div id="workbench"></div>
<noscript><p>This page needs JavaScript. <a href="plain">The same questions as plain forms</a> need none.</p></noscript>
</body>
</html>
`;
await writeFile(join(out, "index.html"), page);
await writeFile(
  join(out, "licences.txt"),
  // The country shapes are made of a package that is not bundled itself.
  await licences([...Object.keys(made.metafile.inputs), "node_modules/world-atlas/package.json"]),
);
console.log(`workbench: ${(await readdir(out)).length} files in ${out}`);
