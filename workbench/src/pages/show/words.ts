/** Data in words: names of properties, periods, roles; days between. Pure. */

import type { Schemas } from "../../app/api";

type Period = Schemas["PeriodOut"];

/** Write a code such as CHAIR_VICE or cofinancing_pct as words. */
export const words = (code: string): string => code.toLowerCase().replaceAll(/[_-]+/g, " ");

/** Write a code as words that begin a line: "Procedure type". */
export const sentence = (code: string): string => {
  const text = words(code);
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** Say whether a period holds on a day; what is not known may hold. */
export const holds = ({ start, end, end_kind }: Period, day: string): boolean =>
  (start === null || start <= day) && (end_kind !== "known" || end === null || end >= day);

/** Say how a period lies to a day. */
export function standing(period: Period, day: string): "now" | "before" | "ahead" {
  if (holds(period, day)) return "now";
  return period.start !== null && period.start > day ? "ahead" : "before";
}

/** Give the days from one to another, both ISO; negative if it lies ahead. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);

/** Give an address only if it is one of the web; a source may state anything. */
export function webAddress(text: string | null | undefined): string | null {
  if (!text || !/^https?:\/\/\S+$/i.test(text)) return null;
  try {
    return new URL(text).href;
  } catch {
    return null;
  }
}
