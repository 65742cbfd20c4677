import assert from "node:assert/strict";
import { test } from "node:test";
import { dots, effect, moved } from "./cells";

const actor = {
  id: "a",
  name: "A",
  kind: "Organization",
  classification: null,
  invented: false,
} as const;
const shift = {
  target: actor,
  order: 1,
  before: actor,
  after: actor,
  score_before: 0.5,
  score_after: 0.2,
};

test("arrows stop at the edges of the board", () => {
  assert.deepEqual(moved([0, 0], "ArrowUp", [2, 3]), [0, 0]);
  assert.deepEqual(moved([0, 0], "ArrowDown", [2, 3]), [1, 0]);
  assert.deepEqual(moved([1, 2], "ArrowRight", [2, 3]), [1, 2]);
  assert.deepEqual(moved([1, 1], "Home", [2, 3]), [1, 0]);
  assert.equal(moved([1, 1], "Enter", [2, 3]), null);
});

test("a lower score and nobody are weaker", () => {
  assert.equal(effect(shift), "weaker");
  assert.equal(effect({ ...shift, after: null, score_after: null }), "weaker");
  assert.equal(effect({ ...shift, before: null, score_before: null }), "stronger");
  assert.equal(effect({ ...shift, score_after: 0.5 }), "equal");
});

test("a load is drawn as long as it can be counted", () => {
  assert.equal(dots(1, 3), "●○○");
  assert.equal(dots(1, 20), "");
});
