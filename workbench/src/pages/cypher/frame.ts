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

/** Whose names fit: the first in order keep theirs, a name over another is left out. */
export function namesThatFit(nodes: readonly Named[], size: number): ReadonlySet<string> {
  const taken: { left: number; right: number; top: number }[] = [];
  const kept = new Set<string>();
  for (const { id, x, y, length } of nodes) {
    const half = length * size * 0.3 + size / 2;
    const box = { left: x - half, right: x + half, top: y };
    const isFree = taken.every(
      (one) =>
        one.right < box.left || one.left > box.right || Math.abs(one.top - box.top) > size * 1.2,
    );
    if (!isFree) continue;
    taken.push(box);
    kept.add(id);
  }
  return kept;
}
