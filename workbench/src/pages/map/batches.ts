/** Lines and nodes of a map as a few paths, one a style: thousands of strokes would stop it. */

import { type Pen, trace } from "./forms";
import type { Graph, MapNode } from "./renderer";

export const FAINT = 0.12;

export interface LineBatch {
  readonly path: Path2D;
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
  readonly alpha: number;
}

export interface NodeBatch {
  readonly path: Path2D;
  readonly colour: string;
  readonly border: string;
  readonly wide: number;
  readonly dash: readonly number[];
  readonly alpha: number;
}

/** What a batch needs to know of how the map is looked at. */
export interface Look {
  readonly graph: Graph;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly hides: boolean;
  readonly chosen: number | null;
  /** A node in the hand is drawn by itself. */
  readonly lifted: number | null;
  readonly seen: (n: number) => { opacity: number; hidden: boolean };
  readonly colours: Readonly<Record<"ink" | "edge" | "line" | "appeared" | "vanished", string>>;
}

const CHANGES = ["", "appeared", "vanished"] as const;

export function lineBatches(look: Look): readonly LineBatch[] {
  const { graph, xs, ys, chosen, lifted } = look;
  const made = new Map<number, LineBatch>();
  for (const { low, high, width, change, invented, shown } of graph.lines) {
    if ((!shown && look.hides) || low === lifted || high === lifted) continue;
    const isFaint = !shown || (chosen !== null && low !== chosen && high !== chosen);
    const key =
      ((Math.round(width * 10) * 3 + CHANGES.indexOf(change)) * 2 + Number(invented)) * 2 +
      Number(isFaint);
    let batch = made.get(key);
    if (!batch) {
      batch = {
        path: new Path2D(),
        alpha: isFaint ? FAINT : 1,
        dash: change === "vanished" ? [2, 5] : invented ? [8, 6] : [],
        ...lookOf(look, change, width),
      };
      made.set(key, batch);
    }
    batch.path.moveTo(xs[low] ?? 0, ys[low] ?? 0);
    batch.path.lineTo(xs[high] ?? 0, ys[high] ?? 0);
  }
  return [...made.values()].sort((a, b) => a.alpha - b.alpha);
}

function lookOf({ colours }: Look, change: string, width: number) {
  if (change === "appeared") return { colour: colours.appeared, width: width + 1.4 };
  if (change === "vanished") return { colour: colours.vanished, width: width + 0.8 };
  return { colour: colours.line, width };
}

/** Faint ones first, whoever the map is of last: nobody lies over these. */
export function nodeBatches(look: Look): readonly NodeBatch[] {
  const made = new Map<string, NodeBatch & { readonly focus: boolean }>();
  look.graph.nodes.forEach((one, n) => {
    const { opacity, hidden } = look.seen(n);
    if (hidden || n === look.lifted) return;
    const key = `${one.colour}${one.focus ? "f" : ""}${one.invented ? "i" : ""}${opacity}`;
    let batch = made.get(key);
    if (!batch) {
      const { focus } = one;
      batch = { path: new Path2D(), alpha: opacity, focus, ...faceOf(look.colours, one) };
      made.set(key, batch);
    }
    trace(batch.path, one.shape, look.xs[n] ?? 0, look.ys[n] ?? 0, one.size);
  });
  return [...made.values()].sort((a, b) => a.alpha - b.alpha || Number(a.focus) - Number(b.focus));
}

/** How a node is filled and bordered. */
export function faceOf({ ink, edge }: { ink: string; edge: string }, one: MapNode) {
  return {
    colour: one.colour,
    border: one.focus ? ink : edge || one.colour,
    wide: one.focus ? 3 : 1,
    dash: one.invented ? [4, 4] : [],
  };
}

type Drawn = CanvasRenderingContext2D & Pen;

export function strokeLines(context: Drawn, batches: readonly LineBatch[]): void {
  context.save();
  for (const { path, colour, width, dash, alpha } of batches) {
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash([...dash]);
    context.stroke(path);
  }
  context.restore();
}

export function fillNodes(context: Drawn, batches: readonly NodeBatch[]): void {
  context.save();
  for (const { path, colour, border, wide, dash, alpha } of batches) {
    context.globalAlpha = alpha;
    context.fillStyle = colour;
    context.fill(path);
    context.strokeStyle = border;
    context.lineWidth = wide;
    context.setLineDash([...dash]);
    context.stroke(path);
  }
  context.restore();
}
