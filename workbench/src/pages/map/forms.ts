/** The shapes of nodes, as the pictures have them (`viz/geometry.py`). */

import type { Point } from "./shapes";

/** What a shape is traced into: a path, or the canvas itself. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  closePath(): void;
}

/** The corners of a shape around a point; none for a dot. */
export function cornersOf(shape: string, x: number, y: number, r: number): readonly Point[] {
  if (shape === "square") return around(x, y, r, [-1, -1, 1, -1, 1, 1, -1, 1]);
  if (shape === "diamond") return around(x, y, r, [0, -1, 1, 0, 0, 1, -1, 0]);
  if (shape === "triangle" || shape === "triangleDown") {
    const up = shape === "triangle" ? 1 : -1;
    const flat = (up * 1.15) / Math.sqrt(3);
    return around(x, y, r, [0, -2 * flat, 1.15, flat, -1.15, flat]);
  }
  if (shape === "hexagon") return turned(x, y, [r, r, r, r, r, r], 0);
  if (shape === "star") {
    const rays = Array.from({ length: 10 }, (_, n) => r * (n % 2 ? 0.45 : 1.1));
    return turned(x, y, rays, -Math.PI / 2);
  }
  return [];
}

export function trace(pen: Pen, shape: string, x: number, y: number, r: number): void {
  const corners = cornersOf(shape, x, y, r);
  if (!corners.length) {
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([left, top], n) => {
    if (n) pen.lineTo(left, top);
    else pen.moveTo(left, top);
  });
  pen.closePath();
}

function around(x: number, y: number, r: number, units: readonly number[]): Point[] {
  const made: Point[] = [];
  for (let n = 0; n < units.length; n += 2) {
    made.push([x + r * (units[n] ?? 0), y + r * (units[n + 1] ?? 0)]);
  }
  return made;
}

function turned(x: number, y: number, radii: readonly number[], first: number): Point[] {
  const step = (2 * Math.PI) / radii.length;
  return radii.map((r, n): Point => {
    const turn = first + n * step;
    return [x + r * Math.cos(turn), y + r * Math.sin(turn)];
  });
}
