/** What the page says, by key: another language is another table with the same keys. */

import { english } from "./english";

export type Texts = typeof english;
export type TextKey = keyof Texts;

/** Languages beside English; a key that one lacks is said in English. */
const others: Readonly<Record<string, Partial<Record<TextKey, string>>>> = {};

function table(): Partial<Record<TextKey, string>> {
  for (const wanted of navigator.languages) {
    const code = wanted.slice(0, 2).toLowerCase();
    if (code === "en") return english;
    const found = others[code];
    if (found) return found;
  }
  return english;
}

/** Say a text, with {names} filled in. */
export function say(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  const text = table()[key] ?? english[key];
  return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}
