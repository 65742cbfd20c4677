/** Who of the network approaches whom: the plan, what decisions cost, and a sheet for each. */

import { useState } from "preact/hooks";
import { all, one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { type Command, useCommands } from "../../app/command";
import { change, go } from "../../app/history";
import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";
import { ForInstance } from "../../parts/begin";
import { Chips } from "../../parts/chips";
import { Finder } from "../../parts/finder";
import { Remarks, Waiting } from "../../parts/notes";
import { Several } from "../../parts/several";
import { targetsRequest } from "../routes/ask";
import { Aside } from "./aside";
import { assignBody, boardRequest, OVERRIDES } from "./ask";
import { BoardTable, Closings, Gaps } from "./board";
import { Cards } from "./cards";
import { type Board, gridOf } from "./cells";
import { Decisions, Moves, Worth } from "./cost";
import { type Choice, Decide } from "./decide";
import { Organizations } from "./load";
import { PlanOptions } from "./options";
import { SheetPage } from "./sheet";
import { PlanTwin } from "./twin";

export default function CoalitionPage({ params }: PageProps) {
  if (!all(params, "to").length) {
    return (
      <>
        <h1>{say("coalition.title")}</h1>
        <p>{say("coalition.none")}</p>
        <Finder label={say("coalition.to")} take={({ id }) => go("coalition", { to: [id] })} />
        <Several add={(to) => go("coalition", { to })} />
        <ForInstance page="coalition" />
      </>
    );
  }
  return one(params, "sheet") ? <SheetPage params={params} /> : <BoardPage params={params} />;
}

const COMMANDS: readonly Command[] = [
  { name: say("coalition.allSheets"), run: () => change({ sheet: "all" }) },
  {
    name: say("coalition.liftAll"),
    run: () => change(Object.fromEntries(OVERRIDES.map((name) => [name, null]))),
  },
];

function BoardPage({ params }: { params: Params }) {
  useCommands(COMMANDS);
  const to = all(params, "to");
  const body = assignBody(params);
  const answer = useAnswer<Board>(boardRequest(body));
  // Another question's board would be decided upon by mistake.
  const board = answer.asking ? null : answer.value;
  return (
    <div class="coalition routes">
      <h1>{say("coalition.title")}</h1>
      <div class="asked">
        <Chips label={say("coalition.addTo")} name="to" values={to} />
        <Several add={(more) => change({ to: [...new Set([...to, ...more])] })} />
      </div>
      <PlanOptions params={params} board={board} />
      <Waiting answer={answer} take="to" />
      {answer.value && <Worth board={answer.value} />}
      <Decisions params={params} board={board} />
      {answer.value && <Answered params={params} board={answer.value} busy={answer.asking} />}
    </div>
  );
}

function Answered({ params, board, busy }: { params: Params; board: Board; busy: boolean }) {
  const [choice, choose] = useState<Choice | null>(null);
  const targets = useAnswer<Schemas["TargetsOut"]>(targetsRequest({ ...params, group: [] }));
  const about = new Map(
    targets.value?.targets.map((each) => [
      each.actor.id,
      [each.group, ...each.countries.map((country) => country.name)].filter(Boolean).join(" · "),
    ]),
  );
  const grid = gridOf(board);
  return (
    <div aria-busy={busy}>
      <Closings board={board} params={params} />
      <BoardTable
        params={params}
        board={board}
        grid={grid}
        about={about}
        open={(organization, target) => choose({ organization, target })}
      />
      <Cards
        board={board}
        about={about}
        open={(target) => choose({ organization: null, target })}
      />
      <Gaps board={board} />
      <Moves board={board} />
      <Organizations params={params} board={board} grid={grid} />
      <Aside params={params} />
      <Remarks notes={board.plan.notes} />
      <PlanTwin board={board} grid={grid} body={assignBody(params)} />
      {choice && (
        <Decide
          params={params}
          board={board}
          grid={grid}
          choice={choice}
          close={() => choose(null)}
        />
      )}
    </div>
  );
}
