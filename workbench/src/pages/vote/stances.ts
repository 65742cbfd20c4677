/** Stances as the address keeps them: `stance=S%26D%3Dfor`, a group or a member and its word. */

import { all, type Params } from "../../app/address";
import type { Schemas } from "../../app/api";

export type Stance = Schemas["Stance"];

export const STANCES = ["for", "against", "abstain", "absent", "unknown"] as const;

export type Stances = ReadonlyMap<string, Stance>;

/** What a state can have said: a stance, a leaning, or what it leaves open. */
export const POSITIONS = [
  "for",
  "lean-for",
  "unknown",
  "lean-against",
  "against",
  "abstain",
  "abstain..for",
  "against..abstain",
  "absent",
] as const;
export type Position = (typeof POSITIONS)[number];
export type Positions = ReadonlyMap<string, Position>;

/** Read the stances of an address; what is no stance is left out. */
export const stancesOf = (params: Params): Stances => wordsOf(params, STANCES);

/** Read the positions of states in an address; what is none is left out. */
export const positionsOf = (params: Params): Positions => wordsOf(params, POSITIONS);

function wordsOf<T extends string>(params: Params, words: readonly T[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const text of all(params, "stance")) {
    const at = text.lastIndexOf("=");
    const word = words.find((each) => each === text.slice(at + 1));
    if (at > 0 && word) found.set(text.slice(0, at), word);
  }
  return found;
}

/** Write stances with one changed; null takes it away. */
export function withStance<T extends string>(
  stances: ReadonlyMap<string, T>,
  name: string,
  stance: T | null,
): readonly string[] {
  const made = new Map(stances);
  if (stance === null) made.delete(name);
  else made.set(name, stance);
  return written(made);
}

/** Write stances in order of name, so that the same state has the same address. */
export const written = (stances: ReadonlyMap<string, string>): readonly string[] =>
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
