/** The colours of a map, as the page has them now: light or dark. */

import { isDark } from "../../app/theme";

export function coloursNow() {
  const style = window.getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  const dark = isDark();
  return {
    ink: of("--ink"),
    soft: of("--soft"),
    paper: of("--paper"),
    focus: of("--focus"),
    appeared: of("--good"),
    vanished: of("--bad"),
    line: dark ? "#5b6675" : "#b4bcc8",
    hullFill: dark ? "#1d2530" : "#eef1f6",
    hullLine: dark ? "#39424e" : "#c5cdd8",
    edge: dark ? "#c3ccd8" : "",
  };
}
