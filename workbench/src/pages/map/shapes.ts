/** Names that do not overlap, hulls, and who lies in which direction: pure geometry. */

export type Box = readonly [left: number, top: number, right: number, bottom: number];
export type Point = readonly [x: number, y: number];

/** Boxes that were taken, in a grid: asking whether one is free looks at its neighbours alone. */
export class Taken {
  private readonly cells = new Map<string, Box[]>();
  constructor(private readonly cell: number) {}

  isFree(box: Box): boolean {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])
          return false;
      }
    }
    return true;
  }

  take(box: Box): void {
    for (const key of this.keys(box)) {
      const here = this.cells.get(key);
      if (here) here.push(box);
      else this.cells.set(key, [box]);
    }
  }

  private *keys(box: Box): Generator<string> {
    for (let x = Math.floor(box[0] / this.cell); x <= Math.floor(box[2] / this.cell); x += 1) {
      for (let y = Math.floor(box[1] / this.cell); y <= Math.floor(box[3] / this.cell); y += 1) {
        yield `${x},${y}`;
      }
    }
  }
}

/** Break a name into at most three rows. */
export function rowsOf(text: string, most = 30): string[] {
  const rows = [""];
  for (const word of text.split(" ")) {
    const last = rows[rows.length - 1] ?? "";
    if (last && `${last} ${word}`.length > most) rows.push(word);
    else rows[rows.length - 1] = last ? `${last} ${word}` : word;
  }
  if (rows.length <= 3) return rows;
  return [rows[0] ?? "", rows[1] ?? "", `${rows[2]} …`];
}

/** The corners of the convex hull, in order. */
export function hull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (sorted.length < 3) return sorted;
  const turn = (a: Point, b: Point, c: Point) =>
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  const half = (many: readonly Point[]): Point[] => {
    const made: Point[] = [];
    for (const one of many) {
      while (made.length > 1) {
        const [a, b] = made.slice(-2);
        if (a && b && turn(a, b, one) > 0) break;
        made.pop();
      }
      made.push(one);
    }
    return made.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Widen points to circles, so that a hull keeps a distance. */
export function around(points: readonly Point[], by: number): Point[] {
  const turns = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => (n * Math.PI) / 4);
  return points.flatMap(([x, y]) =>
    turns.map((turn): Point => [x + by * Math.cos(turn), y + by * Math.sin(turn)]),
  );
}

interface Spot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

export const ARROWS: Readonly<Record<string, Point>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Who lies nearest in a direction: a neighbour if one does, else anybody; null if nobody. */
export function next(
  from: Spot,
  direction: Point,
  neighbours: readonly Spot[],
  all: readonly Spot[],
): string | null {
  return nearest(from, direction, neighbours) ?? nearest(from, direction, all);
}

function nearest(from: Spot, [dx, dy]: Point, spots: readonly Spot[]): string | null {
  let best: { id: string; cost: number } | null = null;
  for (const one of spots) {
    if (one.id === from.id) continue;
    const [x, y] = [one.x - from.x, one.y - from.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    // Within the quarter that the arrow points to.
    if (ahead <= 0 || aside > ahead * 1.2) continue;
    const cost = ahead + 2 * aside;
    if (!best || cost < best.cost) best = { id: one.id, cost };
  }
  return best?.id ?? null;
}
