/** The address of the board as the questions that the service takes, and as what is decided. */

import { all, type Change, flag, one, type Params, whole } from "../../app/address";
import { query, type Request, type Schemas } from "../../app/api";
import { codes } from "../../parts/listed";

export type AssignBody = Partial<Schemas["AssignIn"]> & { to: string[] };

/** What can be decided of an organisation and a target; the names of the address. */
export type Decision = "lead" | "second" | "ban";
const DECISIONS: readonly Decision[] = ["lead", "second", "ban"];
const MARK = " > ";
export const USUAL_STEPS = 2;
export const MOST_SECONDS = 60;

/** How long the search may take where it was said; null: as usual. */
export function seconds(params: Params): number | null {
  const most = whole(params, "seconds", 0);
  return most > 0 ? Math.min(most, MOST_SECONDS) : null;
}

export interface Line {
  readonly organization: string;
  readonly target: string;
}

export const written = (organization: string, target: string): string =>
  `${organization}${MARK}${target}`;

export function lines(params: Params, name: string): Line[] {
  return all(params, name).flatMap((text) => {
    const [organization, target, ...more] = text.split(MARK);
    return organization && target && !more.length ? [{ organization, target }] : [];
  });
}

/** Read `NAME=NUMBER`; what is no whole number is left out. */
export function numbers(params: Params, name: string, mark = "="): Record<string, number> {
  const found: Record<string, number> = {};
  for (const text of all(params, name)) {
    const at = text.lastIndexOf(mark);
    const number = text.slice(at + mark.length).trim();
    if (at > 0 && /^\d+$/.test(number)) found[text.slice(0, at).trim()] = Number(number);
  }
  return found;
}

export const asksBackup = (params: Params): boolean => one(params, "backup") !== "no";

export function assignBody(params: Params): AssignBody {
  const pins = [
    ...lines(params, "lead").map((line) => ({ ...line, order: 1 })),
    ...lines(params, "second").map((line) => ({ ...line, order: 2 })),
  ];
  return {
    to: [...all(params, "to")],
    organizations: Object.fromEntries(
      all(params, "org").map((text) => [text.replace(/=\d+$/, ""), numbered(text)]),
    ),
    backup: asksBackup(params),
    cold: flag(params, "cold"),
    even: flag(params, "even"),
    prices: flag(params, "prices"),
    invented: one(params, "invented") !== "no",
    max_hops: Math.min(Math.max(whole(params, "hops", USUAL_STEPS), 1), 4),
    most: whole(params, "most", 0) || null,
    needs: numbers(params, "need", ">="),
    apart: couples(params).map(([one, other]) => ({ one, other })),
    speaks: codes(params, "speaks"),
    languages: codes(params, "language"),
    strict_language: flag(params, "strict"),
    ...(seconds(params) !== null && { seconds: seconds(params) ?? 0 }),
    pins,
    bans: lines(params, "ban"),
    off: [...all(params, "off")],
    capacities: numbers(params, "cap"),
    keep: lines(params, "keep"),
    as_of: one(params, "day") || null,
    known_at: one(params, "known") || null,
  };
}

/** Organisations of which not both take part; none is apart from itself. */
const couples = (params: Params): [string, string][] =>
  lines(params, "apart")
    .filter((line) => line.organization !== line.target)
    .map((line) => [line.organization, line.target]);

const listed = (found: Record<string, readonly string[]>): string[] =>
  Object.entries(found).map(([name, each]) => `${name}=${each.join(",")}`);

const numbered = (text: string): number => Number(/=(\d+)$/.exec(text)?.[1] ?? 2);

export const boardRequest = (body: AssignBody): Request => ({
  path: "assignments/board",
  method: "POST",
  body,
});

/** Ask for action sheets of the plan in the address; of one organisation, or of all. */
export function sheetsRequest(
  params: Params,
  more: { csv?: boolean; sheet?: string } = {},
): Request {
  const only = one(params, "sheet");
  const yes = (on: boolean) => (on ? true : undefined);
  return {
    path: query("ask/sheets", {
      to: all(params, "to"),
      org: all(params, "org"),
      only: only === "all" ? [] : [only],
      share: one(params, "share") === "public" ? "public" : undefined,
      ban: all(params, "ban"),
      backup: yes(asksBackup(params)),
      cold: yes(flag(params, "cold")),
      even: yes(flag(params, "even")),
      hops: Math.min(Math.max(whole(params, "hops", USUAL_STEPS), 1), 4),
      off: all(params, "off"),
      lead: all(params, "lead"),
      second: all(params, "second"),
      capacity: all(params, "cap"),
      keep: all(params, "keep"),
      most_organizations: whole(params, "most", 0) || undefined,
      need: Object.entries(numbers(params, "need", ">=")).map(([of, least]) => `${of}>=${least}`),
      apart: couples(params).map((pair) => pair.join(MARK)),
      speaks: listed(codes(params, "speaks")),
      language: listed(codes(params, "language")),
      strict_language: yes(flag(params, "strict")),
      seconds: seconds(params) ?? undefined,
      invented: one(params, "invented") === "no" ? false : undefined,
      as_of: one(params, "day"),
      known_at: one(params, "known"),
      csv: yes(more.csv === true),
      sheet: more.sheet,
    }),
  };
}

/** What is decided of a pair; null: nothing. */
export function decided(params: Params, own: string, target: string): Decision | null {
  const text = written(own, target);
  return DECISIONS.find((name) => all(params, name).includes(text)) ?? null;
}

/** Decide of a pair, or lift what was decided; one target has one lead and one backup. */
export function decide(
  params: Params,
  decision: Decision | null,
  own: string,
  target: string,
): Change {
  const text = written(own, target);
  const made: Record<string, string[]> = {};
  for (const name of DECISIONS) {
    const others = lines(params, name).filter(
      (line) =>
        written(line.organization, line.target) !== text &&
        (name === "ban" || name !== decision || line.target !== target),
    );
    made[name] = others.map((line) => written(line.organization, line.target));
    if (name === decision) made[name]?.push(text);
  }
  return made;
}

/** Let an organisation carry another number, or what the question says (null). */
export function carry(params: Params, own: string, number: number | null): Change {
  const others = all(params, "cap").filter((text) => !text.startsWith(`${own}=`));
  return { cap: number === null ? others : [...others, `${own}=${number}`] };
}

/** Every name under which something is decided beforehand. */
export const OVERRIDES = [...DECISIONS, "off", "cap", "keep"] as const;

/** A question beside the plan, put with what the board says: whom, who of ours, which ties. */
export function asideParams(params: Params, name: "messengers" | "recruit" | "approach"): Params {
  const org = all(params, "org").map((text) => text.replace(/=\d+$/, ""));
  const off = all(params, "off");
  const ours = org.filter((each) => !off.includes(each));
  const found: Record<string, readonly string[]> = { name: [name], ask: ["yes"] };
  found[name === "approach" ? "audience" : "to"] = all(params, "to");
  if (ours.length) found["ours"] = ours;
  // Whom to approach is asked with steps of its own: to them, and from them on.
  if (all(params, "hops").length && name !== "approach") found["hops"] = all(params, "hops");
  if (one(params, "invented") === "no") found["invented"] = ["false"];
  return found;
}

/** The routes of one pair, asked for as the plan counts them. */
export function routesOf(params: Params, own: string, target: string): Params {
  const { invented, known } = params;
  return {
    from: [own],
    to: [target],
    hops: [String(assignBody(params).max_hops)],
    ...(invented && { invented }),
    ...(known && { known }),
  };
}
