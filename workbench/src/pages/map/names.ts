/** Whose names are written: the most important first, none over another. Pure but for measuring. */

import { type Camera, toScreen } from "./camera";
import { type Label, labelled } from "./labels";
import type { Graph } from "./renderer";
import { type Box, type Point, rowsOf, Taken } from "./shapes";

/** Letters in a row of a name inside its node: as wide as most of such nodes. */
const INSIDE = 20;
/** From one row of a name to the next, in pixels. */
export const ROW = 15;
/** Letters of words on ties, in pixels; names have 13. */
export const LABEL = 11;
/** So many of the best connected are named also where that covers a small node. */
const PROMINENT = 15;

export interface Name {
  readonly rows: readonly string[];
  readonly n: number;
  readonly bold: boolean;
  /** Where the middle of its first row is, in pixels from the middle of the node. */
  readonly dx: number;
  readonly dy: number;
}

export interface Outline {
  readonly name: string;
  readonly corners: readonly Point[];
}

export interface Caption extends Outline {
  /** Where its middle is, in pixels from the top of its hull. */
  readonly dx: number;
  readonly dy: number;
}

export interface Naming {
  readonly graph: Graph;
  /** Numbers of nodes, the most important first. */
  readonly ranked: readonly number[];
  readonly at: (n: number) => { x: number; y: number };
  readonly chosen: number | null;
  readonly near: ReadonlySet<number> | null;
  readonly outlines: readonly Outline[];
  readonly camera: Camera;
  /** How wide a text is, in pixels at reading size. */
  readonly width: (text: string, weight: number) => number;
}

export interface Named {
  readonly names: readonly Name[];
  readonly captions: readonly Caption[];
  readonly labels: readonly Label[];
}

type Placing = Pick<Naming, "graph" | "chosen" | "at" | "camera" | "width">;

/** A name in or below its node, or as far beside and above that as the rim of the canvas demands;
 * null: its node is out of sight. */
export function placed(naming: Placing, n: number): { name: Name; box: Box } | null {
  const one = naming.graph.nodes[n];
  const { width, height } = naming.camera;
  const [x, y] = onScreen(naming, n);
  if (!one || x < 0 || x > width || y < 0 || y > height) return null;
  const mark = one.change === "appeared" ? "+ " : one.change === "vanished" ? "− " : "";
  const bold = one.focus || n === naming.chosen;
  const rows = rowsOf(mark + one.name, one.inside ? INSIDE : undefined);
  const wide = rows.map((row) => naming.width(row, bold ? 700 : 400));
  const half = Math.max(...wide) / 2 + 4;
  const high = rows.length * ROW + 2;
  const reach = one.size * naming.camera.scale;
  const below = y + reach + 4;
  const top = one.inside
    ? within(y - high / 2, high, height)
    : below + high > height
      ? y - reach - 4 - high
      : below;
  const left = within(x - half, 2 * half, width);
  const box: Box = [left, top, left + 2 * half, top + high];
  return { name: { n, rows, bold, dx: left + half - x, dy: top + 8 - y }, box };
}

/** Where something of a length begins so that it lies within a range, if there is room. */
const within = (begin: number, long: number, most: number): number =>
  Math.max(0, Math.min(begin, most - long));

/** Who is looked at comes first, then what holds together, then everybody else by rank. */
export function named(naming: Naming): Named {
  const { graph, ranked, chosen, camera } = naming;
  const seen = ranked.filter((n) => isSeen(naming, n));
  const nodes = new Taken(80);
  for (const n of seen) {
    const one = graph.nodes[n];
    if (!one?.shown || one.inside) continue;
    const [x, y] = onScreen(naming, n);
    const reach = one.size * 0.8 * camera.scale;
    nodes.take([x - reach, y - reach, x + reach, y + reach]);
  }
  const texts = new Taken(80);
  const names: Name[] = [];
  const write = (n: number, overNodes: boolean) => {
    const free = (box: Box) =>
      n === chosen || (texts.isFree(box) && (overNodes || nodes.isFree(box)));
    const found = boxed(naming, n, free);
    if (!found) return;
    texts.take(found.box);
    names.push(found.name);
  };
  const first = seen.filter((n) => n === chosen || graph.nodes[n]?.focus);
  first.sort((a, b) => Number(b === chosen) - Number(a === chosen));
  for (const n of first) write(n, true);
  // A caption may lie over a node, not over another text.
  const captions = naming.outlines.flatMap((one) => {
    const found = captioned(naming, one);
    if (!found || !texts.isFree(found.box)) return [];
    texts.take(found.box);
    return [found.caption];
  });
  const others = seen.filter((n) => !first.includes(n));
  for (const [place, n] of others.entries()) write(n, place < PROMINENT);
  const written = new Set(names.map(({ n }) => n));
  for (const n of seen) {
    const found = written.has(n) ? null : shortened(naming, n);
    if (!found || !texts.isFree(found.box)) continue;
    texts.take(found.box);
    names.push(found.name);
  }
  // Words on ties take what room is left.
  const wide = (text: string) => (naming.width(text, 400) * LABEL) / 13;
  const labels = labelled({ ...naming, wide }, texts, nodes);
  return { names, captions, labels };
}

function boxed(
  naming: Naming,
  n: number,
  free: (box: Box) => boolean,
): { name: Name; box: Box } | null {
  const one = naming.graph.nodes[n];
  if (!one?.shown || (naming.near && !naming.near.has(n))) return null;
  const [x, middle] = onScreen(naming, n);
  const below = middle + one.size * naming.camera.scale + 4;
  const isInner = below + 3 * ROW < naming.camera.height;
  // Most are refused by their middle alone: to measure a text is what costs.
  if (!one.inside && isInner && !free([x - 12, below, x + 12, below + 14])) return null;
  const found = placed(naming, n);
  return found && free(found.box) ? found : null;
}

/** What stands in a node whose name finds no room: a number, told beside the map. */
function shortened(naming: Naming, n: number): { name: Name; box: Box } | null {
  const one = naming.graph.nodes[n];
  if (!one?.short || !one.shown || (naming.near && !naming.near.has(n))) return null;
  const [x, y] = onScreen(naming, n);
  const half = naming.width(one.short, 700) / 2 + 2;
  return {
    name: { n, rows: [one.short], bold: true, dx: 0, dy: 0 },
    box: [x - half, y - 8, x + half, y + 8],
  };
}

/** A caption above the top of its hull, or as far from there as the rim demands; null: out of sight. */
function captioned(naming: Naming, one: Outline): { caption: Caption; box: Box } | null {
  const { width, height } = naming.camera;
  const [x, y] = toScreen(naming.camera, topOf(one.corners));
  if (x < 0 || x > width || y < 0 || y > height) return null;
  const half = naming.width(one.name, 600) / 2 + 4;
  const left = within(x - half, 2 * half, width);
  const top = within(y - 18, 18, height);
  const caption = { ...one, dx: left + half - x, dy: top + 9 - y };
  return { caption, box: [left, top, left + 2 * half, top + 18] };
}

function isSeen(naming: Naming, n: number): boolean {
  const [x, y] = onScreen(naming, n);
  const { width, height } = naming.camera;
  return x > -100 && y > -40 && x < width + 100 && y < height + 40;
}

function onScreen(naming: Placing, n: number): Point {
  const { x, y } = naming.at(n);
  return toScreen(naming.camera, [x, y]);
}

/** Where the caption of a hull stands: above its middle. */
export function topOf(corners: readonly Point[]): Point {
  let top = Number.POSITIVE_INFINITY;
  let sum = 0;
  for (const [x, y] of corners) {
    top = Math.min(top, y);
    sum += x;
  }
  return [sum / Math.max(corners.length, 1), top];
}
