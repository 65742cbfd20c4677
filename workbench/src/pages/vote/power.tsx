/** Formal voting weight: how often each decides by the rule alone. */

import { one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { Remarks, Waiting } from "../../parts/notes";
import { Table } from "../../parts/table";
import { powerPath } from "./ask";

type Answer = Schemas["PowerAnswer"];

export function Power({ params, council = false }: { params: Params; council?: boolean }) {
  const open = one(params, "power") === "yes";
  return (
    <section>
      <h2>{say("vote.power")}</h2>
      <p>{say("vote.powerNote")}</p>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => change({ power: open ? null : "yes" })}
      >
        {say(open ? "vote.powerClose" : "vote.powerOpen")}
      </button>
      {open && <Weights path={powerPath(params, council)} />}
    </section>
  );
}

function Weights({ path }: { path: string }) {
  const answer = useAnswer<Answer>({ path });
  const found = answer.value;
  return (
    <>
      <Waiting answer={answer} />
      {found && (
        <>
          <p>
            {found.rule} ({found.legal_basis}).{" "}
            {say("vote.powerCarry", { share: percent(found.winning_share) })}
          </p>
          <Table
            titled
            caption={say("vote.power")}
            columns={[
              say("vote.col.who"),
              say("vote.col.weight"),
              say("vote.col.shapley"),
              say("vote.col.banzhaf"),
              say("vote.col.prevents"),
              say("vote.col.initiates"),
            ]}
            rows={found.players.map((each) => [
              { value: each.count > 1 ? `${each.name} (${each.count})` : each.name },
              { value: percent(each.weight_share) },
              { value: percent(each.shapley_shubik) },
              { value: percent(each.banzhaf) },
              { value: percent(each.coleman_prevents) },
              { value: percent(each.coleman_initiates) },
            ])}
            file="voting-weight"
          />
          <Remarks notes={found.notes} />
        </>
      )}
    </>
  );
}

const percent = ({ value }: Answer["winning_share"]): number => Number((100 * value).toFixed(2));
