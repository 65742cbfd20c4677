/** What this browser remembers: pinned and lately seen records. Nothing of it leaves the browser.
 *
 * Only identifiers are kept: names are asked for anew, at the level of whoever looks.
 */

const MOST = 12;

function list(key: string): string[] {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(key) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

function put(key: string, ids: readonly string[]): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(ids));
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}

export const recent = (): readonly string[] => list("corridors.recent");
export const pinned = (): readonly string[] => list("corridors.pinned");

export function remember(id: string): void {
  put("corridors.recent", [id, ...recent().filter((one) => one !== id)].slice(0, MOST));
}

export function pin(id: string, yes: boolean): void {
  const others = pinned().filter((one) => one !== id);
  put("corridors.pinned", yes ? [id, ...others] : others);
}
