/** Places of the power-interest grid; which names find room. Pure. */

import type { Schemas } from "../../app/api";

type Line = Schemas["GridLine"];

export const GRID = { left: 46, top: 12, size: 540, width: 760, height: 590 } as const;

export interface Dot {
  readonly line: Line;
  readonly x: number;
  readonly y: number;
}

/** Give the place of each line that has both axes; of equal places the later moves aside. */
export function placed(lines: readonly Line[]): readonly Dot[] {
  const taken: Dot[] = [];
  for (const line of lines) {
    const [power, interest] = [line.power.value, line.interest.value];
    if (power === null || interest === null) continue;
    let x = GRID.left + GRID.size * interest;
    const y = GRID.top + GRID.size * (1 - power);
    while (taken.some((dot) => Math.hypot(dot.x - x, dot.y - y) < 11)) x += 4;
    taken.push({ line, x, y });
  }
  return taken;
}

/** Choose whose names are drawn: from the first on, as long as they lie over nothing. */
export function labelled(dots: readonly Dot[]): ReadonlySet<string> {
  const boxes = dots.map(({ x, y }) => ({ x: x - 10, y: y - 10, w: 20, h: 20 }));
  const found = new Set<string>();
  for (const { line, x, y } of dots) {
    const box = { x: x + 11, y: y - 8, w: line.actor.name.length * 7.2, h: 16 };
    if (box.x + box.w > GRID.width || boxes.some((other) => overlap(box, other))) continue;
    boxes.push(box);
    found.add(line.actor.id);
  }
  return found;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
