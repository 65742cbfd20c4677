/** Where one looks at a map, and how what was drawn from elsewhere lies under it: pure geometry. */

import type { Point } from "./shapes";

/** `x` and `y` stand in the middle of the ground, of `width` and `height` pixels. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  /** Pixels for one unit of the map. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

const SMALLEST = 0.02;
const LARGEST = 8;
/** A map of few is not blown up. */
const CLOSEST_FIT = 1.6;
/** Room at the rim in pixels: names stand below their nodes, buttons in the corner above. */
const ABOVE = 50;
const BELOW = 40;
const BESIDE = 40;
/** What is drawn is moved and stretched up to here; further off it is drawn anew. */
const FAR_PX = 240;
const STRETCH = 2.5;

export const toScreen = ({ x, y, scale, width, height }: Camera, [left, top]: Point): Point => [
  (left - x) * scale + width / 2,
  (top - y) * scale + height / 2,
];

export const toMap = ({ x, y, scale, width, height }: Camera, [left, top]: Point): Point => [
  (left - width / 2) / scale + x,
  (top - height / 2) / scale + y,
];

/** Look some pixels further. */
export const panned = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x - dx / camera.scale,
  y: camera.y - dy / camera.scale,
});

/** Come closer, or go away; a point of the ground keeps what lies under it. */
export function zoomed(camera: Camera, by: number, [left, top]: Point): Camera {
  const scale = Math.min(LARGEST, Math.max(SMALLEST, camera.scale * by));
  const [x, y] = toMap(camera, [left, top]);
  return {
    ...camera,
    scale,
    x: x - (left - camera.width / 2) / scale,
    y: y - (top - camera.height / 2) / scale,
  };
}

interface Round {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Look at all of them, as near as that lets one. */
export function fitted(camera: Camera, nodes: Iterable<Round>): Camera {
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { x, y, size } of nodes) {
    left = Math.min(left, x - size);
    right = Math.max(right, x + size);
    top = Math.min(top, y - size);
    bottom = Math.max(bottom, y + size);
  }
  if (left > right) return { ...camera, x: 0, y: 0, scale: 1 };
  const wide = camera.width - 2 * Math.min(BESIDE, camera.width * 0.08);
  const high = camera.height - ABOVE - BELOW;
  const wanted = Math.min(wide / (right - left), high / (bottom - top), CLOSEST_FIT);
  const scale = Math.max(SMALLEST, wanted);
  return {
    ...camera,
    x: (left + right) / 2,
    y: (top + bottom - (ABOVE - BELOW) / scale) / 2,
    scale,
  };
}

/** How what was drawn from one camera is moved and stretched to be seen from another. */
export function carried(from: Camera, to: Camera): { dx: number; dy: number; by: number } {
  return {
    dx: (from.x - to.x) * to.scale,
    dy: (from.y - to.y) * to.scale,
    by: to.scale / from.scale,
  };
}

/** Whether what was drawn is still good to look at while the hand moves. */
export function isNear(from: Camera, to: Camera): boolean {
  const { dx, dy, by } = carried(from, to);
  return Math.max(Math.abs(dx), Math.abs(dy)) <= FAR_PX && by < STRETCH && by > 1 / STRETCH;
}
