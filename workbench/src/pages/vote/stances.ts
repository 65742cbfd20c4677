/** Stances as the address keeps them: `stance=S%26D%3Dfor`, a group or a member and its word. */

import { all, type Params } from "../../app/address";
import type { Schemas } from "../../app/api";

export type Stance = Schemas["Stance"];

export const STANCES = ["for", "against", "abstain", "absent", "unknown"] as const;

export type Stances = ReadonlyMap<string, Stance>;

const isStance = (text: string): text is Stance => (STANCES as readonly string[]).includes(text);

/** Read the stances of an address; what is no stance is left out. */
export function stancesOf(params: Params): Stances {
  const found = new Map<string, Stance>();
  for (const text of all(params, "stance")) {
    const at = text.lastIndexOf("=");
    const word = text.slice(at + 1);
    if (at > 0 && isStance(word)) found.set(text.slice(0, at), word);
  }
  return found;
}

/** Write stances with one changed; null takes it away. */
export function withStance(
  stances: Stances,
  name: string,
  stance: Stance | null,
): readonly string[] {
  const made = new Map(stances);
  if (stance === null) made.delete(name);
  else made.set(name, stance);
  return written(made);
}

/** Write stances in order of name, so that the same state has the same address. */
export const written = (stances: Stances): readonly string[] =>
  [...stances].map(([name, stance]) => `${name}=${stance}`).sort();

/** Give the stance that follows when somebody clicks. */
export function next(stance: Stance): Stance {
  return STANCES[(STANCES.indexOf(stance) + 1) % STANCES.length] ?? "for";
}

/** Keys that set a stance at once. */
export const KEYS: Readonly<Record<string, Stance>> = {
  f: "for",
  a: "against",
  b: "abstain",
  n: "absent",
  o: "unknown",
};
