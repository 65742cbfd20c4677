/** What the best route hangs on, and how many must leave before nobody is left on the way. */

import { all, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import type { Actor, Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { Remarks, Waiting } from "../../parts/notes";
import { Table } from "../../parts/table";
import { described, loadOf } from "./ask";
import { chain, figure } from "./strip";

export function Firm({ params, target }: { params: Params; target: Actor }) {
  const robust = useAnswer<Schemas["RobustAnswer"]>(described("robust", params, [target.id]));
  const apart = useAnswer<Schemas["DisjointAnswer"]>(described("disjoint", params, [target.id]));
  const title = say("routes.firmFor", { name: target.name });
  return (
    <section class="card" aria-label={title}>
      <h3>{title}</h3>
      <button type="button" onClick={() => change({ firm: null })}>
        {say("routes.close")}
      </button>
      <Waiting answer={robust} />
      {robust.value?.best && <Told answer={robust.value} />}
      {apart.value && (
        <p>
          {apart.value.people
            ? say("routes.cut", {
                count: apart.value.people,
                names: apart.value.cut.map((one) => one.name).join(", "),
              })
            : say("routes.cutNone")}
        </p>
      )}
      {apart.value && (all(params, "via").length > 0 || loadOf(params) !== null) && (
        <p>{say("routes.cutPlain")}</p>
      )}
      <Waiting answer={apart} />
    </section>
  );
}

function Told({ answer }: { answer: Schemas["RobustAnswer"] }) {
  const losses = [
    ...answer.people.map((loss) => ({ what: say("routes.person"), loss })),
    ...answer.steps.map((loss) => ({ what: say("routes.tie"), loss })),
  ];
  return (
    <>
      <ul>
        <li>{say(answer.survives_tie ? "routes.survivesTie" : "routes.losesTie")}</li>
        <li>{say(answer.survives_person ? "routes.survivesPerson" : "routes.losesPerson")}</li>
        <li>
          {answer.first_until
            ? say("routes.until_days", { days: answer.first_until })
            : say("routes.until_less")}
        </li>
      </ul>
      <Table
        caption={say("routes.firm")}
        file="hangs-on"
        columns={[
          say("routes.what"),
          say("routes.lostWhat"),
          say("routes.backup"),
          say("routes.weakerBy"),
        ]}
        rows={losses.map(({ what, loss }) => [
          { value: what },
          { value: loss.lost },
          { value: loss.backup ? chain(loss.backup) : say("routes.lost") },
          { value: loss.times_weaker === null ? null : Number(figure(loss.times_weaker)) },
        ])}
      />
      <Remarks notes={answer.notes} />
    </>
  );
}
