/** Which column of an answer names what its column "id" identifies. Pure. */

const NAMES = new Set(["who", "organisation", "target", "person", "actor", "of", "vote"]);

/** Give the places of the identifier and of the name nearest before it; null if there is none. */
export function namedBy(columns: readonly string[]): { id: number; name: number } | null {
  const id = columns.indexOf("id");
  const name = columns.slice(0, Math.max(id, 0)).findLastIndex((column) => NAMES.has(column));
  return name < 0 ? null : { id, name };
}
