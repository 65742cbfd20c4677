/** Which part of a drawing is in sight: pure numbers, in units of the drawing. */

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 60;
const LEAST = 240;

/** The frame that holds all places. */
export function around(places: readonly { x: number; y: number }[]): Frame {
  const xs = places.map((one) => one.x);
  const ys = places.map((one) => one.y);
  const [left, right] = [Math.min(0, ...xs), Math.max(0, ...xs)];
  const [top, bottom] = [Math.min(0, ...ys), Math.max(0, ...ys)];
  const width = Math.max(right - left + 2 * MARGIN, LEAST);
  const height = Math.max(bottom - top + 2 * MARGIN, LEAST);
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}

/** The same middle, larger or smaller. */
export function zoomed(frame: Frame, by: number): Frame {
  const [width, height] = [frame.width * by, frame.height * by];
  return {
    x: frame.x + (frame.width - width) / 2,
    y: frame.y + (frame.height - height) / 2,
    width,
    height,
  };
}

/** Moved by shares of what is in sight. */
export const moved = (frame: Frame, right: number, down: number): Frame => ({
  ...frame,
  x: frame.x + right * frame.width,
  y: frame.y + down * frame.height,
});

export const boxOf = ({ x, y, width, height }: Frame): string =>
  [x, y, width, height].map((value) => value.toFixed(1)).join(" ");

interface Named {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

/** How far below its node a name stands, in heights of a letter. */
export const BELOW = 1.9;

/** So many of the first may stand over nodes, as long as they keep off each other. */
const SURE = 20;

/** Whose names fit: the first in order keep theirs; the others lie over no name and no node. */
export function namesThatFit(nodes: readonly Named[], size: number): ReadonlySet<string> {
  const points = nodes.map(({ x, y }) => ({ left: x - size, right: x + size, middle: y }));
  const names: typeof points = [];
  const kept = new Set<string>();
  for (const [place, { id, x, y, length }] of nodes.entries()) {
    const half = length * size * 0.3;
    const box = { left: x - half, right: x + half, middle: y + BELOW * size };
    const meets = (one: typeof box) =>
      one.right >= box.left &&
      one.left <= box.right &&
      Math.abs(one.middle - box.middle) <= size * 1.3;
    if (names.some(meets) || (place >= SURE && points.some(meets))) continue;
    names.push(box);
    kept.add(id);
  }
  return kept;
}
