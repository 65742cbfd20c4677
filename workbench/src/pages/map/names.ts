/** Whose names are written: the most important first, none over another. Pure but for measuring. */

import { type Camera, toScreen } from "./camera";
import type { Graph } from "./renderer";
import { type Box, type Point, rowsOf, Taken } from "./shapes";

/** So many of the best connected are named also where that covers a small node. */
const PROMINENT = 15;

export interface Name {
  readonly rows: readonly string[];
  readonly n: number;
  readonly bold: boolean;
}

export interface Outline {
  readonly name: string;
  readonly corners: readonly Point[];
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
  readonly captions: readonly Outline[];
}

export function nameOf({ graph, chosen }: Pick<Naming, "graph" | "chosen">, n: number): Name {
  const one = graph.nodes[n];
  const mark = one?.change === "appeared" ? "+ " : one?.change === "vanished" ? "− " : "";
  const bold = one?.focus === true || n === chosen;
  return { n, rows: rowsOf(mark + (one?.name ?? "")), bold };
}

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
  const captions = naming.outlines.filter((one) => {
    const box = captionBox(naming, one);
    const free = texts.isFree(box);
    if (free) texts.take(box);
    return free;
  });
  const others = seen.filter((n) => !first.includes(n));
  for (const [place, n] of others.entries()) write(n, place < PROMINENT);
  return { names, captions };
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
  // Most are refused by their middle alone: to measure a text is what costs.
  if (!one.inside && !free([x - 12, below, x + 12, below + 14])) return null;
  const name = nameOf(naming, n);
  const wide = name.rows.map((row) => naming.width(row, name.bold ? 700 : 400));
  const half = Math.max(...wide) / 2 + 4;
  const high = name.rows.length * 15 + 2;
  const y = one.inside ? middle - high / 2 : below;
  const box: Box = [x - half, y, x + half, y + high];
  return free(box) ? { name, box } : null;
}

function captionBox(naming: Naming, { name, corners }: Outline): Box {
  const [x, y] = toScreen(naming.camera, topOf(corners));
  const half = naming.width(name, 600) / 2 + 4;
  return [x - half, y - 18, x + half, y];
}

function isSeen(naming: Naming, n: number): boolean {
  const [x, y] = onScreen(naming, n);
  const { width, height } = naming.camera;
  return x > -100 && y > -40 && x < width + 100 && y < height + 40;
}

function onScreen(naming: Naming, n: number): Point {
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
