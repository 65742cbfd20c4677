/** Where seats stand in a hemicycle: rows that are filled from left to right. */

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Hemicycle {
  readonly places: readonly Place[];
  /** The radius of a seat. */
  readonly size: number;
  readonly width: number;
  readonly height: number;
}

const WIDTH = 1000;
const OUTER = 455;
const INNER = 0.38;

/** Give places for some seats, by angle from left to right, so that groups become wedges. */
export function hemicycle(seats: number): Hemicycle {
  const rows = Math.max(1, Math.round(Math.sqrt(seats / 4.6)));
  const gap = rows === 1 ? OUTER * 0.25 : (OUTER * (1 - INNER)) / (rows - 1);
  const radii = Array.from({ length: rows }, (_, row) =>
    rows === 1 ? OUTER : OUTER * INNER + row * gap,
  );
  const counts = shared(seats, radii);
  const size = Math.min(
    gap * 0.44,
    ...radii.map((radius, row) => (Math.PI * radius) / Math.max(counts[row] ?? 1, 2) / 2.25),
    34,
  );
  const found = radii.flatMap((radius, row) => {
    const count = counts[row] ?? 0;
    return Array.from({ length: count }, (_, at) => ({
      angle: count === 1 ? Math.PI / 2 : Math.PI * (1 - at / (count - 1)),
      radius,
    }));
  });
  found.sort((a, b) => b.angle - a.angle || a.radius - b.radius);
  const base = OUTER + size + 8;
  return {
    places: found.map(({ angle, radius }) => ({
      x: WIDTH / 2 + radius * Math.cos(angle),
      y: base - radius * Math.sin(angle),
    })),
    size,
    width: WIDTH,
    height: base + size + 8,
  };
}

/** Share seats among rows by their length, the largest rests first. */
function shared(seats: number, radii: readonly number[]): readonly number[] {
  const whole = radii.reduce((sum, radius) => sum + radius, 0);
  const exact = radii.map((radius) => (seats * radius) / whole);
  const made = exact.map(Math.floor);
  const rests = exact
    .map((value, row) => ({ row, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || b.row - a.row);
  const missing = seats - made.reduce((sum, count) => sum + count, 0);
  for (const { row } of rests.slice(0, missing)) made[row] = (made[row] ?? 0) + 1;
  return made;
}
