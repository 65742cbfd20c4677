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
/** So many are named beside or above where there is no room below; to try is what costs. */
const TURNED = 300;
/** Where a name stands: below its node if there is room, else the next of these that has it. */
const SIDES = ["below", "right", "left", "above"] as const;

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

type Side = (typeof SIDES)[number];
const BELOW: readonly Side[] = ["below"];
type Placing = Pick<Naming, "graph" | "chosen" | "at" | "camera" | "width">;

/** A name in or below its node, or as far beside and above that as the rim of the canvas demands;
 * null: its node is out of sight, or the side that was wanted is. */
export function placed(
  naming: Placing,
  n: number,
  side: Side = "below",
): { name: Name; box: Box } | null {
  const one = naming.graph.nodes[n];
  const { width, height } = naming.camera;
  const [x, y] = onScreen(naming, n);
  if (!one || x < 0 || x > width || y < 0 || y > height) return null;
  const mark = one.change === "appeared" ? "+ " : one.change === "vanished" ? "− " : "";
  const bold = one.focus || n === naming.chosen;
  const rows = rowsOf(mark + one.name, one.inside ? INSIDE : undefined);
  const wide = 2 * (Math.max(...rows.map((row) => naming.width(row, bold ? 700 : 400))) / 2 + 4);
  const high = rows.length * ROW + 2;
  const away = one.size * naming.camera.scale + 4;
  const [above, below] = [y - away - high, y + away];
  const beside = side === "right" ? x + away : side === "left" ? x - away - wide : null;
  if (beside !== null && (beside < 0 || beside + wide > width)) return null;
  if (side === "above" && above < 0) return null;
  const top =
    one.inside || beside !== null
      ? within(y - high / 2, high, height)
      : side === "above" || below + high > height
        ? above
        : below;
  const left = beside ?? within(x - wide / 2, wide, width);
  const box: Box = [left, top, left + wide, top + high];
  return { name: { n, rows, bold, dx: left + wide / 2 - x, dy: top + 8 - y }, box };
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
  const write = (n: number, sides: readonly Side[], overNodes: boolean): boolean => {
    const free = (box: Box) =>
      n === chosen || (texts.isFree(box) && (overNodes || nodes.isFree(box)));
    for (const side of graph.nodes[n]?.inside ? BELOW : sides) {
      const found = boxed(naming, n, side, free);
      if (!found) continue;
      texts.take(found.box);
      names.push(found.name);
      return true;
    }
    return false;
  };
  const first = seen.filter((n) => n === chosen || graph.nodes[n]?.focus);
  first.sort((a, b) => Number(b === chosen) - Number(a === chosen));
  for (const n of first) write(n, BELOW, true);
  // A caption may lie over a node, not over another text.
  const captions = naming.outlines.flatMap((one) => {
    const found = captioned(naming, one);
    if (!found || !texts.isFree(found.box)) return [];
    texts.take(found.box);
    return [found.caption];
  });
  const others = seen.filter((n) => !first.includes(n));
  for (const [place, n] of others.entries()) {
    const isWritten = write(n, place < TURNED ? SIDES : BELOW, false);
    if (!isWritten && place < PROMINENT) write(n, BELOW, true);
  }
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
  side: Side,
  free: (box: Box) => boolean,
): { name: Name; box: Box } | null {
  const one = naming.graph.nodes[n];
  if (!one?.shown || (naming.near && !naming.near.has(n))) return null;
  // Most are refused by what is next to their node alone: to measure a text is what costs.
  if (!one.inside && !free(nextTo(naming, n, side))) return null;
  const found = placed(naming, n, side);
  return found && free(found.box) ? found : null;
}

/** A part of where a name on this side lies, however long it is. */
function nextTo(naming: Naming, n: number, side: Side): Box {
  const [x, y] = onScreen(naming, n);
  const { scale, height } = naming.camera;
  const away = (naming.graph.nodes[n]?.size ?? 0) * scale + 4;
  if (side === "right") return [x + away, y - 7, x + away + 24, y + 7];
  if (side === "left") return [x - away - 24, y - 7, x - away, y + 7];
  const isAbove = side === "above" || y + away + 3 * ROW > height;
  const top = isAbove ? y - away - 14 : y + away;
  return [x - 12, top, x + 12, top + 14];
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
