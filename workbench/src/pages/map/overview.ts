/** The state of an overview as its address has it, and what follows from it. */

import { all, one, type Params } from "../../app/address";
import { query, type Request, type Schemas } from "../../app/api";
import type { Overview } from "./graph";
import { FILTERS } from "./state";

export type Station = Schemas["StationOut"];
export type SuperPlace = Overview["places"][number];

type Values = Readonly<Record<string, string | readonly string[]>>;

/** What an address asks of the overview; `within` is any member of the part that is shown. */
export function overviewQuestion(params: Params): Values {
  return {
    inside: one(params, "within"),
    deep: one(params, "within") ? one(params, "deep") : "",
    as_of: one(params, "day"),
    evidence_from: one(params, "evidence"),
    ...Object.fromEntries(FILTERS.map((name) => [name, all(params, name)])),
  };
}

export const overviewRequest = (params: Params): Request => ({
  path: query("maps/overview", overviewQuestion(params)),
});

/** The file of an overview, with its filters. */
export const overviewFile = (params: Params, form: string): Request => ({
  path: query(`maps/overview/files/${form}`, {
    ...overviewQuestion(params),
    fade: one(params, "mode") === "hide" ? "" : "true",
  }),
});

/** What stays when a part is opened or left: filters and how they show. */
export function kept(params: Params): Params {
  const names = [...FILTERS, "evidence", "mode"];
  return Object.fromEntries(
    names.flatMap((name) => (all(params, name).length ? [[name, all(params, name)]] : [])),
  );
}

/** The address of a part as an overview of its own parts. */
export const within = (params: Params, key: string, deep: number): Params => ({
  ...kept(params),
  within: [key],
  ...(deep > 1 ? { deep: [String(deep)] } : {}),
});

/** The address of a part as a map. */
export const inside = (params: Params, key: string, deep: number): Params => ({
  ...kept(params),
  inside: [key],
  ...(deep > 1 ? { deep: [String(deep)] } : {}),
});

export const divides = (place: SuperPlace): boolean => place.part === "divided community";

/** What a place opens into: a map, or, too large for one, its own parts. */
export const opening = (params: Params, place: SuperPlace, deep: number): Params =>
  (divides(place) ? within : inside)(params, place.key, deep);
