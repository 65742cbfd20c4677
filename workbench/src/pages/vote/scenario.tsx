/** What if: the chance of a majority under chances that somebody states. A scenario, no forecast. */

import { all, one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Pick } from "../../parts/choice";
import { Remarks, Waiting } from "../../parts/notes";
import { Table } from "../../parts/table";
import { scenarioPath } from "./ask";
import { GroupTag } from "./members";

type Answer = Schemas["ScenarioAnswer"];

export function Scenario({ params }: { params: Params }) {
  const open = one(params, "whatif") === "yes";
  return (
    <section>
      <h2>{say("vote.whatIf")}</h2>
      <p>{say("vote.whatIfNote")}</p>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => change({ whatif: open ? null : "yes" })}
      >
        {say(open ? "vote.whatIfClose" : "vote.whatIfOpen")}
      </button>
      {open && <Worked params={params} />}
    </section>
  );
}

function Worked({ params }: { params: Params }) {
  const chance = all(params, "chance");
  const path = scenarioPath(params);
  const answer = useAnswer<Answer>({ path });
  const found = answer.value;
  const set = (group: string, share: string) => {
    const others = chance.filter((text) => !text.startsWith(`${group}=`));
    change({ chance: [...others, ...(share ? [`${group}=${Number(share) / 100}`] : [])].sort() });
  };
  return (
    <>
      <Waiting answer={answer} />
      <Assumed params={params} />
      {found && (
        <>
          <p class="estimated">{found.label}</p>
          <p>{say("vote.rule", { rule: found.rule, basis: found.legal_basis })}</p>
          <p role="status">
            {say("vote.chance", {
              mean: percent(found.shocked),
              low: percent(found.low),
              high: percent(found.high),
              alone: percent(found.independent),
            })}
          </p>
          <Table
            caption={say("vote.whatIfGroups")}
            columns={[say("vote.col.group"), say("vote.col.seats"), say("vote.col.chance")]}
            rows={found.groups.map((each) => [
              { value: each.group, shown: <GroupTag code={each.group} /> },
              { value: each.voters },
              {
                value: percent(each.stated_for_group ?? found.otherwise),
                shown: (
                  <input
                    type="number"
                    min="0"
                    max="100"
                    step="5"
                    aria-label={say("vote.chanceOf", { group: each.group })}
                    value={percent(each.stated_for_group ?? found.otherwise)}
                    onChange={(event) => set(each.group, event.currentTarget.value)}
                  />
                ),
              },
            ])}
            file="scenario"
          />
          <h3>{say("vote.contacts")}</h3>
          <ol>
            {found.contacts.map((each) => (
              <li key={each.voter.id}>
                <ActorLink actor={each.voter} /> ({each.group}):{" "}
                {say("vote.after", { share: percent(each.majority_after) })}
              </li>
            ))}
          </ol>
          <Remarks notes={found.notes} />
        </>
      )}
    </>
  );
}

/** What the scenario assumes beside the chances of groups; all of it stands in the address. */
function Assumed({ params }: { params: Params }) {
  const pick = (name: "otherwise" | "shock" | "effect" | "contacts", usual: string) => {
    const now = one(params, name, usual);
    const offered = [...new Set([...OFFERED[name], now])];
    return (
      <Pick
        label={say(`vote.assumed.${name}`)}
        options={offered.map((value) => ({
          value,
          label: name === "otherwise" || name === "effect" ? `${percent(Number(value))} %` : value,
        }))}
        value={now}
        set={(value) => change({ [name]: value === usual ? null : value })}
      />
    );
  };
  return (
    <div class="conditions">
      {pick("otherwise", "0.5")}
      {pick("shock", "0.5")}
      {pick("contacts", "5")}
      {pick("effect", "0.5")}
    </div>
  );
}

const OFFERED = {
  otherwise: ["0.1", "0.25", "0.4", "0.5", "0.6", "0.75", "0.9"],
  shock: ["0", "0.25", "0.5", "1", "2"],
  contacts: ["0", "3", "5", "10", "20"],
  effect: ["0.1", "0.25", "0.5", "0.75", "1"],
} as const;

const percent = (share: number): number => Math.round(100 * share);
