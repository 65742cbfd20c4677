/** Paints lines, hulls, names and marks of a map onto a canvas, whoever moves the camera.
 *
 * Lines are kept as one path a style; names are placed only while the map stands still, and
 * repeated as they were while it moves.
 */

import { isDark } from "../../app/theme";
import { adorn } from "./adorn";
import { type Camera, type Name, named, nameOf, type Outline, topOf } from "./names";
import type { Graph, MapNode, Mode } from "./renderer";
import { around, hull, type Point } from "./shapes";

export const FONT = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
export const FAINT = 0.12;

interface LineStyle {
  readonly path: Path2D;
  readonly colour: string;
  readonly width: number;
  readonly dash: number[];
  readonly alpha: number;
}

type Context = CanvasRenderingContext2D;

export class Painter {
  graph: Graph = { nodes: [], lines: [], hulls: [] };
  mode: Mode = "fade";
  chosen: number | null = null;
  hovered: number | null = null;
  near: ReadonlySet<number> | null = null;
  colours = coloursNow();
  number: ReadonlyMap<string, number> = new Map();
  private xs = new Float64Array(0);
  private ys = new Float64Array(0);
  private ranked: number[] = [];
  private names: readonly Name[] = [];
  private outlines: readonly Outline[] = [];
  private captions: readonly Outline[] = [];
  private styles: readonly LineStyle[] | null = null;
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
    this.hovered = null;
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
    this.styles = null;
    this.outlines = this.graph.hulls.flatMap(({ name, members }) => {
      const seen = members.filter((n) => this.graph.nodes[n]?.shown);
      const points = seen.map((n): Point => [this.xs[n] ?? 0, this.ys[n] ?? 0]);
      return points.length < 3 ? [] : [{ name, corners: hull(around(points, 34)) }];
    });
  }

  /** Paint what lies under the nodes; the context is in units of the map. */
  below(context: Context, { scale }: Camera): void {
    const { hullFill, hullLine } = this.colours;
    context.fillStyle = hullFill;
    context.strokeStyle = hullLine;
    context.lineWidth = 1 / scale;
    for (const { corners } of this.outlines) {
      context.beginPath();
      for (const [x, y] of corners) context.lineTo(x, y);
      context.closePath();
      context.fill();
      context.stroke();
    }
    this.styles ??= this.lineStyles();
    context.save();
    for (const style of this.styles) {
      context.globalAlpha = style.alpha;
      context.strokeStyle = style.colour;
      context.lineWidth = style.width;
      context.setLineDash(style.dash);
      context.stroke(style.path);
    }
    context.restore();
  }

  /** Paint names and marks over the nodes. */
  above(context: Context, { scale }: Camera): void {
    adorn(context, scale, this);
    this.marks(context, scale);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4 / scale;
    context.strokeStyle = this.colours.paper;
    for (const { name, corners } of this.captions) {
      const [x, y] = topOf(corners);
      context.font = `600 ${13 / scale}px ${FONT}`;
      context.strokeText(name, x, y - 9 / scale);
      context.fillStyle = this.colours.soft;
      context.fillText(name, x, y - 9 / scale);
    }
    context.fillStyle = this.colours.ink;
    for (const one of this.names) this.write(context, scale, one);
    const told = this.hovered;
    if (told !== null && !this.names.some((one) => one.n === told)) {
      this.write(context, scale, nameOf(this, told));
    }
  }

  /** Choose whose names are written, for the place that the camera has now. */
  placeNames(context: Context, camera: Camera): void {
    const found = named({
      graph: this.graph,
      ranked: this.ranked,
      at: (n) => this.at(n),
      chosen: this.chosen,
      near: this.near,
      outlines: this.outlines,
      camera,
      width: (text, weight) => this.width(context, text, weight),
    });
    this.names = found.names;
    this.captions = found.captions;
  }

  private *beside(n: number): Generator<number> {
    for (const { low, high } of this.graph.lines) {
      if (low === n) yield high;
      if (high === n) yield low;
    }
  }

  /** One path a style: six thousand strokes of their own would stop the map. */
  private lineStyles(): readonly LineStyle[] {
    const styles = new Map<string, LineStyle>();
    for (const line of this.graph.lines) {
      if (!line.shown && this.mode === "hide") continue;
      const { low, high, change, invented } = line;
      const apart = this.chosen !== null && low !== this.chosen && high !== this.chosen;
      const alpha = line.shown && !apart ? 1 : FAINT;
      const key = `${line.width.toFixed(1)} ${change} ${invented} ${alpha}`;
      let style = styles.get(key);
      if (!style) {
        style = { path: new Path2D(), alpha, ...this.look(change, invented, line.width) };
        styles.set(key, style);
      }
      style.path.moveTo(this.xs[low] ?? 0, this.ys[low] ?? 0);
      style.path.lineTo(this.xs[high] ?? 0, this.ys[high] ?? 0);
    }
    return [...styles.values()].sort((a, b) => a.alpha - b.alpha);
  }

  private look(change: string, invented: boolean, width: number) {
    const { line, appeared, vanished } = this.colours;
    const dash = invented ? [8, 6] : [];
    if (change === "appeared") return { colour: appeared, width: width + 1.4, dash };
    if (change === "vanished") return { colour: vanished, width: width + 0.8, dash: [2, 5] };
    return { colour: line, width, dash };
  }

  private write(context: Context, scale: number, { n, rows, bold }: Name): void {
    const one = this.graph.nodes[n];
    if (!one) return;
    context.font = `${bold ? 700 : 400} ${13 / scale}px ${FONT}`;
    const x = this.xs[n] ?? 0;
    const below = one.inside ? (-(rows.length - 1) * 7.5) / scale : one.size + 12 / scale;
    const first = (this.ys[n] ?? 0) + below;
    rows.forEach((row, number) => {
      context.strokeText(row, x, first + (number * 15) / scale);
      context.fillText(row, x, first + (number * 15) / scale);
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
      if (!marked || this.seen(n).hidden) return;
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

function ring(context: Context, x: number, y: number, r: number, colour: string): void {
  context.strokeStyle = colour;
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.stroke();
}

function cross(context: Context, x: number, y: number, r: number, colour: string): void {
  context.strokeStyle = colour;
  context.beginPath();
  context.moveTo(x - r, y - r);
  context.lineTo(x + r, y + r);
  context.moveTo(x + r, y - r);
  context.lineTo(x - r, y + r);
  context.stroke();
}

export function coloursNow() {
  const style = window.getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  const dark = isDark();
  return {
    ink: of("--ink"),
    soft: of("--soft"),
    paper: of("--paper"),
    focus: of("--focus"),
    appeared: of("--good"),
    vanished: of("--bad"),
    line: dark ? "#5b6675" : "#b4bcc8",
    hullFill: dark ? "#1d2530" : "#eef1f6",
    hullLine: dark ? "#39424e" : "#c5cdd8",
    edge: dark ? "#c3ccd8" : "",
  };
}
