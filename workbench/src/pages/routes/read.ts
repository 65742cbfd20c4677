/** What a strip says of an answer: who stands in several routes, how old, since when. */

import type { Actor, Schemas } from "../../app/api";

export type Route = Schemas["RouteOut"] | Schemas["Route"];
export type Hop = Route["hops"][number];
export type Line = Hop["evidence"][number];

/** Count in how many routes each go-between stands; ends that all share say nothing. */
export function shared(routes: readonly Route[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const starts = new Set(routes.map((route) => route.actors[0]?.id));
  for (const route of routes) {
    const told = starts.size > 1 ? route.actors.slice(0, -1) : route.actors.slice(1, -1);
    for (const id of new Set(told.map((actor) => actor.id))) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return new Map([...counts].filter(([, count]) => count > 1));
}

export interface Group {
  readonly target: Actor;
  readonly routes: readonly Route[];
}

/** Put the routes to one target together, in the order of the targets; those without come last. */
export function byTarget(targets: readonly Actor[], routes: readonly Route[]): readonly Group[] {
  const [only] = targets;
  if (only && targets.length === 1) return [{ target: only, routes }];
  const groups = targets.map((target) => ({
    target,
    routes: routes.filter((route) => route.actors.at(-1)?.id === target.id),
  }));
  const known = new Set(targets.map((target) => target.id));
  for (const route of routes) {
    const end = route.actors.at(-1);
    if (!end || known.has(end.id)) continue;
    known.add(end.id);
    groups.push({
      target: end,
      routes: routes.filter((other) => other.actors.at(-1)?.id === end.id),
    });
  }
  return groups.sort((a, b) => Number(!a.routes.length) - Number(!b.routes.length));
}

export interface Age {
  readonly count: number;
  readonly unit: "days" | "months" | "years";
}

/** Write an age in the unit that people would use. */
export function age(days: number): Age {
  if (days < 60) return { count: days, unit: "days" };
  if (days < 730) return { count: Math.round(days / 30.44), unit: "months" };
  return { count: Math.floor(days / 365.25), unit: "years" };
}

export type When =
  | { readonly key: "on"; readonly start: string }
  | { readonly key: "since"; readonly start: string }
  | { readonly key: "from"; readonly start: string; readonly end: string }
  | { readonly key: "until"; readonly end: string }
  | { readonly key: "unknown" };

/** Say since when a tie is known to be. */
export function when(period: Line["period"]): When {
  const [start, end] = [period.start ?? null, period.end ?? null];
  if (start && end) return start === end ? { key: "on", start } : { key: "from", start, end };
  if (start) return { key: "since", start };
  return end ? { key: "until", end } : { key: "unknown" };
}

export const readable = (word: string): string => word.replaceAll("_", " ").toLowerCase();

/** A link to a source, or nothing: what loads and runs no script. */
export function safe(url: string | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined;
}
