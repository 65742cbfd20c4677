/** Whose vote is open, and how we reach them: those we reach best first. */

import type { Answer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Band } from "../../parts/band";
import { Waiting } from "../../parts/notes";
import { type Cell, Table } from "../../parts/table";

type Majority = Schemas["MajorityOut"];
type Swing = Schemas["SwingOut"];

export function SwingList({ answer }: { answer: Answer<Majority> }) {
  const swing = answer.value?.swing ?? [];
  return (
    <section>
      <h2>{say("vote.swing")}</h2>
      <p>{say("vote.swingNote")}</p>
      <Waiting answer={answer} />
      {answer.value && (
        <Table
          titled
          caption={say("vote.swing")}
          columns={[
            say("vote.col.who"),
            say("vote.col.group"),
            say("vote.col.reach"),
            say("vote.col.by"),
            say("vote.col.open"),
          ]}
          rows={swing.map(row)}
          file="swing-list"
          most={25}
        />
      )}
    </section>
  );
}

function row({ voter, group, route }: Swing): readonly Cell[] {
  const by = route ? route.actors.map((actor) => actor.name).join(" → ") : "";
  return [
    { value: voter.name, shown: <ActorLink actor={voter} /> },
    { value: group },
    {
      value: route ? route.score : null,
      shown: route && <Band band={route.band} />,
    },
    { value: by || say("vote.noRoute") },
    {
      value: "",
      shown: <a href={linkTo("routes", { to: [voter.id] })}>{say("vote.routes")}</a>,
    },
  ];
}
