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

type Values = Readonly<Record<string, string | number>>;

/** Say a text, with {names} filled in. */
export function say(key: TextKey, values: Values = {}): string {
  return filled(table()[key] ?? english[key], values);
}

const numbers = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 20 });

/** Write a number with its thousands marked. */
export const marked = (value: number): string => numbers.format(value);

/** Fill {names} in; thousands of numbers are marked, texts stay as they are. */
export function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => {
    const value = values[name];
    return typeof value === "number" ? marked(value) : (value ?? all);
  });
}
