import assert from "node:assert/strict";
import { test } from "node:test";
import { around, boxOf, moved, namesThatFit, zoomed } from "./frame";

test("every place is in the frame, also where there is one only", () => {
  const frame = around([{ x: 500, y: -20 }]);
  assert.ok(frame.x < 500 && frame.x + frame.width > 500);
  assert.ok(around([]).width > 0);
});

test("larger and smaller keep the middle; moving keeps the size", () => {
  const frame = { x: 0, y: 0, width: 100, height: 50 };
  assert.deepEqual(zoomed(frame, 0.5), { x: 25, y: 12.5, width: 50, height: 25 });
  assert.equal(boxOf(moved(frame, 0.5, -1)), "50.0 -50.0 100.0 50.0");
});

test("names do not lie over one another, and the first keep theirs", () => {
  const nodes = [
    { id: "a", x: 0, y: 0, length: 20 },
    { id: "b", x: 60, y: 2, length: 20 },
    { id: "c", x: 10, y: 80, length: 20 },
  ];
  assert.deepEqual([...namesThatFit(nodes, 14)], ["a", "c"]);
});

test("beyond the first, no name lies over a node", () => {
  const far = Array.from({ length: 20 }, (_, place) => ({
    id: `far ${place}`,
    x: 1000 * place,
    y: 5000,
    length: 4,
  }));
  const two = [
    { id: "above", x: 0, y: 0, length: 4 },
    { id: "below", x: 5, y: 26, length: 4 },
  ];
  const kept = namesThatFit([...far, ...two], 14);
  assert.ok(!kept.has("above") && kept.has("below") && kept.has("far 7"));
});
