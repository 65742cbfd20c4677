/** Lists in the address: names pasted together, and texts of two sides such as `ECRE=en,fr`. */

import { all, type Params } from "../app/address";

const MOST = 200;

/** Read names as somebody pastes them: one a line, or parted by semicolons; each once. */
export const pasted = (text: string): readonly string[] =>
  [
    ...new Set(
      text
        .split(/[\n;]/)
        .map((each) => each.trim())
        .filter(Boolean),
    ),
  ].slice(0, MOST);

/** Read `NAME=VALUE` from the last mark on; what has no two sides is left out, the last one counts. */
export function sides(params: Params, name: string, mark = "="): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const text of all(params, name)) {
    const at = text.lastIndexOf(mark);
    const value = text.slice(at + mark.length).trim();
    if (at > 0 && value) found.set(text.slice(0, at).trim(), value);
  }
  return found;
}

/** Write two sides of a list with one changed; null takes it away. */
export function withSide(
  params: Params,
  name: string,
  left: string,
  right: string | null,
  mark = "=",
): readonly string[] {
  const made = new Map(sides(params, name, mark));
  made.delete(left);
  if (right !== null) made.set(left, right);
  return [...made].map(([one, other]) => `${one}${mark}${other}`);
}

/** Codes such as `en,fr` of each name. */
export function codes(params: Params, name: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [left, right] of sides(params, name)) {
    const listed = right.split(",").map((code) => code.trim().toLowerCase());
    const known = listed.filter((code) => /^[a-z]{2,3}$/.test(code));
    if (known.length) found[left] = known;
  }
  return found;
}

/** Write the codes of a name with one more. */
export function withCode(
  params: Params,
  name: string,
  left: string,
  code: string,
): readonly string[] {
  const known = codes(params, name)[left] ?? [];
  return withSide(params, name, left, [...known.filter((one) => one !== code), code].join(","));
}

/** A list in which a name that nobody has is replaced by the one that is meant.
 *
 * `told` are the server's words, which quote the name; a list of one needs no words.
 */
export function mended(values: readonly string[], told: string, meant: string): readonly string[] {
  const wrong =
    values.length === 1
      ? values[0]
      : values.find((each) => told.includes(`'${each}'`) || told.includes(`"${each}"`));
  if (wrong === undefined) return [meant];
  return [...new Set(values.map((each) => (each === wrong ? meant : each)))];
}
