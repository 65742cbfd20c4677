/** Who stands where on a file: stated positions with sentence, page, level and day. */

import { useAnswer } from "../../app/answer";
import { day, query, type Schemas } from "../../app/api";
import { linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Remarks, Waiting } from "../../parts/notes";
import { Table } from "../../parts/table";
import { Outward } from "./evidence";
import { words } from "./words";

type Answer = Schemas["PositionsAnswer"];
type Statement = Schemas["PositionStatement"];

export function Positions({ file, body }: { file: string; body: string | null }) {
  const path = query("ask/positions", { file, body, as_of: day() });
  const answer = useAnswer<Answer>({ path });
  const stated = answer.value?.stated;
  const counts = stated?.total.counts.filter(([, count]) => count > 0) ?? [];
  return (
    <section>
      <h2>{say("show.positions")}</h2>
      <Waiting answer={answer} />
      {stated && (
        <>
          <p>
            {say("show.positionsIn", { body: stated.body.name })}{" "}
            {counts.map(([position, count]) => `${count} ${words(position)}`).join(", ")}.{" "}
            <a href={linkTo("vote", { body: [stated.body.id], file: [file] })}>
              {say("show.canItPass")}
            </a>
          </p>
          {stated.held.length === 0 && <p>{say("show.noPositions")}</p>}
          {stated.held.length > 0 && (
            <Table
              caption={say("show.positions")}
              titled
              columns={[
                say("show.col.who"),
                say("show.col.group"),
                say("show.col.country"),
                say("show.col.position"),
                say("show.col.says"),
                say("show.col.page"),
                say("show.col.day"),
                say("show.col.level"),
                say("show.col.instead"),
              ]}
              rows={stated.held.map(({ chosen, others }) => [
                { value: chosen.actor.name, shown: <ActorLink actor={chosen.actor} /> },
                { value: chosen.group },
                { value: chosen.country },
                { value: words(chosen.position) },
                { value: chosen.evidence },
                { value: chosen.page, shown: <Outward text={chosen.page} link={chosen.url} /> },
                { value: chosen.evidence_day },
                { value: chosen.level },
                { value: others.map(other).join("; ") },
              ])}
              file="positions"
            />
          )}
          <Remarks notes={stated.notes} />
        </>
      )}
    </section>
  );
}

/** What is said differently, and why it does not decide. */
const other = (one: Statement): string =>
  `${words(one.position)} (${one.evidence_day ?? "–"}; ${one.standing})`;
