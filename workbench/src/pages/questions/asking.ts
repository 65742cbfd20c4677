/** A question's parameters between the address, the form and the server. */

import type { Params } from "../../app/address";
import { query, type Schemas } from "../../app/api";
import type { Question } from "../../app/questions";

export type Parameter = Schemas["ParameterOut"];
export type Values = Readonly<Record<string, readonly string[]>>;

const OWN = new Set(["name", "ask", "day", "level", "q", "saved"]);

/** The name of a parameter in the page's address: those of the page itself come first. */
export const keyOf = (name: string): string => (OWN.has(name) ? `p.${name}` : name);

/** Read what the address says of a question's parameters. */
export function valuesOf(question: Question, params: Params): Values {
  const found: Record<string, readonly string[]> = {};
  for (const { name } of question.parameters) {
    const values = params[keyOf(name)];
    if (values?.length) found[name] = values;
  }
  return found;
}

/** Write parameters as the address holds them; what is as it is anyway is left out. */
export function addressOf(question: Question, values: Values): Params {
  const made: Record<string, readonly string[]> = { name: [question.name], ask: ["yes"] };
  for (const one of question.parameters) {
    const given = (values[one.name] ?? []).map((value) => value.trim()).filter(Boolean);
    if (given.length && !isDefault(one, given)) made[keyOf(one.name)] = given;
  }
  return made;
}

function isDefault(one: Parameter, given: readonly string[]): boolean {
  if (one.required || one.many) return false;
  return one.kind === "flag" ? String(one.default) === given[0] : false;
}

/** The parameters that are needed and not there. */
export const missing = (question: Question, values: Values): readonly string[] =>
  question.parameters
    .filter((one) => one.required && !values[one.name]?.length)
    .map((one) => one.label);

/** The address of the answer's tables. */
export const tablesPath = (question: Question, values: Values, day: string | undefined): string =>
  query(`ask/${encodeURIComponent(question.name)}`, { ...values, as_of: day, tables: true });

/** Parameters from JSON, as a saved question or an example holds them, as texts. */
export function textsOf(given: Readonly<Record<string, unknown>>): Values {
  const made: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(given)) {
    const values = Array.isArray(value) ? value : [value];
    const texts = values.filter((one) => one !== null && one !== undefined).map(String);
    if (texts.length) made[name] = texts;
  }
  return made;
}

/** A saved question holds values of their kinds, not texts. */
export function savedParameters(question: Question, values: Values): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const one of question.parameters) {
    const given = values[one.name];
    if (!given?.length) continue;
    const read = given.map((text) => parsed(one, text));
    made[one.name] = one.many ? read : read[0];
  }
  return made;
}

function parsed(one: Parameter, text: string): unknown {
  if (one.kind === "whole" || one.kind === "number") return Number(text);
  return one.kind === "flag" ? text === "true" : text;
}
