/** The Council's board: 27 states with their share of the population, and what the rule wants. */

import { flag, one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { change } from "../../app/history";
import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";
import { Remarks, Waiting } from "../../parts/notes";
import { councilPath } from "./ask";
import { Settings } from "./board";
import { CouncilOptions } from "./councilconditions";
import { CouncilSets, CouncilSwing, CouncilTable } from "./counciltables";
import { Power } from "./power";
import { Sign } from "./stance";
import {
  next,
  type Position,
  type Positions,
  positionsOf,
  type Stance,
  withStance,
} from "./stances";

type Answer = Schemas["CouncilAnswer"];
type Line = Answer["states"][number];

const RULES = ["qmv", "reinforced", "simple", "unanimity"] as const;
const CASES = ["low", "middle", "high"] as const;

export function CouncilBoard({ params }: PageProps) {
  const stances = positionsOf(params);
  // Counting sets takes longest: the numbers do not wait for it.
  const answer = useAnswer<Answer>({ path: councilPath(params, stances, false) });
  const open = one(params, "sets") === "yes";
  const sets = useAnswer<Answer>(open ? { path: councilPath(params, stances, true) } : null);
  const found = answer.value;
  const set = (code: string, stance: Position | null) =>
    change({ stance: withStance(stances, code, stance) });
  return (
    <>
      <Settings params={params} rules={RULES} />
      <div class="tools">
        <Flag name="jha" params={params} />
        {flag(params, "jha") && <Flag name="ireland" params={params} />}
      </div>
      <CouncilOptions params={params} states={found?.states ?? []} />
      <Waiting answer={answer} />
      {found && (
        <>
          <CouncilResult answer={found} />
          <Tiles answer={found} stances={stances} set={set} />
          {stances.size > 0 && (
            <button type="button" onClick={() => change({ stance: null })}>
              {say("vote.clear")}
            </button>
          )}
          <CouncilSwing answer={found} />
          <CouncilTable answer={found} stances={stances} set={set} />
          <section>
            <h2>{say("vote.sets")}</h2>
            <button
              type="button"
              aria-expanded={open}
              onClick={() => change({ sets: open ? null : "yes" })}
            >
              {say(open ? "vote.setsClose" : "vote.setsOpen")}
            </button>
            {open && <CouncilSets answer={sets} />}
          </section>
          <Power params={params} council />
          <Remarks notes={found.notes} />
        </>
      )}
    </>
  );
}

function Flag({ name, params }: { name: "jha" | "ireland"; params: Params }) {
  return (
    <label>
      <input
        type="checkbox"
        checked={flag(params, name)}
        onChange={(event) => change({ [name]: event.currentTarget.checked ? "yes" : null })}
      />{" "}
      {say(`vote.${name}`)}
    </label>
  );
}

function CouncilResult({ answer }: { answer: Answer }) {
  const verdict = answer.low.passes ? "carries" : answer.high.passes ? "hangs" : "fails";
  const { low } = answer;
  return (
    <section class="result" aria-label={say("vote.result")}>
      <p class={`verdict ${verdict}`} role="status">
        {verdict === "hangs"
          ? say("vote.councilHangs", {
              members: low.members_gap,
              share: percent(answer, low.population_gap),
            })
          : say(`vote.${verdict}`, { open: answer.swing.length, gap: low.members_gap })}
      </p>
      <div class="cases">
        {CASES.map((name) => (
          <section key={name} class="card case">
            <h3>
              {say(`vote.case.${name}`)}: {answer[name].verdict}
            </h3>
            <dl class="numbers">
              <Both
                name={say("vote.needed")}
                members={answer.members_needed}
                share={
                  answer.population_needed_pct === null
                    ? null
                    : `${answer.population_needed_pct} %`
                }
              />
              <Both
                name={say("vote.have")}
                members={answer[name].members}
                share={`${answer[name].population_pct.toFixed(2)} %`}
              />
              <Both
                name={say("vote.gap")}
                members={answer[name].members_gap}
                share={`${percent(answer, answer[name].population_gap)} %`}
              />
            </dl>
            <p>
              <small>
                {answer[name].assumption}. {!answer[name].certain && say("vote.notCertain")}
              </small>
            </p>
          </section>
        ))}
      </div>
      <p>
        {say("vote.rule", { rule: answer.rule, basis: answer.legal_basis })}{" "}
        {answer.absent.length > 0 && say("vote.noPart", { states: answer.absent.join(", ") })}
      </p>
    </section>
  );
}

const percent = (answer: Answer, population: number): string =>
  ((100 * population) / answer.population_total).toFixed(2);

function Both({ name, members, share }: { name: string; members: number; share: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {members} {share !== null && <small>{share}</small>}
      </dd>
    </div>
  );
}

/** Read a position as one of the words of the board; a range stays open. */
export const stanceOf = ({
  position,
}: Pick<Line, "position">): Stance | "lean-for" | "lean-against" =>
  SHOWN.find((word) => word === position) ?? "unknown";
const SHOWN = ["for", "lean-for", "lean-against", "against", "abstain"] as const;

/** The stance that a click goes on from: who leans is still open. */
const clicked = (line: Line): Stance => {
  const shown = stanceOf(line);
  return shown === "lean-for" || shown === "lean-against" ? "unknown" : shown;
};

interface TilesProps {
  readonly answer: Answer;
  readonly stances: Positions;
  readonly set: (code: string, stance: Position | null) => void;
}

function Tiles({ answer, stances, set }: TilesProps) {
  const most = Math.max(...answer.states.map((line) => line.population_pct));
  const away = [...stances].filter(([, stance]) => stance === "absent").map(([name]) => name);
  return (
    <section>
      <h2>{say("vote.states")}</h2>
      <p>
        <small>{say("vote.statesNote")}</small>
      </p>
      <ul class="tiles">
        {answer.states.map((line) => (
          <li key={line.code}>
            <button
              type="button"
              class={`tile stance-${stanceOf(line)}`}
              onClick={() => set(line.code, next(clicked(line)))}
            >
              <Sign stance={stanceOf(line)} /> <strong>{line.code}</strong>
              <span class="unseen">
                {say("vote.state", { name: line.state.name, stance: line.position })}
              </span>
              <span class="share">{line.population_pct.toFixed(1)} %</span>
              <span class="bar" aria-hidden="true">
                <span class="had" style={{ width: `${(100 * line.population_pct) / most}%` }} />
              </span>
            </button>
          </li>
        ))}
        {away.map((code) => (
          <li key={code}>
            <button type="button" class="tile stance-absent" onClick={() => set(code, null)}>
              <Sign stance="absent" /> <strong>{code}</strong>{" "}
              <span class="share">{say("vote.takesNoPart")}</span>
              <span class="unseen">{say("vote.stateAway")}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
