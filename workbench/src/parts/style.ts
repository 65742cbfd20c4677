/** Colour, glyph and word of each kind: the same as in the pictures, written from `viz/style.py`. */

import type { Actor } from "../app/api";
import { STYLES } from "./styles.gen";

export interface Style {
  readonly shape: string;
  readonly colour: string;
  readonly glyph: string;
  readonly word: string;
}

/** The word for a kind or classification; one that has no style is told by its name. */
export function styleOfTerm(term: string): string {
  const known: Readonly<Record<string, Style>> = STYLES;
  return known[term]?.word ?? term;
}

const UNKNOWN: Style = { shape: "dot", colour: "#777777", glyph: "●", word: "" };

export function styleOf(actor: Pick<Actor, "kind" | "classification">): Style {
  const known: Readonly<Record<string, Style>> = STYLES;
  return known[actor.classification ?? ""] ?? known[actor.kind] ?? UNKNOWN;
}
