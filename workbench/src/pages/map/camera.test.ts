import assert from "node:assert/strict";
import { test } from "node:test";
import { type Camera, carried, fitted, isNear, panned, toMap, toScreen, zoomed } from "./camera";
import type { Point } from "./shapes";

const CAMERA: Camera = { x: 10, y: -20, scale: 0.5, width: 800, height: 600 };

const near = (one: Point, other: Point) => {
  assert.ok(Math.hypot(one[0] - other[0], one[1] - other[1]) < 1e-9, `${one} and ${other}`);
};

test("a point of the map is found again where it is seen", () => {
  near(toMap(CAMERA, toScreen(CAMERA, [123, -45])), [123, -45]);
  near(toScreen(CAMERA, [CAMERA.x, CAMERA.y]), [400, 300]);
});

test("what is panned moves as far as the hand", () => {
  const before = toScreen(CAMERA, [7, 8]);
  near(toScreen(panned(CAMERA, 30, -12), [7, 8]), [before[0] + 30, before[1] - 12]);
});

test("what lies under the hand stays there while one zooms", () => {
  const under = toMap(CAMERA, [650, 90]);
  const closer = zoomed(CAMERA, 3, [650, 90]);
  assert.equal(closer.scale, 1.5);
  near(toScreen(closer, under), [650, 90]);
});

test("nobody zooms until nothing is seen", () => {
  assert.ok(zoomed(CAMERA, 1e9, [0, 0]).scale <= 8);
  assert.ok(zoomed(CAMERA, 1e-9, [0, 0]).scale >= 0.02);
});

test("everybody is in sight on the whole map, and few are not blown up", () => {
  const nodes = [
    { x: -900, y: 40, size: 20 },
    { x: 1200, y: -300, size: 8 },
  ];
  const whole = fitted(CAMERA, nodes);
  for (const { x, y, size } of nodes) {
    const [left, top] = toScreen(whole, [x, y]);
    assert.ok(left - size * whole.scale >= 0 && left + size * whole.scale <= 800);
    // Buttons stand above, names below.
    assert.ok(top - size * whole.scale >= 49 && top + size * whole.scale <= 561);
  }
  assert.equal(fitted(CAMERA, [{ x: 3, y: 4, size: 1 }]).scale, 1.6);
  assert.deepEqual(fitted(CAMERA, []), { ...CAMERA, x: 0, y: 0, scale: 1 });
});

test("what was drawn is moved and stretched to where it would be drawn anew", () => {
  const now = panned(zoomed(CAMERA, 1.3, [200, 500]), 40, 25);
  const { dx, dy, by } = carried(CAMERA, now);
  const [x, y] = toScreen(CAMERA, [77, 88]);
  // Stretched about the middle of the ground, then moved.
  near([(x - 400) * by + 400 + dx, (y - 300) * by + 300 + dy], toScreen(now, [77, 88]));
});

test("too far from where it was drawn it is drawn anew", () => {
  assert.ok(isNear(CAMERA, panned(CAMERA, 200, 0)));
  assert.ok(!isNear(CAMERA, panned(CAMERA, 300, 0)));
  assert.ok(!isNear(CAMERA, zoomed(CAMERA, 3, [400, 300])));
  assert.ok(!isNear(CAMERA, zoomed(CAMERA, 0.3, [400, 300])));
});
