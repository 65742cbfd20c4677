/** Estimates from reference votes: shown as such, and used as stances only where somebody says so. */

import { one, type Params, whole } from "../../app/address";
import { type Answer, useAnswer } from "../../app/answer";
import { day, query, type Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Remarks, Waiting } from "../../parts/notes";
import { Table } from "../../parts/table";
import { knownOf } from "./conditions";
import { groupOf } from "./groups";
import type { Stance, Stances } from "./stances";

type Positions = Schemas["PositionsAnswer"];
type Estimate = Schemas["MemberEstimate"];

const SURE = [60, 75, 90] as const;

export interface Estimated {
  readonly answer: Answer<Positions>;
  readonly positions: Readonly<Record<string, Stance>>;
}

/** Ask for estimates where the address wants them, and read those that are sure enough. */
export function useEstimated(params: Params, stances: Stances): Estimated {
  const [file, body, ours] = [one(params, "file"), one(params, "body"), one(params, "ours")];
  const wanted = file && ours;
  const path = query("ask/positions", {
    file,
    body,
    ours,
    estimate: true,
    as_of: day(),
    known_at: knownOf(params),
  });
  const answer = useAnswer<Positions>(wanted ? { path } : null);
  const sure = whole(params, "sure", 0);
  const members = (wanted && answer.value?.estimates?.members) || [];
  return { answer, positions: sure ? stanceOf(members, stances, sure, ours === "for") : {} };
}

/** Turn estimates into stances: not of whom, or of whose group, something is stated. */
export function stanceOf(
  members: readonly Pick<Estimate, "member" | "group" | "stated" | "with_us">[],
  stances: Stances,
  sure: number,
  weAreFor: boolean,
): Readonly<Record<string, Stance>> {
  const groups = new Set([...stances.keys()].map((name) => groupOf(name).code));
  const found: Record<string, Stance> = {};
  for (const { member, group, stated, with_us } of members) {
    if (stated !== "unknown" || groups.has(groupOf(group).code)) continue;
    if (with_us * 100 >= sure) found[member.id] = weAreFor ? "for" : "against";
    else if (with_us * 100 <= 100 - sure) found[member.id] = weAreFor ? "against" : "for";
  }
  return found;
}

export function Estimates({ params, estimated }: { params: Params; estimated: Estimated }) {
  const found = estimated.answer.value?.estimates;
  const used = Object.keys(estimated.positions).length;
  return (
    <section>
      <h2>{say("vote.estimates")}</h2>
      <p>{say("vote.estimatesNote")}</p>
      <div class="tools">
        <label>
          {say("vote.ours")}{" "}
          <select
            value={one(params, "ours")}
            onChange={(event) => change({ ours: event.currentTarget.value || null })}
          >
            <option value="">{say("vote.noEstimates")}</option>
            <option value="for">{say("vote.stance.for")}</option>
            <option value="against">{say("vote.stance.against")}</option>
          </select>
        </label>
        <label>
          {say("vote.sure")}{" "}
          <select
            value={one(params, "sure")}
            disabled={!one(params, "ours")}
            onChange={(event) => change({ sure: event.currentTarget.value || null })}
          >
            <option value="">{say("vote.notUsed")}</option>
            {SURE.map((share) => (
              <option key={share} value={String(share)}>
                {say("vote.fromShare", { share })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Waiting answer={estimated.answer} />
      {used > 0 && <p class="estimated">{say("vote.estimatesUsed", { count: used })}</p>}
      {found && (
        <>
          <Table
            titled
            caption={say("vote.estimates")}
            columns={[
              say("vote.col.who"),
              say("vote.col.group"),
              say("vote.col.withUs"),
              say("vote.col.range"),
              say("vote.col.votes"),
              say("vote.col.method"),
            ]}
            rows={found.members.map((each) => [
              { value: each.member.name, shown: <ActorLink actor={each.member} /> },
              { value: each.group },
              { value: percent(each.with_us) },
              { value: `${percent(each.low)}–${percent(each.high)}` },
              { value: each.votes },
              { value: `${each.label}: ${each.method}` },
            ])}
            file="estimates"
            most={25}
          />
          <Remarks notes={found.notes} />
        </>
      )}
    </section>
  );
}

const percent = (share: number): number => Math.round(100 * share);
