/** Who sits, reports or represents, by group: the question most often asked of a file. */

import { one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import { day, query, type Schemas } from "../../app/api";
import { change, linkTo } from "../../app/history";
import { say, type TextKey } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Waiting } from "../../parts/notes";
import { roleWord } from "../../parts/roles";
import { type Cell, Table } from "../../parts/table";
import { fromLeft } from "../vote/groups";
import { GroupTag } from "../vote/members";
import { Evidence } from "./evidence";
import { periodWords } from "./periods";

type Roster = Schemas["RosterOut"];
type Seat = Schemas["RosterSeatOut"];

export interface RosterProps {
  readonly of: string;
  readonly title: TextKey;
  readonly params: Params;
  /** Whether each has routes of ours beside it. */
  readonly reach?: boolean;
}

export function RosterTable({ of, title, params, reach = true }: RosterProps) {
  const answer = useAnswer<Roster>({ path: query("rosters", { of, as_of: day() }) });
  const seats = answer.value?.seats ?? [];
  const chosen = one(params, "group");
  const groups = [...new Set(seats.map(groupOf))].sort(fromLeft);
  const shown = seats
    .filter((seat) => !chosen || groupOf(seat) === chosen)
    .sort((a, b) => fromLeft(groupOf(a), groupOf(b)) || rank(a) - rank(b) || byName(a, b));
  const has = {
    committees: seats.some((seat) => seat.committee !== null),
    roles: seats.some((seat) => seat.role !== null),
    reach,
  };
  const caption = chosen ? `${say(title)}: ${chosen}` : say(title);
  return (
    <section>
      <h2>{say(title)}</h2>
      <Waiting answer={answer} />
      {answer.value && seats.length === 0 && <p>{say("show.nobody")}</p>}
      {groups.length > 1 && (
        <fieldset class="tools filter">
          <legend class="unseen">{say("show.filter")}</legend>
          <button type="button" aria-pressed={!chosen} onClick={() => change({ group: null })}>
            {say("show.allGroups")}
          </button>
          {groups.map((group) => (
            <button
              key={group}
              type="button"
              aria-pressed={group === chosen}
              onClick={() => change({ group: group === chosen ? null : group })}
            >
              <GroupTag code={group} />{" "}
              <small>{seats.filter((seat) => groupOf(seat) === group).length}</small>
            </button>
          ))}
        </fieldset>
      )}
      {shown.length > 0 && (
        <Table
          caption={caption}
          titled={!chosen}
          columns={[
            say("show.col.who"),
            say("show.col.group"),
            say("show.col.country"),
            ...(has.roles ? [say("show.col.as")] : []),
            ...(has.committees ? [say("show.col.committee")] : []),
            say("show.col.period"),
            say("show.col.source"),
            ...(has.reach ? [say("show.col.reach")] : []),
          ]}
          rows={shown.map((seat) => row(seat, has))}
          file="people"
          most={100}
        />
      )}
    </section>
  );
}

const groupOf = (seat: Seat): string => seat.group ?? say("show.noGroup");
const byName = (a: Seat, b: Seat): number => a.person.name.localeCompare(b.person.name);

/** Rapporteurs and chairs first, substitutes last. */
function rank({ role }: Seat): number {
  const word = role ?? "";
  if (word === "RAPPORTEUR" || word === "CHAIR" || word === "PRESIDENT") return 0;
  if (word.startsWith("CHAIR")) return 1;
  if (word.endsWith("OPINION")) return 3;
  return word === "MEMBER_SUBSTITUTE" ? 4 : 2;
}

interface Has {
  readonly committees: boolean;
  readonly roles: boolean;
  readonly reach: boolean;
}

function row(seat: Seat, has: Has): readonly Cell[] {
  const cells: Cell[] = [
    { value: seat.person.name, shown: <ActorLink actor={seat.person} /> },
    { value: seat.group, shown: seat.group ? <GroupTag code={seat.group} /> : "" },
    { value: seat.country?.name ?? null },
    ...(has.roles ? [{ value: roleWord(seat.role) }] : []),
    ...(has.committees ? [{ value: seat.committee }] : []),
    { value: periodWords(seat.period) + (seat.disagreement ? `; ${seat.disagreement}` : "") },
    {
      value: seat.evidence.map((piece) => piece.source).join("; "),
      shown: <Evidence pieces={seat.evidence} of={seat.person.id} />,
    },
  ];
  if (has.reach) {
    const link = linkTo("routes", { to: [seat.person.id] });
    cells.push({ value: "", shown: <a href={link}>{say("show.howReach")}</a> });
  }
  return cells;
}
