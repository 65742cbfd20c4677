/** Paints what only some pictures have: heads of arrows, and a diamond around who is shared. */

import type { Graph, MapNode } from "./renderer";

export interface Adorned {
  readonly graph: Graph;
  readonly chosen: number | null;
  readonly colours: { readonly soft: string; readonly vanished: string };
  at(n: number): { x: number; y: number };
  seen(n: number): { opacity: number; hidden: boolean };
}

type Context = CanvasRenderingContext2D;
export type Corner = readonly [x: number, y: number];

export function adorn(context: Context, scale: number, picture: Adorned): void {
  if (!picture.graph.adorned) return;
  context.save();
  heads(context, scale, picture);
  diamonds(context, scale, picture);
  context.restore();
}

/** The corners of an arrow's head whose tip lies `gap` before the end of a line. */
export function headOf(from: Corner, to: Corner, gap: number, long: number): readonly Corner[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const far = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / far, dy / far];
  const tip: Corner = [to[0] - ux * gap, to[1] - uy * gap];
  const back: Corner = [tip[0] - ux * long, tip[1] - uy * long];
  const half = long * 0.45;
  return [
    tip,
    [back[0] - uy * half, back[1] + ux * half],
    [back[0] + uy * half, back[1] - ux * half],
  ];
}

/** How far a node with its mark reaches. */
const reachOf = ({ size, shared }: MapNode, scale: number): number =>
  shared ? size * 1.5 + 4 / scale : size + 1;

function heads(context: Context, scale: number, picture: Adorned): void {
  const { graph, chosen, colours } = picture;
  context.fillStyle = colours.soft;
  for (const { low, high, arrow, shown, width } of graph.lines) {
    const [one, other] = [graph.nodes[low], graph.nodes[high]];
    if (!arrow || !shown || !one || !other || low === high) continue;
    if (picture.seen(low).hidden || picture.seen(high).hidden) continue;
    const apart = chosen !== null && low !== chosen && high !== chosen;
    context.globalAlpha = apart ? 0.12 : 1;
    const [a, b] = [picture.at(low), picture.at(high)];
    const long = (8 + 2 * width) / Math.max(scale, 0.4);
    const [start, end]: readonly [Corner, Corner] = [
      [a.x, a.y],
      [b.x, b.y],
    ];
    if (arrow !== "low") trace(context, headOf(start, end, reachOf(other, scale), long));
    if (arrow !== "high") trace(context, headOf(end, start, reachOf(one, scale), long));
  }
}

function diamonds(context: Context, scale: number, picture: Adorned): void {
  context.strokeStyle = picture.colours.vanished;
  context.lineWidth = 2.5 / scale;
  for (const [n, one] of picture.graph.nodes.entries()) {
    const { opacity, hidden } = picture.seen(n);
    if (!one.shared || hidden) continue;
    context.globalAlpha = opacity;
    const { x, y } = picture.at(n);
    const reach = reachOf(one, scale);
    context.beginPath();
    context.moveTo(x, y - reach);
    context.lineTo(x + reach, y);
    context.lineTo(x, y + reach);
    context.lineTo(x - reach, y);
    context.closePath();
    context.stroke();
  }
}

function trace(context: Context, corners: readonly Corner[]): void {
  context.beginPath();
  for (const [x, y] of corners) context.lineTo(x, y);
  context.closePath();
  context.fill();
}
