// Runs src/**/*.test.ts with Node's own test runner, each bundled first.
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const files = (await readdir("src", { recursive: true })).filter((name) =>
  /\.test\.tsx?$/.test(name),
);
const out = await mkdtemp(join(tmpdir(), "workbench-"));
try {
  await build({
    entryPoints: files.map((name) => join("src", name)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "warning",
  });
  const made = (await readdir(out, { recursive: true })).filter((name) => name.endsWith(".mjs"));
  const ran = spawnSync(process.execPath, ["--test", ...made.map((name) => join(out, name))], {
    stdio: "inherit",
  });
  process.exitCode = ran.status ?? 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
