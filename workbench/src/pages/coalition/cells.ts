/** The board's cells by row and column, and what is said of them. */

import type { Actor, Schemas } from "../../app/api";

export type Board = Schemas["BoardOut"];
export type Cell = Schemas["BoardCellOut"];
export type Load = Board["plan"]["load"][number];

export interface Grid {
  readonly targets: readonly Actor[];
  readonly organizations: readonly Actor[];
  readonly cell: (own: string, target: string) => Cell | undefined;
}

/** Who is off stands in no load: its name comes from the decision that it is off. */
export function gridOf(board: Board): Grid {
  const cells = new Map(board.cells.map((cell) => [`${cell.organization}\n${cell.target}`, cell]));
  const ids = [...new Set(board.cells.map((cell) => cell.organization))];
  const known = new Map<string, Actor>();
  for (const [actor] of board.plan.load) known.set(actor.id, actor);
  for (const one of board.overrides) known.set(one.organization.id, one.organization);
  return {
    targets: board.targets,
    organizations: ids.flatMap((id) => {
      const actor = known.get(id);
      return actor ? [actor] : [];
    }),
    cell: (own, target) => cells.get(`${own}\n${target}`),
  };
}

export type Key = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Home" | "End";

/** Where an arrow leads from a cell; it stops at the edges. */
export function moved(
  [row, column]: readonly [number, number],
  key: string,
  [rows, columns]: readonly [number, number],
): [number, number] | null {
  const within = (value: number, size: number) => Math.min(Math.max(value, 0), size - 1);
  switch (key as Key) {
    case "ArrowUp":
      return [within(row - 1, rows), column];
    case "ArrowDown":
      return [within(row + 1, rows), column];
    case "ArrowLeft":
      return [row, within(column - 1, columns)];
    case "ArrowRight":
      return [row, within(column + 1, columns)];
    case "Home":
      return [row, 0];
    case "End":
      return [row, columns - 1];
    default:
      return null;
  }
}

export type Effect = "weaker" | "stronger" | "equal";

/** Whether a place is held by a weaker route than before; nobody is weaker than anybody. */
export function effect(shift: Board["shifts"][number]): Effect {
  const [before, after] = [shift.score_before ?? -1, shift.score_after ?? -1];
  if (!shift.after) return "weaker";
  if (!shift.before || after > before) return "stronger";
  return after < before ? "weaker" : "equal";
}

/** Dots of a load: full ones for what is given. */
export const dots = (given: number, most: number): string =>
  most > 8 ? "" : "●".repeat(given) + "○".repeat(Math.max(most - given, 0));
