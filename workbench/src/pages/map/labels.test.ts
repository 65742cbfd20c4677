import assert from "node:assert/strict";
import { test } from "node:test";
import { FEW, type Labelling, labelled } from "./labels";
import type { MapLine, MapNode } from "./renderer";
import { Taken } from "./shapes";

const line = (low: number, high: number, label = "member of"): MapLine => ({
  low,
  high,
  width: 1,
  change: "",
  invented: false,
  shown: true,
  label,
});

/** The first in the middle, all others on a ring around it. */
function star(lines: readonly MapLine[], more: Partial<Labelling> = {}): Labelling {
  const many = Math.max(...lines.map(({ high }) => high));
  return {
    graph: { nodes: [] as readonly MapNode[], lines, hulls: [] },
    at: (n) => ({
      x: n ? 350 * Math.cos((n * 2 * Math.PI) / many) : 0,
      y: n ? 250 * Math.sin((n * 2 * Math.PI) / many) : 0,
    }),
    chosen: null,
    camera: { x: 0, y: 0, scale: 1, width: 800, height: 600 },
    wide: (text) => text.length * 6,
    ...more,
  };
}

const told = (of: Labelling, texts = new Taken(80)) => labelled(of, texts, new Taken(80));

test("a small picture tells all its ties, on the middle of their lines", () => {
  const found = told(star([line(0, 1), line(0, 2, "chair of")]));
  assert.deepEqual(
    found.map(({ text }) => text),
    ["member of", "chair of"],
  );
  assert.equal(Math.round(found[1]?.x ?? 0), 175);
});

test("a large one tells those of whoever is chosen alone", () => {
  const lines = Array.from({ length: FEW + 1 }, (_, n) => line(0, n + 1));
  assert.deepEqual(told(star(lines)), []);
  assert.deepEqual(
    told(star(lines, { chosen: 3 })).map(({ high }) => high),
    [3],
  );
});

test("a label moves along its line from a name, and is left out where there is no room", () => {
  const texts = new Taken(80);
  texts.take([540, 290, 610, 310]); // over the middle of the line to the right
  const [moved] = told(star([line(0, 1)]), texts);
  assert.ok(moved && moved.x !== 175);
  const full = new Taken(80);
  full.take([0, 0, 800, 600]);
  assert.deepEqual(told(star([line(0, 1)]), full), []);
});

test("what is filtered away is not told, and what is long is cut", () => {
  const long = "chair of; member of; lead committee for; contact";
  const found = told(star([{ ...line(0, 1), shown: false }, line(0, 2, long)]));
  assert.deepEqual(
    found.map(({ text }) => text),
    [`${long.slice(0, 32)} …`],
  );
});
