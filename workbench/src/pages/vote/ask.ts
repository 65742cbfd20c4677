/** The address of the board as the questions beside the count. */

import { all, flag, one, type Params, whole } from "../../app/address";
import { query } from "../../app/api";
import { knownOf, reachOf } from "./conditions";
import type { Position, Positions } from "./stances";

/** What a scenario is asked with: rules that it does not know are asked as a simple majority. */
export const scenarioPath = (params: Params): string =>
  query("ask/scenario", {
    body: one(params, "body"),
    chance: all(params, "chance"),
    rule: one(params, "rule") === "component" ? "component" : "simple",
    otherwise: one(params, "otherwise") || undefined,
    shock: one(params, "shock") || undefined,
    effect: one(params, "effect") || undefined,
    contacts: one(params, "contacts") || undefined,
    draws: whole(params, "draws", 0) || undefined,
    seed: one(params, "seed") || undefined,
    as_of: one(params, "day"),
    known_at: knownOf(params),
  });

const POWER_RULES = ["simple", "component", "qmv", "reinforced", "unanimity"];

/** Formal weights under the rule of the board; one that they do not know is left to the body. */
export function powerPath(params: Params, council: boolean): string {
  const rule = one(params, "rule", council ? "qmv" : "simple");
  const shared = {
    rule: POWER_RULES.includes(rule) ? rule : undefined,
    as_of: one(params, "day"),
    known_at: knownOf(params),
  };
  if (!council) return query("ask/power", { body: one(params, "body"), ...shared });
  return query("ask/power", {
    body: "Council",
    ...shared,
    year: whole(params, "year", 0) || undefined,
    without: all(params, "stance")
      .filter((text) => text.endsWith("=absent"))
      .map((text) => text.slice(0, text.lastIndexOf("="))),
    jha: flag(params, "jha") || undefined,
    ireland_opts_in: (flag(params, "jha") && flag(params, "ireland")) || undefined,
  });
}

/** Say how the question is put: a state that is absent takes no part. */
export function councilPath(params: Params, stances: Positions, sets: boolean): string {
  const of = (wanted: (stance: Position) => boolean) =>
    [...stances].filter(([, stance]) => wanted(stance));
  return query("ask/council", {
    file: one(params, "file"),
    rule: one(params, "rule", "qmv"),
    position: of((stance) => stance !== "absent").map(([name, stance]) => `${name}=${stance}`),
    without: of((stance) => stance === "absent").map(([name]) => name),
    jha: flag(params, "jha"),
    ireland_opts_in: flag(params, "jha") && flag(params, "ireland"),
    year: whole(params, "year", 0) || undefined,
    reach: reachOf(params),
    // Who is taken as won or lost tells of sets alone.
    winning_with: sets ? all(params, "won") : [],
    blocking_with: sets ? all(params, "lost") : [],
    most: sets ? whole(params, "most", 0) || undefined : undefined,
    as_of: one(params, "day"),
    known_at: knownOf(params),
    sets,
  });
}
