/** The address of the page as the questions that the service takes. */

import { all, flag, one, type Params, whole } from "../../app/address";
import { query, type Request, type Schemas } from "../../app/api";

export type RouteBody = Partial<Schemas["RouteIn"]> & { to: string[] };

export const MOST_STEPS = 6;
const STEPS = 4;

export const isDifferent = (params: Params): boolean => flag(params, "different");

const real = (params: Params): boolean => one(params, "invented") === "no";

/** Steps at most; null: any number. */
export function steps(params: Params): number | null {
  if (one(params, "hops") === "any") return null;
  return Math.min(whole(params, "hops", STEPS), MOST_STEPS);
}

/** How many routes are asked for: one to each of several, three to one. */
export const howMany = (params: Params, targets: number): number =>
  whole(params, "k", targets > 1 ? 1 : 3);

/** Write the question about some targets as `POST /routes` takes it. */
export function routeBody(params: Params, to: readonly string[]): RouteBody {
  const confidence = Number(one(params, "confidence", "0"));
  return {
    to: [...to],
    sources: [...all(params, "from")],
    k: howMany(params, to.length),
    max_hops: steps(params),
    avoid: [...all(params, "avoid")],
    via: [...all(params, "via")],
    channels: [...all(params, "channel")],
    min_confidence: confidence >= 0 && confidence <= 1 ? confidence : 0,
    invented: !real(params),
    senior: flag(params, "senior"),
    consented: flag(params, "consented"),
    each: to.length > 1,
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
    k: body.k,
    avoid: body.avoid,
    channel: body.channels,
    confidence: body.min_confidence || undefined,
    senior: body.senior || undefined,
    consented: body.consented || undefined,
    invented: body.invented ? undefined : false,
    as_of: body.as_of,
    known_at: body.known_at,
  };
  if (name === "disjoint") return { path: query("ask/disjoint", shared) };
  return {
    path: query(`ask/${name}`, { ...shared, hops: body.max_hops ?? MOST_STEPS, via: body.via }),
  };
}

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
  return {
    path: query("ask/leaves", {
      name,
      to: to.filter((id) => id !== name),
      hops: steps(params) ?? MOST_STEPS,
      invented: real(params) ? false : undefined,
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
  return left.length ? { ...body, sources: left } : null;
}
