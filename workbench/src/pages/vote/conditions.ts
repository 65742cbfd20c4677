/** The conditions of a vote in the address: what a chip says of each and what drops it. */

import { all, flag, one, type Params, whole } from "../../app/address";
import type { Condition } from "../../parts/conditions";
import { sides, withSide } from "../../parts/listed";

/** The day as of whose end things are known; undefined: now. */
export const knownOf = (params: Params): string | undefined => one(params, "known") || undefined;

/** How well states are reached, as the office says itself: a share from 0 to 1 each. */
export const reachOf = (params: Params): readonly string[] =>
  [...sides(params, "reach")]
    .filter(([, share]) => Number(share) >= 0 && Number(share) <= 1)
    .map(([state, share]) => `${state}=${share}`);

const known = (params: Params): Condition[] => {
  const day = knownOf(params);
  if (!day) return [];
  return [{ key: "known", text: "vote.if.known", values: { day }, lift: { known: null } }];
};

/** What is in force of a committee or the plenary, beside stances. */
export function inForce(params: Params): readonly Condition[] {
  const found: Condition[] = [];
  if (flag(params, "substitutes")) {
    const lift = { substitutes: null };
    found.push({ key: "substitutes", text: "vote.substitutes", lift, first: true });
  }
  return [...found, ...known(params)];
}

/** What is in force of the Council, beside positions. */
export function inForceOfCouncil(params: Params): readonly Condition[] {
  const found: Condition[] = [];
  if (flag(params, "jha")) {
    const lift = { jha: null, ireland: null };
    found.push({ key: "jha", text: "vote.jha", lift, first: true });
  }
  if (flag(params, "jha") && flag(params, "ireland")) {
    found.push({ key: "ireland", text: "vote.ireland", lift: { ireland: null }, first: true });
  }
  const year = whole(params, "year", 0);
  if (year) {
    const lift = { year: null };
    found.push({ key: "year", text: "vote.if.year", values: { year: String(year) }, lift });
  }
  for (const text of reachOf(params)) {
    const at = text.lastIndexOf("=");
    const [state, score] = [text.slice(0, at), text.slice(at + 1)] as const;
    found.push({
      key: `reach ${state}`,
      text: "vote.if.reach",
      values: { state, score },
      lift: { reach: withSide(params, "reach", state, null) },
    });
  }
  for (const name of ["won", "lost"] as const) {
    for (const state of all(params, name)) {
      const lift = { [name]: all(params, name).filter((each) => each !== state) };
      found.push({ key: `${name} ${state}`, text: `vote.if.${name}`, values: { state }, lift });
    }
  }
  return [...found, ...known(params)];
}
