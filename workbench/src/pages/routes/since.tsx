/** What became of the routes since an earlier day, and why. */

import { one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { Remarks, Waiting } from "../../parts/notes";
import { Table } from "../../parts/table";
import { compareRequest, loadOf, readyOf } from "./ask";
import { figure } from "./strip";

export function Since({ params, to }: { params: Params; to: readonly string[] }) {
  const answer = useAnswer<Schemas["Comparison"]>(compareRequest(params, to));
  const title = say("routes.sinceTitle", { day: one(params, "earlier") });
  const score = (value: number | null) => ({
    value: value === null ? null : Number(figure(value)),
  });
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <button type="button" onClick={() => change({ earlier: null })}>
        {say("routes.close")}
      </button>
      <Waiting answer={answer} />
      {answer.value && !answer.asking && (
        <>
          <Table
            titled
            caption={title}
            file="since"
            columns={[
              say("routes.rankNow"),
              say("routes.rankThen"),
              say("routes.became"),
              say("routes.column.route"),
              say("routes.scoreNow"),
              say("routes.scoreThen"),
              say("routes.reasons"),
            ]}
            rows={answer.value.changes.map((found) => [
              { value: found.rank_now },
              { value: found.rank_then },
              { value: found.change },
              { value: found.actors.map((actor) => actor.name).join(" → ") },
              score(found.score_now),
              score(found.score_then),
              { value: found.reasons.join(" ") },
            ])}
          />
          {(loadOf(params) !== null || Object.keys(readyOf(params)).length > 0) && (
            <p>{say("routes.sincePlain")}</p>
          )}
          <Remarks notes={answer.value.notes} />
        </>
      )}
    </section>
  );
}
