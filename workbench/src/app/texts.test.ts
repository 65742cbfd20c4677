import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import type TS from "typescript";
import { english } from "./english";
import { filled } from "./texts";

// As it stands, not bundled: it loads what it needs while it runs.
const ts = createRequire(`${process.cwd()}/package.json`)("typescript") as typeof TS;

const FILES = (readdirSync("src", { recursive: true }) as string[])
  .filter((name) => /\.tsx?$/.test(name) && !/\.(test|gen|d)\.ts$/.test(name))
  .map((name) => join("src", name));
const SEEN = new Set(["aria-label", "title", "placeholder", "alt", "label"]);
const CODE = new Set(["code", "pre", "kbd"]);
const KEYS = /^((Ctrl|Shift)\+)?(\S|Enter|Esc|Tab)$/;

function parsed(file: string): TS.SourceFile {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true, kind);
}

function walk(node: TS.Node, look: (node: TS.Node) => void): void {
  look(node);
  node.forEachChild((child) => walk(child, look));
}

/** Whether a text stands in an element for code: that is the same in every language. */
function isCode(node: TS.Node): boolean {
  const { parent } = node;
  return ts.isJsxElement(parent) && CODE.has(parent.openingElement.tagName.getText());
}

function literals(file: string): string[] {
  const found: string[] = [];
  walk(parsed(file), (node) => {
    if (ts.isJsxText(node) && /\p{L}{2}/u.test(node.text) && !isCode(node)) found.push(node.text);
    if (
      ts.isJsxAttribute(node) &&
      SEEN.has(node.name.getText()) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer) &&
      /\p{L}{2}/u.test(node.initializer.text) &&
      !KEYS.test(node.initializer.text) &&
      !(node.initializer.text in english) // a key that is said where it is shown
    ) {
      found.push(node.initializer.text);
    }
  });
  return found.map((text) => `${file}: ${text.trim()}`);
}

test("no text for people stands outside the tables of texts", () => {
  assert.deepEqual(FILES.flatMap(literals), []);
});

test("this test sees texts where they stand", () => {
  const source = '<p title="Some words">Hello <b>{x}</b><code>corridors demo</code></p>';
  const file = ts.createSourceFile(
    "a.tsx",
    source,
    ts.ScriptTarget.ES2022,
    true,
    ts.ScriptKind.TSX,
  );
  const seen: string[] = [];
  walk(file, (node) => {
    if (ts.isJsxText(node) && /\p{L}{2}/u.test(node.text) && !isCode(node)) seen.push(node.text);
  });
  assert.deepEqual(seen, ["Hello "]);
});

test("every text that is said is there, and every one that is there can be said", () => {
  const said = new Set<string>();
  const begun = new Set<string>();
  for (const file of FILES.filter((name) => !/(texts|english)\.ts$/.test(name))) {
    walk(parsed(file), (node) => {
      // A key may stand in a table of its own, and is said from there.
      if (ts.isStringLiteral(node)) said.add(node.text);
      if (ts.isNoSubstitutionTemplateLiteral(node)) said.add(node.text);
      if (ts.isTemplateExpression(node)) begun.add(node.head.text);
    });
  }
  const known = Object.keys(english);
  const used = (key: string) =>
    said.has(key) || [...begun].some((head) => head.length > 3 && key.startsWith(head));
  assert.deepEqual(
    known.filter((key) => !used(key)),
    [],
  );
});

test("what is filled into a text is named in it alike", () => {
  for (const [key, text] of Object.entries(english)) {
    assert.ok(!/\{[^}]*[^\w}][^}]*\}/.test(text), key);
  }
});

test("thousands of numbers are marked, and texts stay as they are", () => {
  const values = { count: 7691, share: 0.0625, year: "2026" };
  assert.equal(filled("{count} {share} {year} {other}", values), "7,691 0.0625 2026 {other}");
});
