import assert from "node:assert/strict";
import { test } from "node:test";
import { type Naming, named, ROW } from "./names";
import type { MapNode } from "./renderer";

function node(id: string, x: number, rank: number, more: Partial<MapNode> = {}): MapNode {
  const plain = {
    colour: "#000",
    change: "",
    focus: false,
    invented: false,
    pinned: false,
  } as const;
  return { id, name: id, x, y: 0, size: 8, shape: "dot", shown: true, rank, ...plain, ...more };
}

function naming(nodes: readonly MapNode[], more: Partial<Naming> = {}): Naming {
  return {
    graph: { nodes, lines: [], hulls: [] },
    ranked: nodes.map((_, n) => n).sort((a, b) => (nodes[b]?.rank ?? 0) - (nodes[a]?.rank ?? 0)),
    at: (n) => ({ x: nodes[n]?.x ?? 0, y: nodes[n]?.y ?? 0 }),
    chosen: null,
    near: null,
    outlines: [],
    camera: { x: 0, y: 0, scale: 1, width: 800, height: 600 },
    width: (text) => text.length * 8,
    ...more,
  };
}

const ids = (of: Naming): (string | undefined)[] =>
  named(of).names.map(({ n }) => of.graph.nodes[n]?.id);

test("of two names that collide the more important one stands below, the other beside", () => {
  const { names } = named(naming([node("minor", 0, 1), node("major", 10, 5)]));
  assert.deepEqual(
    names.map(({ n, dx, dy }) => [n, Math.sign(dx), dy > 8]),
    [
      [1, 0, true],
      [0, -1, false],
    ],
  );
});

test("a name keeps off nodes on every side, and is left out where none has room", () => {
  const around = [-30, 0, 30].flatMap((x) =>
    [-30, 0, 30].map((y) => ({ ...node(`at ${x} ${y}`, x, x || y ? 9 : 1), y })),
  );
  const many = [...Array(20)].map((_, n) => node(`far ${n}`, -300, 20 + n));
  const nodes = [...around, ...many];
  const of = naming(nodes, { at: (n) => nodes[n] ?? { x: 0, y: 0 } });
  const written = ids(of);
  assert.ok(written.length > 4 && !written.includes("at 0 0"));
  const boxes = corners(of);
  for (const [n, a] of boxes.entries()) {
    for (const b of boxes.slice(n + 1)) {
      assert.ok(a[0] >= b[2] || a[2] <= b[0] || a[1] >= b[3] || a[3] <= b[1]);
    }
  }
});

test("the chosen one is always named, and first", () => {
  assert.equal(
    ids(naming([node("minor", 0, 1), node("major", 10, 5)], { chosen: 0 }))[0],
    "minor",
  );
});

test("whoever is out of sight or filtered away is not named", () => {
  assert.deepEqual(ids(naming([node("far", 5000, 9), node("gone", 0, 5, { shown: false })])), []);
});

test("what appeared and vanished is marked before its name", () => {
  const of = naming([
    node("a", -200, 1, { change: "appeared" }),
    node("b", 200, 1, { change: "vanished" }),
  ]);
  assert.deepEqual(
    named(of).names.map(({ rows }) => rows[0]),
    ["+ a", "− b"],
  );
});

test("a caption gives way to a name that is looked at", () => {
  const corners = [
    [-50, 26],
    [50, 26],
    [0, 90],
  ] as const;
  const outlines = [{ name: "community", corners }];
  assert.equal(named(naming([node("a", 0, 1, { focus: true })], { outlines })).captions.length, 0);
  assert.equal(named(naming([], { outlines })).captions.length, 1);
});

/** The corners of what is written, at a scale of one with the camera at nought. */
function corners(of: Naming): (readonly [number, number, number, number])[] {
  const { width, height } = of.camera;
  return named(of).names.map(({ n, rows, bold, dx, dy }) => {
    const { x, y } = of.at(n);
    const half = Math.max(...rows.map((row) => of.width(row, bold ? 700 : 400))) / 2;
    const [left, top] = [x + width / 2 + dx - half, y + height / 2 + dy - 7];
    return [left, top, left + 2 * half, top + 14 + (rows.length - 1) * ROW];
  });
}

test("a name at the rim is written inside of it, and over its node", () => {
  const far = [-400, 400];
  const nodes = far.flatMap((x) =>
    [-300, 300].map((y) => ({ ...node(`Smaller communities ${x} ${y}`, x, 1), y })),
  );
  const found = corners(naming(nodes, { at: (n) => nodes[n] ?? { x: 0, y: 0 } }));
  assert.equal(found.length, 4);
  for (const [left, top, right, bottom] of found) {
    assert.ok(left >= 0 && top >= 0 && right <= 800 && bottom <= 600);
  }
});

test("a name inside its node does not leave the canvas", () => {
  const wide = node("Committee on Civil Liberties", 390, 1, { inside: true, size: 40 });
  const [found] = corners(naming([wide]));
  assert.ok(found && found[0] < 790 && found[2] <= 800);
});

test("whose node is beyond the rim is not named", () => {
  assert.deepEqual(ids(naming([node("beyond", 410, 1), node("within", 300, 1)])), ["within"]);
});

test("a caption at the rim is shifted inwards, one of a hull out of sight is left out", () => {
  const at = (x: number) =>
    [
      [x - 20, -298],
      [x + 20, -298],
      [x, -200],
    ] as const;
  const outlines = [
    { name: "Greens/EFA and others", corners: at(390) },
    { name: "elsewhere", corners: at(900) },
  ];
  const { captions } = named(naming([], { outlines }));
  assert.deepEqual(
    captions.map(({ name }) => name),
    ["Greens/EFA and others"],
  );
  // Its hull's top is 2 px below the rim, 10 px from the right one.
  assert.deepEqual([captions[0]?.dx, captions[0]?.dy], [10 - (21 * 8) / 2 - 4, 7]);
});

test("where a name finds no room its number stands in its shape", () => {
  const of = naming([
    node("major", 0, 9, { inside: true, size: 40, short: "1" }),
    node("minor", 100, 5, { inside: true, size: 40, short: "2" }),
  ]);
  const wide = { ...of, width: (text: string) => text.length * 30 };
  assert.deepEqual(
    named(wide).names.map(({ rows }) => rows[0]),
    ["major", "2"],
  );
});
