/** What closes or happens soon, of what names a file. */

import { useAnswer } from "../../app/answer";
import { day, query, type Schemas } from "../../app/api";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Waiting } from "../../parts/notes";
import { Table } from "../../parts/table";
import { Outward } from "./evidence";

type Answer = Schemas["Deadlines"];

/** A year ahead; files are named by their number, without what is in brackets behind it. */
export function DeadlinesOf({ reference }: { reference: string }) {
  const about = reference.replace(/\(.*$/, "");
  const path = query("ask/deadlines", { days: 365, about, as_of: day() });
  const answer = useAnswer<Answer>({ path });
  const found = answer.value?.deadlines ?? [];
  return (
    <section>
      <h2>{say("show.deadlines")}</h2>
      <Waiting answer={answer} />
      {answer.value && found.length === 0 && <p>{say("show.noDeadlines", { about })}</p>}
      {found.length > 0 && (
        <Table
          caption={say("show.deadlines")}
          titled
          columns={[
            say("show.col.day"),
            say("show.col.left"),
            say("show.col.what"),
            say("show.col.who"),
            say("show.col.source"),
          ]}
          rows={found.map((each) => [
            { value: each.day },
            { value: each.days_left },
            { value: each.what, shown: <Outward text={each.what} link={each.url} /> },
            { value: each.subject.name, shown: <ActorLink actor={each.subject} /> },
            { value: `${each.sources.join("; ")} (${each.evidence_day})` },
          ])}
          file="deadlines"
        />
      )}
    </section>
  );
}
