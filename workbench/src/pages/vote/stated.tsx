/** What is on record on the file, on seven steps: by group, and member by member with its evidence. */

import { one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import { day, query, type Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Remarks, Waiting } from "../../parts/notes";
import { Table } from "../../parts/table";
import { knownOf } from "./conditions";
import { GroupTag } from "./members";

type Answer = Schemas["PositionsAnswer"];

export function Stated({ params }: { params: Params }) {
  const open = one(params, "stated") === "yes";
  return (
    <section>
      <h2>{say("vote.stated")}</h2>
      <p>{say("vote.statedNote")}</p>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => change({ stated: open ? null : "yes" })}
      >
        {say(open ? "vote.statedClose" : "vote.statedOpen")}
      </button>
      {open && <OnRecord params={params} />}
    </section>
  );
}

function OnRecord({ params }: { params: Params }) {
  const path = query("ask/positions", {
    file: one(params, "file"),
    body: one(params, "body"),
    as_of: day(),
    known_at: knownOf(params),
  });
  const answer = useAnswer<Answer>({ path });
  const stated = answer.value?.stated;
  if (!stated) return <Waiting answer={answer} />;
  const steps = stated.total.counts.map(([position]) => position);
  return (
    <>
      <Table
        caption={say("vote.statedGroups")}
        columns={[say("vote.col.group"), ...steps.map(step)]}
        rows={[...stated.by_group, stated.total].map((each) => [
          { value: each.name, shown: <GroupTag code={each.name} /> },
          ...each.counts.map(([, count]) => ({ value: count })),
        ])}
        file="positions-by-group"
      />
      <Table
        titled
        caption={say("vote.stated")}
        columns={[
          say("vote.col.who"),
          say("vote.col.group"),
          say("vote.col.country"),
          say("vote.col.position"),
          say("vote.col.says"),
          say("vote.col.since"),
        ]}
        rows={stated.held.map(({ chosen }) => [
          { value: chosen.actor.name, shown: <ActorLink actor={chosen.actor} /> },
          { value: chosen.group },
          { value: chosen.country },
          { value: step(chosen.position) },
          { value: chosen.evidence ?? chosen.page },
          { value: chosen.evidence_day },
        ])}
        file="positions"
      />
      <Remarks notes={stated.notes} />
    </>
  );
}

const step = (position: Schemas["PositionStatement"]["position"]): string =>
  say(`vote.step.${position}`);
