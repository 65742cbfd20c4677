/** The record in one line: what the office asks first, each a link to its own record. */

import type { ComponentChildren } from "preact";
import type { Schemas } from "../../app/api";
import { say, type TextKey } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { roleWord } from "../../parts/roles";
import type { Tie } from "./ties";
import { holds } from "./words";

type Entity = Schemas["EntityOut"];
type Wanted = readonly [
  title: TextKey,
  relation: Tie["relation"],
  end: "subject" | "object",
  classes: readonly string[],
];

/** Which ties are told in the line: by relation, the other end, and of what sort it is. */
const TOLD: readonly Wanted[] = [
  ["show.group", "MEMBER_OF", "object", ["PoliticalGroup"]],
  ["show.country", "REPRESENTS", "object", []],
  ["show.country", "LOCATED_IN", "object", []],
  ["show.committees", "MEMBER_OF", "object", ["Committee", "Subcommittee"]],
  ["show.committees", "RESPONSIBLE_FOR", "subject", []],
];

const PLAIN = ["acronym", "stage", "deadline", "city", "iso2"] as const;

export function Summary({ entity, now }: { entity: Entity; now: string }) {
  const parts: ComponentChildren[] = [];
  for (const name of PLAIN) {
    const value = entity.properties[name]?.[0]?.value;
    if (value !== undefined) parts.push(<Part title={`show.${name}`}>{String(value)}</Part>);
  }
  for (const wanted of TOLD) {
    const found = entity.ties.filter((tie) => fits(tie, entity.id, now, wanted));
    if (!found.length) continue;
    const [title, , end] = wanted;
    parts.push(
      <Part title={title}>
        {found.map((tie, place) => (
          <span key={tie.id}>
            {place > 0 && ", "}
            <ActorLink actor={tie[end]} />
            {tie.role && tie.role !== "MEMBER" && <small> ({roleWord(tie.role)})</small>}
          </span>
        ))}
      </Part>,
    );
  }
  return <ul class="summary">{parts}</ul>;
}

function fits(tie: Tie, self: string, now: string, [, relation, end, classes]: Wanted): boolean {
  const own = end === "object" ? tie.subject.id : tie.object.id;
  const sort = tie[end].classification ?? "";
  return (
    tie.relation === relation &&
    own === self &&
    holds(tie.period, now) &&
    (classes.length === 0 || classes.includes(sort))
  );
}

function Part({ title, children }: { title: TextKey; children: ComponentChildren }) {
  return (
    <li>
      <span class="soft-word">{say(title)}:</span> {children}
    </li>
  );
}
