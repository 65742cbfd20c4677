/** From the server's columns to what is drawn. */

import type { Schemas } from "../../app/api";
import { marked, say } from "../../app/texts";
import { called } from "../../parts/called";
import { styleOf } from "../../parts/style";
import { STYLES } from "../../parts/styles.gen";
import type { Graph, Hull, MapNode } from "./renderer";
import type { Pin } from "./state";

export type MapAnswer = Schemas["MapOut"];
export type Overview = Schemas["OverviewOut"];
export type Actor = Schemas["ActorOut"];

/** Widths of lines by band: thicker is stronger, as in the pictures. */
const WIDTHS: Readonly<Record<string, number>> = {
  strong: 2.6,
  medium: 1.7,
  weak: 1.1,
  cold: 0.7,
};

/** The size that the pictures give (`viz/style.py`). */
export const sizeOf = (degree: number): number => Math.min(24, 7 + 2.2 * Math.sqrt(degree));

/** `turned` lays it on its side, for a ground that is higher than wide; pins are as it is not. */
export function graphOf(answer: MapAnswer, pins: ReadonlyMap<string, Pin>, turned = false): Graph {
  const { places, lines } = answer;
  const nodes = places.id.map((id, n): MapNode => {
    const style = styleOf(actorAt(answer, n));
    const pin = pins.get(id);
    const degree = places.degree[n] ?? 0;
    const [x, y] = [pin?.x ?? places.x[n] ?? 0, pin?.y ?? places.y[n] ?? 0];
    return {
      id,
      name: called({ id, name: places.name[n] ?? id }),
      x: turned ? y : x,
      y: turned ? x : y,
      size: sizeOf(degree),
      shape: style.shape,
      colour: style.colour,
      change: places.change[n] ?? "",
      focus: places.focus[n] ?? false,
      invented: places.invented[n] ?? false,
      pinned: pin !== undefined,
      shown: places.shown[n] ?? true,
      rank: degree + (places.focus[n] ? 10_000 : 0),
    };
  });
  return {
    nodes,
    lines: lines.low.map((low, n) => ({
      low,
      high: lines.high[n] ?? low,
      width: WIDTHS[lines.band[n] ?? ""] ?? 0.7,
      change: lines.change[n] ?? "",
      invented: lines.invented[n] ?? false,
      shown: lines.shown[n] ?? true,
      label: lines.label[n] ?? "",
    })),
    hulls: hullsOf(answer),
  };
}

/** Whether a map is wider than high as the server places it. */
export function isWide({ places }: MapAnswer): boolean {
  const reach = (all: readonly number[]) => all.reduce((a, b) => Math.max(a, b), -Infinity);
  const back = (all: readonly number[]) => all.reduce((a, b) => Math.min(a, b), Infinity);
  return reach(places.x) - back(places.x) > reach(places.y) - back(places.y);
}

function hullsOf({ places, communities }: MapAnswer): Hull[] {
  const members = new Map<number, number[]>(communities.map(({ number }) => [number, []]));
  for (const [n, own] of places.community.entries()) members.get(own)?.push(n);
  return communities.map(({ name, number }) => ({ name, members: members.get(number) ?? [] }));
}

/** Communities as one place each; their size says how many are in them.
 *
 * `turned` lays it on its side, for a ground that is higher than wide.
 */
export function overviewGraph(answer: Overview, turned = false): Graph {
  const most = Math.max(1, ...answer.lines.map((line) => line.count));
  return {
    nodes: answer.places.map((one, n) => ({
      id: one.key,
      name: `${one.name} (${counted(one)})`,
      x: turned ? one.y : one.x,
      y: turned ? one.x : one.y,
      size: one.radius,
      shape: STYLES[one.part].shape,
      colour: STYLES[one.part].colour,
      change: "",
      focus: false,
      invented: false,
      pinned: false,
      shown: one.seen > 0,
      inside: one.radius > 30,
      short: String(n + 1),
      rank: one.size,
    })),
    lines: answer.lines.map((line) => ({
      low: line.low,
      high: line.high,
      width: 0.6 + 6 * Math.sqrt((line.seen || line.count) / most),
      change: "",
      invented: false,
      shown: line.seen > 0,
    })),
    hulls: [],
  };
}

/** How many are in a community, and in sight if those are fewer. */
export const counted = ({ seen, size }: { seen: number; size: number }): string =>
  seen < size ? say("map.seen", { shown: seen, count: size }) : marked(size);

export function actorAt({ places }: MapAnswer, n: number): Actor {
  return {
    id: places.id[n] ?? "",
    name: places.name[n] ?? "",
    kind: places.kind[n] ?? "Concept",
    classification: places.classification[n] ?? null,
    invented: places.invented[n] ?? false,
  };
}

/** Numbers of neighbours, by number of node. */
export function neighboursOf(graph: Graph): readonly (readonly number[])[] {
  const beside: number[][] = graph.nodes.map(() => []);
  for (const { low, high } of graph.lines) {
    beside[low]?.push(high);
    beside[high]?.push(low);
  }
  return beside;
}
