import assert from "node:assert/strict";
import { test } from "node:test";
import { type Naming, named } from "./names";
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

test("of two names that collide the more important one is written", () => {
  assert.deepEqual(ids(naming([node("minor", 0, 1), node("major", 10, 5)])), ["major"]);
});

test("the chosen one is always named, and first", () => {
  assert.deepEqual(ids(naming([node("minor", 0, 1), node("major", 10, 5)], { chosen: 0 })), [
    "minor",
  ]);
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
