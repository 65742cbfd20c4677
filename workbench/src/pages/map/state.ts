/** The state of a map as its address has it, and the questions that follow from it. */

import { type Address, all, type Change, one, type Params, whole } from "../../app/address";
import { query } from "../../app/request";

/** Filters: name in the address, name in the question. */
export const FILTERS = ["kind", "group", "country", "relation", "tie_level", "band"] as const;
export type Filter = (typeof FILTERS)[number];

/** What the answer calls the facet of a filter. */
export const FACETS: Readonly<Record<Filter, string>> = {
  kind: "kind",
  group: "group",
  country: "country",
  relation: "relation",
  tie_level: "level",
  band: "band",
};

export const STEPS = 3;
export const MOST = 300;

/** The question that an address asks; null: the overview. */
export function questionOf(
  params: Params,
): Readonly<Record<string, string | readonly string[]>> | null {
  const of = all(params, "of");
  const inside = one(params, "inside");
  if (!of.length && !inside) return null;
  return {
    ...(of.length ? { of } : { inside, deep: one(params, "deep") }),
    steps: String(Math.min(whole(params, "steps", 1), STEPS)),
    most: String(whole(params, "most", of.length ? MOST : 2000)),
    open: all(params, "open"),
    shut: all(params, "shut"),
    still: one(params, "still") === "yes" ? "true" : "",
    from: one(params, "from"),
    as_of: one(params, "day"),
    evidence_from: one(params, "evidence"),
    ...Object.fromEntries(FILTERS.map((name) => [name, all(params, name)])),
  };
}

/** What is sent to the service for the map that an address asks for; null: it asks for none. */
export function mapRequest(params: Params): { readonly path: string } | null {
  const asked = questionOf(params);
  return asked ? { path: query("maps", asked) } : null;
}

/** What is asked for before anything else where a page begins: what takes longest, a map. */
export const firstRequest = ({ page, params }: Address): { readonly path: string } | null =>
  page === "map" ? mapRequest(params) : null;

/** The address of a file of the view: with pins and with what filters do. */
export function fileOf(params: Params, form: string): string | null {
  const asked = questionOf(params);
  if (!asked) return null;
  const fade = one(params, "mode") === "hide" ? "" : "true";
  return query(`maps/files/${form}`, { ...asked, pin: all(params, "pin"), fade });
}

/** Open a node: its neighbours by some relations, or by all if none is named. */
export function opened(params: Params, id: string, relations: readonly string[] = []): Change {
  const others = all(params, "open").filter((text) => text.split("|")[0] !== id);
  const before = all(params, "open").find((text) => text.split("|")[0] === id);
  const known = before?.split("|").slice(1) ?? [];
  const wanted = relations.length ? [...new Set([...known, ...relations])].sort() : [];
  return {
    open: [...others, [id, ...wanted].join("|")],
    shut: all(params, "shut").filter((each) => each !== id),
  };
}

/** Collapse a node: undo its opening if it was opened, else take away what hangs on it alone. */
export function collapsed(params: Params, id: string): Change {
  const open = all(params, "open");
  const others = open.filter((text) => text.split("|")[0] !== id);
  if (others.length < open.length) return { open: others };
  return { shut: [...all(params, "shut").filter((each) => each !== id), id] };
}

export interface Pin {
  readonly x: number;
  readonly y: number;
}

/** Pinned places by id. */
export function pinsOf(params: Params): ReadonlyMap<string, Pin> {
  const pins = new Map<string, Pin>();
  for (const text of all(params, "pin")) {
    const end = text.lastIndexOf("@");
    const [x = Number.NaN, y = Number.NaN] = text
      .slice(end + 1)
      .split(",")
      .map(Number);
    if (end > 0 && Number.isFinite(x) && Number.isFinite(y))
      pins.set(text.slice(0, end), { x, y });
  }
  return pins;
}

/** Pin a node to a place, or let it go. */
export function pinned(params: Params, id: string, pin: Pin | null): Change {
  const others = all(params, "pin").filter((text) => text.slice(0, text.lastIndexOf("@")) !== id);
  const made = pin ? [`${id}@${pin.x.toFixed(1)},${pin.y.toFixed(1)}`] : [];
  return { pin: [...others, ...made] };
}

/** Choose or leave one value of a filter. */
export function toggled(params: Params, filter: Filter, value: string): Change {
  const chosen = all(params, filter);
  return {
    [filter]: chosen.includes(value)
      ? chosen.filter((each) => each !== value)
      : [...chosen, value].sort(),
  };
}

/** No filter at all. */
export const cleared = (): Change =>
  Object.fromEntries([...FILTERS, "evidence"].map((name) => [name, null]));

export const isFiltered = (params: Params): boolean =>
  [...FILTERS, "evidence"].some((name) => all(params, name).length > 0);

/** Draw anew around somebody: what was opened, shut or pinned belonged to another map. */
export const focused = (id: string): Change => ({
  of: id,
  inside: null,
  deep: null,
  open: null,
  shut: null,
  pin: null,
  at: id,
});

/** Whether the ground of a map is higher than wide: on a phone held upright. */
export const isUpright = (): boolean =>
  window.matchMedia("(max-width: 640px) and (orientation: portrait)").matches;
