import assert from "node:assert/strict";
import { test } from "node:test";
import { graphOf, isWide, type MapAnswer } from "./graph";

const answer = (xs: readonly number[], ys: readonly number[]): MapAnswer =>
  ({
    places: {
      id: xs.map((_, n) => `p${n}`),
      name: xs.map((_, n) => `P${n}`),
      kind: xs.map(() => "Person"),
      classification: xs.map(() => null),
      x: xs,
      y: ys,
      degree: xs.map(() => 1),
      change: [],
      focus: [],
      invented: [],
      shown: [],
      community: [],
    },
    lines: { low: [], high: [] },
    communities: [],
  }) as unknown as MapAnswer;

test("a map laid on its side has its pins where they are on any other screen", () => {
  const pins = new Map([["p1", { x: 7, y: 3 }]]);
  const { nodes } = graphOf(answer([10, 20], [1, 2]), pins, true);
  assert.deepEqual(
    nodes.map(({ x, y }) => [x, y]),
    [
      [1, 10],
      [3, 7],
    ],
  );
});

test("only what is wider than high is laid on its side", () => {
  assert.equal(isWide(answer([0, 10], [0, 5])), true);
  assert.equal(isWide(answer([0, 5], [0, 10])), false);
  assert.equal(isWide(answer([], [])), false);
});
