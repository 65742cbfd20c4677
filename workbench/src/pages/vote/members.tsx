/** The committee table: every vote with group, country, role and stance; the picture's twin. */

import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { roleWord } from "../../parts/roles";
import { type Cell, Table } from "../../parts/table";
import { groupOf } from "./groups";
import type { Seat } from "./seats";
import { STANCES, type Stance, type Stances } from "./stances";

export interface MembersProps {
  readonly seats: readonly Seat[];
  readonly stances: Stances;
  readonly set: (seat: Seat, stance: Stance | null) => void;
}

export function Members({ seats, stances, set }: MembersProps) {
  const row = (seat: Seat): readonly Cell[] => [
    {
      value: seat.voter.name,
      shown: (
        <>
          <ActorLink actor={seat.voter} />
          {seat.stands_in_for && (
            <small> {say("vote.standsIn", { name: seat.stands_in_for.name })}</small>
          )}
        </>
      ),
    },
    { value: seat.group, shown: <GroupTag code={seat.group} /> },
    { value: seat.country?.name ?? null },
    { value: roleWord(seat.role) },
    {
      value: say(`vote.stance.${seat.stance}`),
      shown: (
        <select
          aria-label={say("vote.stanceOf", { name: seat.voter.name })}
          value={stances.get(seat.voter.id) ?? ""}
          onChange={(event) => set(seat, (event.currentTarget.value || null) as Stance | null)}
        >
          <option value="">
            {say("vote.asKnown", { stance: say(`vote.stance.${seat.stance}`) })}
          </option>
          {STANCES.map((stance) => (
            <option key={stance} value={stance}>
              {say(`vote.stance.${stance}`)}
            </option>
          ))}
        </select>
      ),
    },
    { value: say(`vote.origin.${seat.origin}`) },
  ];
  return (
    <Table
      titled
      caption={say("vote.members")}
      columns={[
        say("vote.col.who"),
        say("vote.col.group"),
        say("vote.col.country"),
        say("vote.col.role"),
        say("vote.col.stance"),
        say("vote.col.origin"),
      ]}
      rows={seats.map(row)}
      file="members"
      most={100}
    />
  );
}

export function GroupTag({ code }: { code: string }) {
  const group = groupOf(code);
  return (
    <span class="group">
      <span class="letter" style={{ background: group.colour }} aria-hidden="true">
        {group.letter}
      </span>{" "}
      {code}
    </span>
  );
}
