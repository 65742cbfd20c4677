/** The conditions of the plan in the address: what a chip says of each and what drops it. */

import { all, type Change, flag, one, type Params, whole } from "../../app/address";
import type { TextKey } from "../../app/texts";
import type { Condition } from "../../parts/conditions";
import { languageOf } from "../../parts/languages";
import { codes, sides, withSide } from "../../parts/listed";
import { asksBackup, lines, MOST_SECONDS, seconds, USUAL_STEPS, written } from "./ask";
import type { Board } from "./cells";

/** Every condition that is in force, first those with a control in sight; decisions stand apart. */
export function inForce(params: Params): readonly Condition[] {
  return [...inSight(params), ...who(params), ...tongues(params), ...counting(params)];
}

function inSight(params: Params): Condition[] {
  const found: Condition[] = [];
  if (!asksBackup(params)) {
    found.push({
      key: "backup",
      text: "coalition.if.noBackup",
      lift: { backup: null },
      first: true,
    });
  }
  for (const name of ["even", "cold"] as const) {
    if (flag(params, name)) {
      found.push({ key: name, text: `coalition.if.${name}`, lift: { [name]: null }, first: true });
    }
  }
  const most = whole(params, "most", 0);
  if (most) {
    const lift = { most: null };
    found.push({ key: "most", text: "coalition.if.most", values: { most }, lift, first: true });
  }
  return found;
}

function who(params: Params): Condition[] {
  const some = all(params, "org").map((text): Condition => {
    const lift = { org: all(params, "org").filter((each) => each !== text) };
    const name = text.replace(/=\d+$/, "");
    return { key: `org ${text}`, text: "coalition.if.org", named: { name }, lift };
  });
  const needs = [...sides(params, "need", ">=")].map(
    ([name, count]): Condition => ({
      key: `need ${name}`,
      text: "coalition.if.need",
      named: { name },
      values: { count },
      lift: { need: withSide(params, "need", name, null, ">=") },
    }),
  );
  const apart = lines(params, "apart").map(
    ({ organization, target }): Condition => ({
      key: `apart ${organization} ${target}`,
      text: "coalition.if.apart",
      named: { one: organization, other: target },
      lift: {
        apart: all(params, "apart").filter((each) => each !== written(organization, target)),
      },
    }),
  );
  return [...some, ...needs, ...apart];
}

function tongues(params: Params): Condition[] {
  const found: Condition[] = (["speaks", "language"] as const).flatMap((side) =>
    Object.entries(codes(params, side)).map(
      ([name, listed]): Condition => ({
        key: `${side} ${name}`,
        text: `coalition.if.${side}`,
        named: { name },
        values: { listed: listed.map(languageOf).join(", ") },
        lift: { [side]: withSide(params, side, name, null) },
      }),
    ),
  );
  if (!flag(params, "strict")) return found;
  found.push({ key: "strict", text: "coalition.strict", lift: { strict: null } });
  return found;
}

function counting(params: Params): Condition[] {
  const found: Condition[] = [];
  const hops = whole(params, "hops", USUAL_STEPS);
  if (hops !== USUAL_STEPS) {
    const lift = { hops: null };
    found.push({ key: "hops", text: "coalition.if.hops", values: { hops }, lift });
  }
  if (one(params, "invented") === "no") {
    found.push({ key: "invented", text: "routes.if.invented", lift: { invented: null } });
  }
  const day = one(params, "known");
  if (day) {
    found.push({ key: "known", text: "routes.if.known", values: { day }, lift: { known: null } });
  }
  const most = seconds(params);
  if (most !== null) {
    const lift = { seconds: null };
    const values = { most: Math.min(most, MOST_SECONDS) };
    found.push({ key: "seconds", text: "coalition.if.seconds", values, lift });
  }
  return found;
}

export interface Closing {
  readonly why: TextKey;
  /** Pairs that it closes, or places that it leaves empty. */
  readonly count: number;
  readonly lift: Change;
}

/** The conditions behind a bar; no route and no capacity come of no single one. */
const OF_BAR = {
  off: ["off"],
  ban: ["ban"],
  language: ["speaks", "language"],
  language_unknown: ["strict"],
} as const;
type Dropped = keyof typeof OF_BAR;
const LIMITS = ["most", "apart", "need"] as const;

/** Which conditions leave places empty, the one that closes most first; none where none is. */
export function closings(board: Board, params: Params): readonly Closing[] {
  if (!board.plan.gaps.length) return [];
  const bars = (Object.keys(OF_BAR) as Dropped[]).flatMap((kind): Closing[] => {
    const count = board.cells.filter((cell) => cell.bar_kind === kind).length;
    const names = OF_BAR[kind].filter((name) => all(params, name).length);
    return count && names.length
      ? [{ why: `coalition.bar.${kind}`, count, lift: nothing(names) }]
      : [];
  });
  const limited = board.plan.gaps.filter((gap) => gap.limited);
  const [limit] = LIMITS.filter((name) => all(params, name).length);
  const [first] = limited;
  const sorted = bars.sort((a, b) => b.count - a.count);
  if (!first || !limit) return sorted;
  const count = limited.reduce((sum, gap) => sum + gap.missing, 0);
  return [{ why: "coalition.bar.limit", count, lift: nothing([limit]) }, ...sorted];
}

const nothing = (names: readonly string[]): Change =>
  Object.fromEntries(names.map((name) => [name, null]));
