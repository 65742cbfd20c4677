/** What can stand where the cursor is: a rough reading of the text before it, as far as it helps. */

import type { Schemas } from "../../app/api";

export type Words = Schemas["WordsOut"];

export interface Offer {
  readonly label: string;
  readonly type: "class" | "enum" | "property" | "function" | "keyword" | "variable" | "method";
}

export interface Offered {
  /** How many letters before the cursor are being completed. */
  readonly typed: number;
  readonly offers: readonly Offer[];
}

/** Give the words that can stand at the end of a text; nothing where nothing was begun. */
export function offersAt(before: string, words: Words, asked: boolean): Offered | null {
  const typed = /[\w.]*$/.exec(before)?.[0] ?? "";
  const property = /[A-Za-z_]\w*\.(\w*)$/.exec(before);
  if (property) {
    const name = property[1] ?? "";
    return { typed: name.length, offers: list(words.properties, "property") };
  }
  const kind = /[:|&]\s*(\w*)$/.exec(before);
  if (kind) {
    const bracket = openBracket(before.slice(0, kind.index));
    const name = kind[1] ?? "";
    if (bracket === "(") return { typed: name.length, offers: list(words.labels, "class") };
    if (bracket === "[") return { typed: name.length, offers: list(words.relations, "enum") };
    return null;
  }
  if (/\bCALL\s+[\w.]*$/i.test(before)) {
    return { typed: typed.length, offers: list(words.procedures, "method") };
  }
  if (!typed && !asked) return null;
  if (/\$\w*$/.test(before)) return null;
  return {
    typed: typed.length,
    offers: [
      ...list(words.keywords, "keyword"),
      ...list(words.functions, "function"),
      ...list(variables(before.slice(0, before.length - typed.length)), "variable"),
    ],
  };
}

const list = (names: readonly string[], type: Offer["type"]): Offer[] =>
  names.map((label) => ({ label, type }));

/** The bracket that is open at the end of a text, if any. */
function openBracket(text: string): string | null {
  const open: string[] = [];
  for (const letter of text) {
    if ("([{".includes(letter)) open.push(letter);
    else if (")]}".includes(letter)) open.pop();
  }
  return open.at(-1) ?? null;
}

/** Names that the text gave to nodes, relations and values. */
function variables(text: string): readonly string[] {
  const named = [...text.matchAll(/[([]\s*([A-Za-z_]\w*)|\bAS\s+([A-Za-z_]\w*)/gi)];
  return [...new Set(named.map((found) => found[1] ?? found[2] ?? "").filter(Boolean))].sort();
}
