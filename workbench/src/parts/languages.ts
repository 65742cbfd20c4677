/** Languages by their two-letter codes: those of the Union, and some that centres work in. */

import { say } from "../app/texts";
import type { Option } from "./choice";

const CODES = [
  ..."bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split(" "),
  ..."ar fa ku ru tr uk".split(" "),
];

/** A language's name; the code itself where none is known. */
export function languageOf(code: string): string {
  try {
    const names = new Intl.DisplayNames([say("language.locale")], { type: "language" });
    return names.of(code) ?? code;
  } catch {
    return code; // no code at all, as somebody typed it
  }
}

export const languages = (): readonly Option[] =>
  CODES.map((value) => ({ value, label: languageOf(value) })).sort((a, b) =>
    a.label.localeCompare(b.label),
  );
