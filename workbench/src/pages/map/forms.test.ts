import assert from "node:assert/strict";
import { test } from "node:test";
import { STYLES } from "../../parts/styles.gen";
import { cornersOf, type Pen, trace } from "./forms";

test("every shape but the dot has corners, and none is a stranger", () => {
  for (const { shape } of Object.values(STYLES)) {
    assert.equal(cornersOf(shape, 0, 0, 5).length > 0, shape !== "dot", shape);
  }
});

test("shapes stand around their middle and are told apart by their corners", () => {
  const counts = { square: 4, diamond: 4, triangle: 3, triangleDown: 3, hexagon: 6, star: 10 };
  for (const [shape, count] of Object.entries(counts)) {
    const corners = cornersOf(shape, 100, 50, 10);
    assert.equal(corners.length, count, shape);
    assert.ok(
      corners.every(([x, y]) => Math.hypot(x - 100, y - 50) < 15),
      shape,
    );
  }
  assert.ok((cornersOf("triangle", 0, 0, 9)[0]?.[1] ?? 0) < 0);
  assert.ok((cornersOf("triangleDown", 0, 0, 9)[0]?.[1] ?? 0) > 0);
});

test("a shape is closed, so that its border is too; a dot starts on its rim", () => {
  const told: string[] = [];
  const pen: Pen = {
    moveTo: (x) => told.push(`move ${x}`),
    lineTo: () => told.push("line"),
    arc: () => told.push("arc"),
    closePath: () => told.push("close"),
  };
  trace(pen, "square", 0, 0, 3);
  trace(pen, "dot", 0, 0, 3);
  assert.deepEqual(told, ["move -3", "line", "line", "line", "close", "move 3", "arc"]);
});
