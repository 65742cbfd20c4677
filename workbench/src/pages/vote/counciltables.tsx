/** The Council's tables: all states, the open ones with how we reach them, sets that suffice. */

import type { Answer as Told } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Band } from "../../parts/band";
import { Waiting } from "../../parts/notes";
import { Table } from "../../parts/table";
import { POSITIONS, type Position, type Positions } from "./stances";

type Answer = Schemas["CouncilAnswer"];

export interface StatesProps {
  readonly answer: Answer;
  readonly stances: Positions;
  readonly set: (code: string, stance: Position | null) => void;
}

export function CouncilTable({ answer, stances, set }: StatesProps) {
  return (
    <>
      <h2>{say("vote.councilTable")}</h2>
      <p>
        <small>
          {say("vote.population", { unit: answer.population_unit, year: answer.year })}{" "}
          {answer.population_sources.join("; ")}
        </small>
      </p>
      <Table
        titled
        caption={say("vote.councilTable")}
        columns={[
          say("vote.col.state"),
          say("vote.col.code"),
          say("vote.col.share"),
          say("vote.col.stance"),
          say("vote.col.origin"),
        ]}
        rows={answer.states.map((line) => [
          { value: line.state.name, shown: <ActorLink actor={line.state} /> },
          { value: line.code },
          { value: line.population_pct, shown: `${line.population_pct.toFixed(2)} %` },
          {
            value: line.position,
            shown: (
              <select
                aria-label={say("vote.stanceOf", { name: line.state.name })}
                value={stances.get(line.code) ?? ""}
                onChange={(event) =>
                  set(line.code, (event.currentTarget.value || null) as Position | null)
                }
              >
                <option value="">{say("vote.asKnown", { stance: line.position })}</option>
                {POSITIONS.map((stance) => (
                  <option key={stance} value={stance}>
                    {say(stance === "absent" ? "vote.takesNoPart" : `vote.stance.${stance}`)}
                  </option>
                ))}
              </select>
            ),
          },
          { value: line.origin },
        ])}
        file="council"
      />
    </>
  );
}

export function CouncilSwing({ answer }: { answer: Answer }) {
  return (
    <>
      <h2>{say("vote.swing")}</h2>
      <Table
        titled
        caption={say("vote.swing")}
        columns={[
          say("vote.col.state"),
          say("vote.col.stance"),
          say("vote.col.share"),
          say("vote.col.band"),
          say("vote.col.reach"),
          say("vote.col.open"),
        ]}
        rows={answer.swing.map((each) => [
          { value: each.state.name, shown: <ActorLink actor={each.state} /> },
          { value: each.position },
          { value: each.population_pct, shown: `${each.population_pct.toFixed(2)} %` },
          {
            value: each.reach.is_cold ? null : each.reach.score,
            shown: each.reach.route && <Band band={each.reach.route.band} />,
          },
          { value: each.reach.is_cold ? say("vote.noRouteToState") : each.reach.how },
          {
            value: "",
            shown: (
              <a href={linkTo("routes", { to: [each.reach.via?.id ?? each.state.id] })}>
                {say("vote.routes")}
              </a>
            ),
          },
        ])}
        file="council-swing"
        most={27}
      />
    </>
  );
}

export function CouncilSets({ answer }: { answer: Told<Answer> }) {
  const found = answer.value;
  return (
    <>
      <Waiting answer={answer} />
      {found && (
        <>
          <Sets title={say("vote.winning")} sets={found.winning} />
          <Sets title={say("vote.blocking")} sets={found.blocking} />
        </>
      )}
    </>
  );
}

function Sets({ title, sets }: { title: string; sets: Answer["winning"] }) {
  return (
    <>
      <p>
        {sets.remark || say("vote.setsCount", { count: sets.count })}{" "}
        {!sets.proven && say("vote.setsStopped")}
      </p>
      <Table
        caption={title}
        columns={[say("vote.col.states"), say("vote.col.members"), say("vote.col.share")]}
        rows={sets.listed.map((each) => [
          { value: each.states.join(" ") },
          { value: each.members },
          { value: each.population_pct, shown: `${each.population_pct.toFixed(2)} %` },
        ])}
        file="council-sets"
      />
    </>
  );
}
