/** The address of the page as the questions that the service takes. */

import { all, flag, one, type Params, whole } from "../../app/address";
import { query, type Request, type Schemas } from "../../app/api";
import { sides } from "../../parts/listed";

export type RouteBody = Partial<Schemas["RouteIn"]> & { to: string[] };

export const MOST_STEPS = 6;
const MOST_ROUTES = 200;
const MOST_DIFFERENT = 50;
export const USUAL_STEPS = 4;

export const isDifferent = (params: Params): boolean => flag(params, "different");

const real = (params: Params): boolean => one(params, "invented") === "no";

/** Steps at most; null: any number. */
export function steps(params: Params): number | null {
  if (one(params, "hops") === "any") return null;
  return Math.min(Math.max(whole(params, "hops", USUAL_STEPS), 1), MOST_STEPS);
}

/** How many of the routes may lead through one; null: any number. */
export const loadOf = (params: Params): number | null =>
  Math.min(whole(params, "load", 0), MOST_ROUTES) || null;

/** How free those who start are, 0 to 1; who does not start is not asked about. */
export function readyOf(params: Params): Record<string, number> {
  const from = all(params, "from");
  const told = [...sides(params, "ready")].map(([id, text]) => [id, Number(text)] as const);
  return Object.fromEntries(
    told.filter(([id, share]) => from.includes(id) && share >= 0 && share < 1),
  );
}

export function leastConfidence(params: Params): number {
  const least = Number(one(params, "confidence", "0"));
  return least >= 0 && least <= 1 ? least : 0;
}

/** Whether each of several is asked for apart: a load is kept among routes taken together. */
const isEach = (params: Params, targets: number): boolean =>
  targets > 1 && loadOf(params) === null;

/** How many routes are asked for: one to each of several, three to one. */
export function howMany(params: Params, targets: number): number {
  const usual = isEach(params, targets) ? 1 : Math.max(3, targets);
  return Math.min(Math.max(whole(params, "k", usual), 1), MOST_ROUTES);
}

/** Write the question about some targets as `POST /routes` takes it. */
export function routeBody(params: Params, to: readonly string[]): RouteBody {
  return {
    to: [...to],
    sources: [...all(params, "from")],
    k: howMany(params, to.length),
    max_hops: steps(params),
    avoid: [...all(params, "avoid")],
    via: [...all(params, "via")],
    channels: [...all(params, "channel")],
    relations: [...all(params, "relation")],
    languages: [...all(params, "language")],
    countries: [...all(params, "country")],
    kinds: [...all(params, "kind")],
    ready: readyOf(params),
    load: loadOf(params),
    min_confidence: leastConfidence(params),
    invented: !real(params),
    senior: flag(params, "senior"),
    consented: flag(params, "consented"),
    each: isEach(params, to.length),
    as_of: one(params, "day") || null,
    known_at: one(params, "known") || null,
  };
}

export const routeRequest = (body: RouteBody): Request => ({
  path: "routes",
  method: "POST",
  body,
});

/** Write the question as the described questions (`diverse`, `robust`, `disjoint`) take it. */
export function described(
  name: "diverse" | "robust" | "disjoint",
  params: Params,
  to: readonly string[],
): Request {
  const body = routeBody(params, to);
  const shared = {
    to,
    sources: body.sources,
    k: Math.min(body.k ?? 3, MOST_DIFFERENT),
    avoid: body.avoid,
    channel: body.channels,
    relation: body.relations,
    language: body.languages,
    country: body.countries,
    kind: body.kinds,
    ready: written(body),
    confidence: body.min_confidence || undefined,
    senior: body.senior || undefined,
    consented: body.consented || undefined,
    invented: body.invented ? undefined : false,
    as_of: body.as_of,
    known_at: body.known_at,
  };
  if (name === "disjoint") return { path: query("ask/disjoint", shared) };
  const within = { ...shared, hops: body.max_hops ?? MOST_STEPS, via: body.via };
  if (name === "robust") return { path: query("ask/robust", within) };
  const alike = one(params, "alike") || undefined;
  return { path: query("ask/diverse", { ...within, load: body.load, alike }) };
}

/** How free who starts is, as described questions take it. */
const written = (body: RouteBody): string[] =>
  Object.entries(body.ready ?? {}).map(([id, share]) => `${id}=${share}`);

/** Ask whom the names of the address stand for. */
export function targetsRequest(params: Params): Request {
  return {
    path: query("routes/targets", {
      to: all(params, "to"),
      group: all(params, "group"),
      as_of: one(params, "day"),
      known_at: one(params, "known"),
    }),
  };
}

/** Ask what all of ours lose of the targets if somebody leaves. */
export function leavesRequest(params: Params, to: readonly string[], name: string): Request {
  const body = routeBody(params, to);
  return {
    path: query("ask/leaves", {
      name,
      to: to.filter((id) => id !== name),
      hops: steps(params) ?? MOST_STEPS,
      channel: body.channels,
      relation: body.relations,
      language: body.languages,
      confidence: body.min_confidence || undefined,
      consented: body.consented || undefined,
      invented: body.invented ? undefined : false,
      as_of: one(params, "day"),
      known_at: one(params, "known"),
    }),
  };
}

/** Ask what became of the routes since the day `earlier` of the address. */
export function compareRequest(params: Params, to: readonly string[]): Request {
  const body = routeBody(params, to);
  return {
    path: query("ask/compare", {
      to,
      // biome-ignore lint/suspicious/noThenProperty: the name of the parameter; nobody awaits it
      then: one(params, "earlier"),
      sources: body.sources,
      k: body.k,
      max_hops: body.max_hops ?? MOST_STEPS,
      avoid: body.avoid,
      via: body.via,
      channels: body.channels,
      relations: body.relations,
      languages: body.languages,
      countries: body.countries,
      kinds: body.kinds,
      senior: body.senior || undefined,
      consented: body.consented || undefined,
      min_confidence: body.min_confidence || undefined,
      invented: body.invented ? undefined : false,
      as_of: body.as_of,
      known_at: body.known_at,
    }),
  };
}

/** The question without somebody: as a go-between to avoid, or as one of ours that starts. */
export function withoutBody(
  body: RouteBody,
  leaver: string,
  sources: readonly string[],
): RouteBody | null {
  if (!sources.includes(leaver)) return { ...body, avoid: [...(body.avoid ?? []), leaver] };
  const left = sources.filter((id) => id !== leaver);
  const { [leaver]: _, ...ready } = body.ready ?? {};
  return left.length ? { ...body, sources: left, ready } : null;
}
