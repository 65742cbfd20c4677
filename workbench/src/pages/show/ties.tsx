/** Ties as tables: with whom, as what, from when to when, and who says so. */

import type { Schemas } from "../../app/api";
import { say, type TextKey } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { roleWord } from "../../parts/roles";
import { type Cell, Table } from "../../parts/table";
import { dayOf, Evidence } from "./evidence";
import { periodWords } from "./periods";
import { daysBetween, holds, standing, words } from "./words";

export type Tie = Schemas["TieOut"];

export interface TiesProps {
  readonly title: TextKey;
  readonly ties: readonly Tie[];
  readonly self: string;
  /** The day for which is said what holds. */
  readonly now: string;
  /** Show the age of each in days, as of contacts. */
  readonly aged?: boolean;
}

export const otherEnd = (tie: Tie, self: string) =>
  tie.subject.id === self ? tie.object : tie.subject;

export function Ties({ title, ties, self, now, aged = false }: TiesProps) {
  if (!ties.length) return null;
  const ordered = [...ties].sort(
    (a, b) =>
      Number(holds(b.period, now)) - Number(holds(a.period, now)) ||
      (b.period.start ?? "").localeCompare(a.period.start ?? "") ||
      otherEnd(a, self).name.localeCompare(otherEnd(b, self).name),
  );
  const caption = say(title);
  return (
    <section>
      <h2>{caption}</h2>
      <Table
        caption={caption}
        titled
        columns={[
          say("show.col.who"),
          say("show.col.as"),
          aged ? say("show.col.day") : say("show.col.period"),
          aged ? say("show.col.age") : say("show.col.holds"),
          say("show.col.remark"),
          say("show.col.source"),
        ]}
        rows={ordered.map((tie) => row(tie, self, aged, now))}
        file={`${words(caption)}`.replaceAll(" ", "-")}
        most={50}
      />
    </section>
  );
}

function row(tie: Tie, self: string, aged: boolean, now: string): readonly Cell[] {
  const other = otherEnd(tie, self);
  const piece = tie.evidence.at(-1);
  const since = tie.period.start ?? (piece ? dayOf(piece) : null);
  return [
    { value: other.name, shown: <ActorLink actor={other} /> },
    { value: roleWord(tie.role ?? tie.relation) },
    { value: periodWords(tie.period) },
    aged
      ? { value: since === null ? null : daysBetween(since, now) }
      : { value: say(`show.${standing(tie.period, now)}`) },
    { value: remarks(tie).join("; ") },
    {
      value: tie.evidence.map((each) => each.source).join("; "),
      shown: <Evidence pieces={tie.evidence} />,
    },
  ];
}

/** Qualifiers that stand elsewhere: in the evidence, or as the period's day. */
const APART = new Set(["source_text", "as_of_text", "url", "page", "group", "published"]);

/** Qualifiers that are a sentence of their own. */
const SPEAKING = new Set(["note", "relation_text"]);

function remarks(tie: Tie): readonly string[] {
  const said = tie.qualifiers
    .filter(([key, value]) => !APART.has(key) && value)
    .map(([key, value]) => (SPEAKING.has(key) ? value : `${words(key)}: ${value}`));
  if (tie.invented) said.unshift(say("actor.invented"));
  if (tie.disagreement) said.push(tie.disagreement);
  return said;
}
