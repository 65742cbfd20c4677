/** What ties are, in words on their lines: those of whoever is chosen, or all of a small picture.
 *
 * As in the pictures for files (`viz/drawing.py`, `viz/static/page.js`). Pure but for measuring.
 */

import { type Camera, toScreen } from "./camera";
import type { Graph } from "./renderer";
import type { Box, Taken } from "./shapes";

/** A picture of so many lines tells them all; of more only those of whoever is chosen. */
export const FEW = 30;
/** Of whoever has more ties than that, the first are told. */
const MOST = 60;
const LONGEST = 34;
/** Where on its line a label stands: the first place with room. */
const PARTS = [0.5, 0.38, 0.62, 0.28] as const;

export interface Label {
  readonly text: string;
  /** Its middle, in units of the map. */
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

export interface Labelling {
  readonly graph: Graph;
  readonly at: (n: number) => { x: number; y: number };
  readonly chosen: number | null;
  readonly camera: Camera;
  /** How wide a label is, in pixels. */
  readonly wide: (text: string) => number;
}

/** Labels that lie neither over a name nor over a node; what they cover is taken after that. */
export function labelled(labelling: Labelling, texts: Taken, nodes: Taken): readonly Label[] {
  const { graph, chosen, camera } = labelling;
  if (chosen === null && graph.lines.length > FEW) return [];
  const told = graph.lines.filter(
    ({ low, high, label, shown }) =>
      label && shown && low !== high && (chosen === null || low === chosen || high === chosen),
  );
  return told.slice(0, MOST).flatMap(({ low, high, label = "" }) => {
    const [a, b] = [labelling.at(low), labelling.at(high)];
    const text = label.length > LONGEST ? `${label.slice(0, LONGEST - 2)} …` : label;
    const half = labelling.wide(text) / 2 + 3;
    for (const part of PARTS) {
      const [x, y] = [a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part];
      const [left, top] = toScreen(camera, [x, y]);
      const box: Box = [left - half, top - 8, left + half, top + 8];
      const inside =
        box[0] >= 0 && box[1] >= 0 && box[2] <= camera.width && box[3] <= camera.height;
      if (!inside || !texts.isFree(box) || !nodes.isFree(box)) continue;
      texts.take(box);
      return [{ text, x, y, low, high }];
    }
    return [];
  });
}
