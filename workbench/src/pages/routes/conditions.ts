/** The conditions of the address, in the order of the page: what a chip says and what drops it. */

import { all, flag, one, type Params } from "../../app/address";
import type { Schemas } from "../../app/api";
import type { Condition } from "../../parts/conditions";
import { languageOf } from "../../parts/languages";
import { sides, withSide } from "../../parts/listed";
import { styleOfTerm } from "../../parts/style";
import { isDifferent, leastConfidence, loadOf, readyOf, steps, USUAL_STEPS } from "./ask";
import { relationWord, wayWord } from "./words";

type Fault = Schemas["FaultOut"];

const without = (params: Params, name: string, value: string) =>
  all(params, name).filter((each) => each !== value);

/** Every condition that is in force, first those with a control in sight. */
export function inForce(params: Params): readonly Condition[] {
  return [
    ...inSight(params),
    ...between(params),
    ...ties(params),
    ...load(params),
    ...time(params),
  ];
}

function inSight(params: Params): Condition[] {
  const found: Condition[] = [];
  const hops = steps(params);
  if (hops !== USUAL_STEPS) {
    const lift = { hops: null };
    found.push(
      hops === null
        ? { key: "hops", text: "routes.if.anySteps", lift, first: true }
        : { key: "hops", text: "routes.if.steps", values: { count: hops }, lift, first: true },
    );
  }
  if (isDifferent(params)) {
    const lift = { different: null, alike: null };
    found.push({ key: "different", text: "routes.different", lift, first: true });
  }
  for (const group of all(params, "group")) {
    const lift = { group: without(params, "group", group) };
    found.push({
      key: `group ${group}`,
      text: "routes.if.group",
      values: { group },
      lift,
      first: true,
    });
  }
  return found;
}

/** Names of the address, a chip each; dropping a source drops how free it is too. */
function named(params: Params, name: "from" | "avoid" | "country"): Condition[] {
  return all(params, name).map((id) => ({
    key: `${name} ${id}`,
    text: `routes.if.${name}` as const,
    named: { name: id },
    lift:
      name === "from"
        ? { from: without(params, name, id), ready: withSide(params, "ready", id, null) }
        : { [name]: without(params, name, id) },
  }));
}

function between(params: Params): Condition[] {
  const found = [...named(params, "from"), ...named(params, "avoid")];
  const [first, second, ...more] = all(params, "via");
  if (first !== undefined) {
    found.push({
      key: "via",
      text: more.length
        ? "routes.if.viaMore"
        : second === undefined
          ? "routes.if.via"
          : "routes.if.viaTwo",
      values: { count: more.length },
      named: { name: first, ...(second !== undefined && { other: second }) },
      lift: { via: null },
    });
  }
  const kinds = all(params, "kind");
  if (kinds.length) {
    const listed = kinds.map(styleOfTerm).join(", ");
    found.push({ key: "kind", text: "routes.if.kind", values: { listed }, lift: { kind: null } });
  }
  found.push(...named(params, "country"));
  if (flag(params, "senior")) {
    found.push({ key: "senior", text: "routes.senior", lift: { senior: null } });
  }
  return found;
}

function ties(params: Params): Condition[] {
  const found: Condition[] = [];
  const listed = (
    name: "channel" | "relation" | "language",
    word: (value: string) => string,
  ): void => {
    const values = all(params, name);
    if (!values.length) return;
    found.push({
      key: name,
      text: `routes.if.${name}`,
      values: { listed: values.map(word).join(", ") },
      lift: { [name]: null },
    });
  };
  listed("channel", wayWord);
  listed("relation", relationWord);
  listed("language", languageOf);
  const least = leastConfidence(params);
  if (least > 0) {
    const lift = { confidence: null };
    found.push({ key: "confidence", text: "routes.if.confidence", values: { least }, lift });
  }
  if (flag(params, "consented")) {
    found.push({ key: "consented", text: "routes.consented", lift: { consented: null } });
  }
  if (one(params, "invented") === "no") {
    found.push({ key: "invented", text: "routes.if.invented", lift: { invented: null } });
  }
  return found;
}

function load(params: Params): Condition[] {
  const found: Condition[] = [];
  const most = loadOf(params);
  if (most !== null) {
    found.push({ key: "load", text: "routes.if.load", values: { most }, lift: { load: null } });
  }
  for (const [id, share] of Object.entries(readyOf(params))) {
    found.push({
      key: `ready ${id}`,
      text: "routes.if.ready",
      named: { name: id },
      values: { share: Math.round(100 * share) },
      lift: { ready: withSide(params, "ready", id, null) },
    });
  }
  return found;
}

function time(params: Params): Condition[] {
  return (["known", "earlier"] as const).flatMap((name) => {
    const day = one(params, name);
    if (!day) return [];
    return [
      { key: name, text: `routes.if.${name}` as const, values: { day }, lift: { [name]: null } },
    ];
  });
}

const OF_FAULT: Readonly<Record<string, string>> = {
  avoid: "avoid",
  via: "via",
  kinds: "kind",
  countries: "country",
  senior: "senior",
  channels: "channel",
  relations: "relation",
  languages: "language",
  min_confidence: "confidence",
  consented: "consented",
};

/** What drops a condition that excludes every route; null: the address does not say it so. */
export function dropping(params: Params, fault: Fault): Condition["lift"] | null {
  if (fault.condition === "max_hops") return { hops: "any" };
  const name = OF_FAULT[fault.condition];
  if (!name) return null;
  const values = all(params, name);
  if (fault.value === null || values.length === 1) return { [name]: null };
  // A name that was typed may stand for somebody else's identifier: nothing is dropped by guess.
  return values.includes(fault.value) ? { [name]: without(params, name, fault.value) } : null;
}

/** How many of the conditions that are set speak of who stands in between. */
export const asksOfPeople = (params: Params): boolean =>
  ["avoid", "via", "kind", "country"].some((name) => all(params, name).length > 0) ||
  flag(params, "senior") ||
  sides(params, "ready").size > 0;
