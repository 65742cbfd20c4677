import assert from "node:assert/strict";
import { test } from "node:test";
import { fromLeft, groupOf } from "./groups";
import { hemicycle } from "./hemicycle";
import { next, STANCES, stancesOf, withStance } from "./stances";

for (const seats of [1, 2, 7, 75, 90, 720]) {
  test(`${seats} seats have places of their own inside the picture`, () => {
    const { places, size, width, height } = hemicycle(seats);
    assert.equal(places.length, seats);
    for (const [at, one] of places.entries()) {
      assert.ok(one.x >= size && one.x <= width - size && one.y >= size && one.y <= height - size);
      for (const other of places.slice(at + 1)) {
        assert.ok(Math.hypot(one.x - other.x, one.y - other.y) >= 1.99 * size);
      }
    }
  });
}

test("seats go from left to right", () => {
  const { places } = hemicycle(60);
  assert.ok((places[0]?.x ?? 999) < 400 && (places.at(-1)?.x ?? 0) > 600);
});

test("groups stand from left to right, strangers last", () => {
  const codes = ["ESN", "Zed", "EPP", "NI", "The Left", "Alpha", "S&D"];
  assert.deepEqual(codes.sort(fromLeft), ["The Left", "S&D", "EPP", "ESN", "NI", "Alpha", "Zed"]);
});

test("no two groups have the same letter or the same colour", () => {
  const all = ["The Left", "S&D", "Greens/EFA", "Renew", "EPP", "ECR", "PfE", "ESN", "NI"];
  assert.equal(new Set(all.map((code) => groupOf(code).letter)).size, all.length);
  assert.equal(new Set(all.map((code) => groupOf(code).colour)).size, all.length);
});

test("a stance is read as it was written, whatever the name holds", () => {
  const names = ["S&D", "Greens/EFA", "ep-person:1", "A = B"];
  let kept: readonly string[] = [];
  for (const name of names) kept = withStance(stancesOf({ stance: kept }), name, "against");
  assert.deepEqual([...stancesOf({ stance: kept }).keys()].sort(), [...names].sort());
  assert.equal(withStance(stancesOf({ stance: kept }), "S&D", null).length, 3);
});

test("what is no stance is left out", () => {
  assert.equal(stancesOf({ stance: ["S&D=maybe", "=for", "x"] }).size, 0);
});

test("five clicks come back to where they began", () => {
  let stance = next("for");
  for (let click = 1; click < STANCES.length; click += 1) stance = next(stance);
  assert.equal(stance, "for");
});
