/** Paints a map onto a canvas, whoever moves the camera.
 *
 * Lines and nodes are kept as one path a style; names are placed only while the map stands still,
 * and repeated as they were while it moves.
 */

import { adorn } from "./adorn";
import {
  FAINT,
  faceOf,
  fillNodes,
  type LineBatch,
  type Look,
  lineBatches,
  type NodeBatch,
  nodeBatches,
  strokeLines,
} from "./batches";
import type { Camera } from "./camera";
import { coloursNow } from "./colours";
import { trace } from "./forms";
import type { Label } from "./labels";
import { cross, ring } from "./marks";
import { type Caption, LABEL, type Name, named, type Outline, placed, ROW, topOf } from "./names";
import type { Graph, MapNode, Mode } from "./renderer";
import { around, hull, type Point } from "./shapes";

export const FONT = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
type Context = CanvasRenderingContext2D;

export class Painter {
  graph: Graph = { nodes: [], lines: [], hulls: [] };
  mode: Mode = "fade";
  chosen: number | null = null;
  near: ReadonlySet<number> | null = null;
  colours = coloursNow();
  number: ReadonlyMap<string, number> = new Map();
  private xs = new Float64Array(0);
  private ys = new Float64Array(0);
  private ranked: number[] = [];
  private names: readonly Name[] = [];
  private outlines: readonly Outline[] | null = null;
  private captions: readonly Caption[] = [];
  private labels: readonly Label[] = [];
  private lines: readonly LineBatch[] | null = null;
  private nodes: readonly NodeBatch[] | null = null;
  private lifted: number | null = null;
  private readonly widths = new Map<string, number>();

  setGraph(graph: Graph): void {
    const { nodes } = graph;
    this.graph = graph;
    this.xs = Float64Array.from(nodes, (one) => one.x);
    this.ys = Float64Array.from(nodes, (one) => one.y);
    this.number = new Map(nodes.map((one, n) => [one.id, n]));
    this.ranked = nodes.map((_, n) => n);
    this.ranked.sort((a, b) => (nodes[b]?.rank ?? 0) - (nodes[a]?.rank ?? 0) || a - b);
    this.chosen = null;
    this.near = null;
    this.lifted = null;
    this.names = [];
    this.captions = [];
    this.labels = [];
    this.changed();
  }

  choose(id: string | null): void {
    const n = id === null ? undefined : this.number.get(id);
    this.chosen = n ?? null;
    this.near = n === undefined ? null : new Set([n, ...this.beside(n)]);
    this.changed();
  }

  at(n: number): { x: number; y: number } {
    return { x: this.xs[n] ?? 0, y: this.ys[n] ?? 0 };
  }

  moveNode(n: number, x: number, y: number): void {
    this.xs[n] = x;
    this.ys[n] = y;
    this.changed();
  }

  /** How a node is seen: faint if a filter leaves it out or another one is looked at. */
  seen(n: number): { opacity: number; hidden: boolean } {
    const shown = this.graph.nodes[n]?.shown ?? true;
    const apart = this.near !== null && !this.near.has(n);
    return { hidden: !shown && this.mode === "hide", opacity: shown && !apart ? 1 : FAINT };
  }

  /** Something else than the camera has changed. */
  changed(): void {
    this.lines = null;
    this.nodes = null;
    this.outlines = null;
  }

  /** Take a node, with its lines and name, out of the picture; null: put it back. */
  lift(n: number | null): void {
    this.lifted = n;
    this.lines = null;
    this.nodes = null;
  }

  /** Who lies under a point of the map, or not further from it than `slack`; null: nobody. */
  under(x: number, y: number, slack: number): number | null {
    let best: number | null = null;
    let nearest = slack;
    this.graph.nodes.forEach(({ size }, n) => {
      const away = Math.hypot((this.xs[n] ?? 0) - x, (this.ys[n] ?? 0) - y) - size;
      if (away <= nearest && !this.seen(n).hidden) [best, nearest] = [n, away];
    });
    return best;
  }

  /** Paint hulls, lines and nodes; the context is in units of the map. */
  below(context: Context, { scale }: Camera): void {
    const { hullFill, hullLine } = this.colours;
    context.fillStyle = hullFill;
    context.strokeStyle = hullLine;
    context.lineWidth = 1 / scale;
    // Names leave it round; what is drawn anew looks as it did at first.
    context.lineJoin = "miter";
    for (const { corners } of this.hulls()) {
      context.beginPath();
      for (const [x, y] of corners) context.lineTo(x, y);
      context.closePath();
      context.fill();
      context.stroke();
    }
    this.lines ??= lineBatches(this.look());
    this.nodes ??= nodeBatches(this.look());
    strokeLines(context, this.lines);
    fillNodes(context, this.nodes);
  }

  /** Paint one node over all others, with its lines if they are wanted, and its name. */
  single(context: Context, camera: Camera, n: number, withLines: boolean): void {
    const { scale } = camera;
    const one = this.graph.nodes[n];
    if (!one) return;
    const { x, y } = this.at(n);
    if (withLines) {
      context.strokeStyle = this.colours.line;
      context.lineWidth = 1.5;
      context.beginPath();
      for (const other of this.beside(n)) {
        if (this.seen(other).hidden) continue;
        context.moveTo(x, y);
        context.lineTo(this.xs[other] ?? 0, this.ys[other] ?? 0);
      }
      context.stroke();
    }
    const face = faceOf(this.colours, one);
    context.beginPath();
    trace(context, one.shape, x, y, one.size);
    context.globalAlpha = this.seen(n).opacity;
    context.fillStyle = face.colour;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = this.colours.ink;
    context.lineWidth = Math.max(face.wide, 1.5 / scale);
    context.stroke();
    this.mark(context, scale, one, n);
    this.pen(context, scale);
    const written = this.names.find((name) => name.n === n);
    const name = written ?? placed(this.placing(context, camera), n)?.name;
    if (name) this.write(context, scale, name);
  }

  /** Paint names and marks over the nodes. */
  above(context: Context, { scale }: Camera): void {
    adorn(context, scale, this);
    this.marks(context, scale);
    this.pen(context, scale);
    for (const { name, corners, dx, dy } of this.captions) {
      const [x, y] = topOf(corners);
      context.font = `600 ${13 / scale}px ${FONT}`;
      context.strokeText(name, x + dx / scale, y + dy / scale);
      context.fillStyle = this.colours.soft;
      context.fillText(name, x + dx / scale, y + dy / scale);
    }
    context.font = `400 ${LABEL / scale}px ${FONT}`;
    context.fillStyle = this.colours.soft;
    for (const { text, x, y, low, high } of this.labels) {
      if (low === this.lifted || high === this.lifted) continue;
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    }
    context.fillStyle = this.colours.ink;
    for (const one of this.names) if (one.n !== this.lifted) this.write(context, scale, one);
  }

  /** Choose whose names are written, for the place that the camera has now. */
  placeNames(context: Context, camera: Camera): void {
    const { ranked, near } = this;
    const placing = this.placing(context, camera);
    const made = named({ ...placing, ranked, near, outlines: this.hulls() });
    [this.names, this.captions, this.labels] = [made.names, made.captions, made.labels];
  }

  private placing(context: Context, camera: Camera) {
    const { graph, chosen } = this;
    return {
      graph,
      chosen,
      at: (n: number) => this.at(n),
      camera,
      width: (text: string, weight: number) => this.width(context, text, weight),
    };
  }

  private *beside(n: number): Generator<number> {
    for (const { low, high } of this.graph.lines) {
      if (low === n) yield high;
      if (high === n) yield low;
    }
  }

  private hulls(): readonly Outline[] {
    this.outlines ??= this.graph.hulls.flatMap(({ name, members }) => {
      const seen = members.filter((n) => this.graph.nodes[n]?.shown);
      const points = seen.map((n): Point => [this.xs[n] ?? 0, this.ys[n] ?? 0]);
      // Only what is outermost is widened: the rest would lie inside of that.
      return points.length < 3 ? [] : [{ name, corners: hull(around(hull(points), 34)) }];
    });
    return this.outlines;
  }

  private look(): Look {
    return {
      graph: this.graph,
      xs: this.xs,
      ys: this.ys,
      hides: this.mode === "hide",
      chosen: this.chosen,
      lifted: this.lifted,
      seen: (n) => this.seen(n),
      colours: this.colours,
    };
  }

  /** How texts are written. */
  private pen(context: Context, scale: number): void {
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4 / scale;
    context.strokeStyle = this.colours.paper;
    context.fillStyle = this.colours.ink;
  }

  private write(context: Context, scale: number, { n, rows, bold, dx, dy }: Name): void {
    context.font = `${bold ? 700 : 400} ${13 / scale}px ${FONT}`;
    const { x, y } = this.at(n);
    rows.forEach((row, number) => {
      const top = y + (dy + number * ROW) / scale;
      context.strokeText(row, x + dx / scale, top);
      context.fillText(row, x + dx / scale, top);
    });
  }

  /** How wide a text is at reading size; each is measured once. */
  private width(context: Context, text: string, weight: number): number {
    const key = `${weight}${text}`;
    let known = this.widths.get(key);
    if (known === undefined) {
      context.save();
      context.font = `${weight} 13px ${FONT}`;
      known = context.measureText(text).width;
      context.restore();
      this.widths.set(key, known);
    }
    return known;
  }

  /** Rings, crosses and pins: what colour says is also said by shape. */
  private marks(context: Context, scale: number): void {
    this.graph.nodes.forEach((one, n) => {
      const marked = one.change || one.pinned || n === this.chosen;
      if (!marked || n === this.lifted || this.seen(n).hidden) return;
      this.mark(context, scale, one, n);
    });
  }

  private mark(context: Context, scale: number, one: MapNode, n: number): void {
    const { appeared, vanished, ink, focus } = this.colours;
    const { x, y } = this.at(n);
    context.lineWidth = 2.5 / scale;
    if (one.change === "appeared") ring(context, x, y, one.size + 4 / scale, appeared);
    if (one.change === "vanished") cross(context, x, y, one.size + 2 / scale, vanished);
    if (one.pinned) {
      context.fillStyle = ink;
      context.fillRect(x + one.size * 0.6, y - one.size - 3 / scale, 7 / scale, 7 / scale);
    }
    context.lineWidth = 3 / scale;
    if (n === this.chosen) ring(context, x, y, one.size + 8 / scale, focus);
  }
}
