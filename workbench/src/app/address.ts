/** The state of the workbench is its address, behind the #: it can be sent, kept and gone back to.
 *
 * What stands behind the # never reaches a server, its log, or another site.
 */

export type Params = Readonly<Record<string, readonly string[]>>;

export interface Address {
  readonly page: string;
  readonly params: Params;
}

/** Read an address such as `#/routes?to=DROI&k=3`. */
export function read(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const params: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    params[name] = [...(params[name] ?? []), value];
  }
  return { page: decodeURIComponent(path) || "start", params };
}

/** Write an address; names in order, so that the same state has the same address. */
export function write({ page, params }: Address): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(params).sort()) {
    for (const value of params[name] ?? []) query.append(name, value);
  }
  const text = query.toString();
  return `#/${encodeURIComponent(page)}${text ? `?${text}` : ""}`;
}

export type Change = Readonly<Record<string, string | readonly string[] | null>>;

/** Change some parameters; null or nothing takes one away. */
export function changed(params: Params, change: Change): Params {
  const made: Record<string, readonly string[]> = { ...params };
  for (const [name, value] of Object.entries(change)) {
    const values = value === null ? [] : typeof value === "string" ? [value] : value;
    if (values.length) made[name] = values;
    else delete made[name];
  }
  return made;
}

export const one = (params: Params, name: string, otherwise = ""): string =>
  params[name]?.[0] ?? otherwise;

export const all = (params: Params, name: string): readonly string[] => params[name] ?? [];

export function whole(params: Params, name: string, otherwise: number): number {
  const text = one(params, name);
  return /^\d+$/.test(text) ? Number(text) : otherwise;
}

export const flag = (params: Params, name: string): boolean => one(params, name) === "yes";
