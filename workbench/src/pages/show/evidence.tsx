/** Who says so: one click away from every fact, with publisher, licence, days, page and level. */

import { createContext } from "preact";
import { useContext, useState } from "preact/hooks";
import { useAnswer } from "../../app/answer";
import { query, type Schemas } from "../../app/api";
import { say } from "../../app/texts";
import { Waiting } from "../../parts/notes";
import { webAddress } from "./words";

type Piece = Schemas["EvidenceOut"];
type Source = Schemas["SourceOut"];
type Said = Schemas["SaidOut"];

/** The sources by id, and whose record is shown. */
export const Shown = createContext<{ id: string; sources: ReadonlyMap<string, Source> }>({
  id: "",
  sources: new Map(),
});

export interface EvidenceProps {
  readonly pieces: readonly Piece[];
  /** Whose statements to read, if not those of the record that is shown. */
  readonly of?: string;
}

export function Evidence({ pieces, of }: EvidenceProps) {
  const [open, setOpen] = useState(false);
  const { id, sources } = useContext(Shown);
  const last = pieces.at(-1);
  if (!last) return null;
  const publisher = sources.get(last.source)?.publisher ?? last.source;
  const count = new Set(pieces.map((piece) => piece.source)).size;
  return (
    <details class="evidence" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {publisher}, {dayOf(last)}
        {count > 1 && ` (+${count - 1})`}
      </summary>
      {open &&
        pieces.map((piece) => (
          <One key={`${piece.source} ${piece.record}`} piece={piece} of={of ?? id} />
        ))}
    </details>
  );
}

/** The day for which a piece is evidence: the stated one, else the last reading. */
export const dayOf = (piece: Piece): string => piece.as_of ?? piece.confirmed_at.slice(0, 10);

function One({ piece, of }: { piece: Piece; of: string }) {
  const source = useContext(Shown).sources.get(piece.source);
  const path = query("statements", { of, source: piece.source, record: piece.record, limit: 20 });
  const said = useAnswer<Said[]>({ path });
  const found = said.value?.find((each) => each.page) ?? said.value?.[0];
  const levels = [...new Set((said.value ?? []).map((each) => each.level))];
  return (
    <>
      <dl class="facts">
        <Line name={say("show.publisher")} value={source?.publisher ?? piece.source} />
        <Line name={say("show.source")} value={source?.title} link={source?.url} />
        <Line name={say("show.licence")} value={source?.licence} />
        <Line name={say("show.page")} value={found?.page} link={found?.url} />
        <Line name={say("show.recordId")} value={piece.record} />
        <Line name={say("show.statedFor")} value={piece.as_of} />
        <Line name={say("show.retrieved")} value={piece.retrieved_at.slice(0, 10)} />
        <Line name={say("show.confirmed")} value={piece.confirmed_at.slice(0, 10)} />
        <Line name={say("show.seenBy")} value={levels.join(", ")} />
        {source?.invented && <Line name={say("show.beware")} value={say("show.inventedSource")} />}
      </dl>
      <Waiting answer={said} />
    </>
  );
}

interface LineProps {
  readonly name: string;
  readonly value: string | null | undefined;
  readonly link?: string | null | undefined;
}

function Line({ name, value, link }: LineProps) {
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Outward text={value} link={link ?? value} />
      </dd>
    </div>
  );
}

/** A text that leads to its page on the web, if it has one; nothing is sent along. */
export function Outward({ text, link }: { text: string; link: string | null | undefined }) {
  const address = webAddress(link);
  if (address === null) return <>{text}</>;
  return (
    <a href={address} rel="noreferrer noopener" target="_blank">
      {text}
    </a>
  );
}
