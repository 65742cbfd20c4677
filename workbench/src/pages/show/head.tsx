/** The head of a record: what it is, where else it can be looked at, pinned or not. */

import { useState } from "preact/hooks";
import type { Schemas } from "../../app/api";
import { linkTo } from "../../app/history";
import { pin, pinned } from "../../app/memory";
import { say, type TextKey } from "../../app/texts";
import { Remarks } from "../../parts/notes";
import { styleOf } from "../../parts/style";
import { Summary } from "./summary";
import type { Tie } from "./ties";

type Entity = Schemas["EntityOut"];

export function Head({ entity, now }: { entity: Entity; now: string }) {
  const [isPinned, setPinned] = useState(pinned().includes(entity.id));
  const style = styleOf({
    kind: entity.kind,
    classification: entity.classifications[0] ?? null,
  });
  // A file is called by its number.
  const number =
    entity.kind === "Dossier" ? entity.properties["identifier"]?.[0]?.value : undefined;
  const toggle = () => {
    pin(entity.id, !isPinned);
    setPinned(!isPinned);
  };
  return (
    <header class="record">
      <p class="sort">
        <span class="glyph" style={{ color: style.colour }} aria-hidden="true">
          {style.glyph}
        </span>{" "}
        {style.word || entity.kind}
        {entity.classifications.length > 1 && ` (${entity.classifications.slice(1).join(", ")})`}
        <small> {entity.id}</small>
      </p>
      <h1>
        {number !== undefined && <span class="number">{String(number)} </span>}
        {entity.name}
        {entity.invented && <span class="invented"> ({say("actor.invented")})</span>}
      </h1>
      <Summary entity={entity} now={now} />
      {entity.asked_as && <Remarks notes={[entity.asked_as]} />}
      <div class="tools">
        <button type="button" aria-pressed={isPinned} onClick={toggle}>
          {say(isPinned ? "start.unpin" : "start.pin")}
        </button>
        <Elsewhere entity={entity} />
      </div>
    </header>
  );
}

function Elsewhere({ entity }: { entity: Entity }) {
  const { id, kind } = entity;
  const isBody = entity.classifications.some((one) => VOTING.includes(one));
  const lead = leadOf(entity);
  return (
    <>
      <a href={linkTo("routes", { to: [id] })}>{say(TO_ROUTES[kind] ?? "show.toRoutes")}</a>
      {(kind === "Dossier" || isBody) && (
        <a href={linkTo("coalition", { to: [id] })}>{say("show.toCoalition")}</a>
      )}
      {isBody && <a href={linkTo("vote", { body: [id] })}>{say("show.canItPass")}</a>}
      {kind === "Dossier" && (
        <a href={linkTo("vote", { body: [lead ?? "EP"], file: [id] })}>{say("show.canItPass")}</a>
      )}
      <a href={linkTo("map", { of: [id] })}>{say("show.toMap")}</a>
    </>
  );
}

/** Who is reached: a person, or those whom a file or a country stands for. */
const TO_ROUTES: Readonly<Record<string, TextKey>> = {
  Person: "show.toThem",
  Dossier: "show.toThem",
  Area: "show.toThem",
};

const VOTING: readonly string[] = ["Committee", "Subcommittee", "Institution"];

/** Give the committee that leads on a file. */
export function leadOf({ id, ties }: { id: string; ties: readonly Tie[] }): string | null {
  const lead = ties.find(
    (tie) =>
      tie.relation === "RESPONSIBLE_FOR" && tie.object.id === id && tie.role === "COMMITTEE_LEAD",
  );
  return lead?.subject.id ?? null;
}
