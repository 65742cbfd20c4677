/** The board of the plenary or a committee: groups, hemicycle, what is missing, swing list. */

import { all, flag, one } from "../../app/address";
import { useAnswer } from "../../app/answer";
import { day, type Schemas } from "../../app/api";
import { change } from "../../app/history";
import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";
import { Remarks, Waiting } from "../../parts/notes";
import { knownOf } from "./conditions";
import { Estimates, useEstimated } from "./estimates";
import { fromLeft, groupOf } from "./groups";
import { GroupTag, Members } from "./members";
import { VoteOptions } from "./options";
import { Power } from "./power";
import { Result } from "./result";
import { Scenario } from "./scenario";
import { ordered, type Seat, Seats } from "./seats";
import { useSettled } from "./settled";
import { Chooser, Legend } from "./stance";
import { next, type Stance, type Stances, stancesOf, withStance } from "./stances";
import { Stated } from "./stated";
import { SwingList } from "./swing";

type Majority = Schemas["MajorityOut"];

/** Routes to hundreds take a second: they are asked for when the clicks pause. */
const PAUSE_MS = 500;

const RULES = ["simple", "component", "two-thirds"] as const;

export function Board({ params }: PageProps) {
  const body = one(params, "body");
  const file = one(params, "file");
  const stances = stancesOf(params);
  const estimated = useEstimated(params, stances);
  const asked = {
    body,
    positions: { ...estimated.positions, ...Object.fromEntries(stances) },
    rule: one(params, "rule", "simple"),
    substitutes: flag(params, "substitutes"),
    ...(file ? { dossier: file } : {}),
    ...(day() ? { as_of: day() } : {}),
    known_at: knownOf(params) ?? null,
  };
  // The numbers are asked for without routes, so that they follow a click at once.
  const path = "majorities";
  const answer = useAnswer<Majority>({ path, method: "POST", body: { ...asked, seats: true } });
  const rested: unknown = JSON.parse(
    useSettled(JSON.stringify({ ...asked, routes: true }), PAUSE_MS),
  );
  const swing = useAnswer<Majority>({ path, method: "POST", body: rested });
  const found = answer.value;
  const seats = ordered(found?.seats ?? []);
  const set = (name: string, stance: Stance | null) =>
    change({ stance: withStance(stances, name, stance) });
  return (
    <>
      <Settings params={params} rules={RULES} />
      <VoteOptions params={params} />
      <Waiting answer={answer} />
      {found && (
        <>
          <Result answer={found} />
          <div class="chamber">
            <div>
              <Legend counts={found.counts} />
              <Seats seats={seats} set={(seat, stance) => set(seat.voter.id, stance)} />
            </div>
            <Groups seats={seats} stances={stances} set={set} />
          </div>
          {all(params, "stance").length > 0 && (
            <button type="button" onClick={() => change({ stance: null })}>
              {say("vote.clear")}
            </button>
          )}
          <SwingList answer={swing} />
          <h2>{say("vote.members")}</h2>
          <Members
            seats={seats}
            stances={stances}
            set={(seat, stance) => set(seat.voter.id, stance)}
          />
          {file && <Estimates params={params} estimated={estimated} />}
          {file && <Stated params={params} />}
          <Scenario params={params} />
          <Power params={params} />
          <Remarks notes={found.notes} />
        </>
      )}
    </>
  );
}

export function Settings({ params, rules }: PageProps & { rules: readonly string[] }) {
  return (
    <div class="tools settings">
      <label>
        {say("vote.ruleLabel")}{" "}
        <select
          value={one(params, "rule", rules[0])}
          onChange={(event) => change({ rule: event.currentTarget.value })}
        >
          {rules.map((rule) => (
            <option key={rule} value={rule}>
              {say(`vote.rule.${rule}` as "vote.rule.simple")}
            </option>
          ))}
        </select>
      </label>
      {rules === RULES && (
        <label>
          <input
            type="checkbox"
            checked={flag(params, "substitutes")}
            onChange={(event) =>
              change({ substitutes: event.currentTarget.checked ? "yes" : null })
            }
          />{" "}
          {say("vote.substitutes")}
        </label>
      )}
    </div>
  );
}

interface GroupsProps {
  readonly seats: readonly Seat[];
  readonly stances: Stances;
  readonly set: (name: string, stance: Stance | null) => void;
}

function Groups({ seats, stances, set }: GroupsProps) {
  const counted = new Map<string, number>();
  for (const { group } of seats) counted.set(group, (counted.get(group) ?? 0) + 1);
  const own = (code: string) =>
    [...stances].find(([name]) => groupOf(name).code === groupOf(code).code)?.[1] ?? null;
  return (
    <section class="groups" aria-label={say("vote.groups")}>
      <h2>{say("vote.groups")}</h2>
      <ul>
        {[...counted]
          .sort(([a], [b]) => fromLeft(a, b))
          .map(([code, count]) => (
            <li key={code}>
              <button
                type="button"
                class="cycle"
                title={say("vote.cycle")}
                onClick={() => set(code, next(own(code) ?? "unknown"))}
              >
                <GroupTag code={code} /> <small>{count}</small>
              </button>
              <Chooser of={code} value={own(code)} set={(stance) => set(code, stance)} />
            </li>
          ))}
      </ul>
    </section>
  );
}
