/** A query with its parameters between the address, the fields and the server. */

import { isDay } from "../../app/days";

export type Kind = "text" | "day" | "json";

export interface Given {
  readonly name: string;
  readonly kind: Kind;
  readonly text: string;
}

/** The parameters that stand in a query, each once, in their order; not those in texts or remarks. */
export function parametersIn(query: string): readonly string[] {
  const plain = query
    .replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`/g, "''")
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, " ");
  return [...new Set([...plain.matchAll(/\$([A-Za-z_]\w*)/g)].map((found) => found[1] ?? ""))];
}

/** Read "name=text", "name:=JSON" or "name:day=2026-03-04", as the command line writes the first two. */
export function readGiven(written: string): Given | null {
  const found = /^([A-Za-z_]\w*)(=|:=|:day=)([\s\S]*)$/.exec(written);
  const [, name, mark, text] = found ?? [];
  if (name === undefined || text === undefined) return null;
  return { name, kind: mark === ":=" ? "json" : mark === ":day=" ? "day" : "text", text };
}

export function writeGiven({ name, kind, text }: Given): string {
  return `${name}${kind === "json" ? ":=" : kind === "day" ? ":day=" : "="}${text}`;
}

/** The parameters of a query with what is given for each; a day's name and form tell its kind. */
export function givenFor(query: string, known: readonly Given[], today: string): readonly Given[] {
  return parametersIn(query).map((name) => {
    const one = known.find((each) => each.name === name);
    if (one) return one;
    if (name === "as_of") return { name, kind: "day", text: today };
    return { name, kind: "text", text: "" };
  });
}

export interface Body {
  readonly query: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly days: Readonly<Record<string, string>>;
  readonly limit: number;
}

export type Wrong = { readonly wrong: string; readonly kind: "json" | "day" };

/** Make what is sent; or say which parameter cannot be read. */
export function bodyOf(query: string, given: readonly Given[], limit: number): Body | Wrong {
  const parameters: Record<string, unknown> = {};
  const days: Record<string, string> = {};
  for (const { name, kind, text } of given) {
    if (kind === "text") parameters[name] = text;
    else if (kind === "day") {
      if (!isDay(text)) return { wrong: name, kind };
      days[name] = text;
    } else {
      try {
        parameters[name] = JSON.parse(text) as unknown;
      } catch {
        return { wrong: name, kind };
      }
    }
  }
  return { query, parameters, days, limit };
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place that a refusal names, if it names one. */
export function placeIn(detail: string): Place | null {
  const found = /line (\d+), column (\d+)/i.exec(detail);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : null;
}
