/** Queries that somebody keeps by name, in this browser only. */

const KEY = "corridors.cypher";
const MOST = 100;

export interface Kept {
  readonly name: string;
  readonly query: string;
  readonly given: readonly string[];
}

export function kept(): readonly Kept[] {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter(isKept) : [];
  } catch {
    return [];
  }
}

export function keepQuery(one: Kept): void {
  put([one, ...kept().filter((each) => each.name !== one.name)].slice(0, MOST));
}

export const dropQuery = (name: string): void => put(kept().filter((each) => each.name !== name));

function put(all: readonly Kept[]): void {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // A browser that keeps nothing still answers.
  }
}

function isKept(found: unknown): found is Kept {
  if (typeof found !== "object" || found === null) return false;
  const { name, query, given } = found as Partial<Record<keyof Kept, unknown>>;
  return typeof name === "string" && typeof query === "string" && Array.isArray(given);
}
