/** What changed lately about a record; asked for only when wanted, since it compares two graphs. */

import { one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import { day, query, type Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { Remarks, Waiting } from "../../parts/notes";
import { Table } from "../../parts/table";

type Answer = Schemas["ChangesAnswer"];
type Entity = Schemas["EntityOut"];

const WINDOWS = [7, 30, 90, 365] as const;

/** The parameter by which changes of a kind of record are asked for. */
const BY_KIND: Readonly<Record<string, "person" | "body" | "file">> = {
  Person: "person",
  Organization: "body",
  Dossier: "file",
};

interface ChangesProps {
  readonly entity: Entity;
  readonly params: Params;
  readonly now: string;
}

export function Changes({ entity, params, now }: ChangesProps) {
  const by = BY_KIND[entity.kind];
  if (!by) return null;
  const days = Number(one(params, "changes")) || 0;
  return (
    <section>
      <h2>{say("show.changes")}</h2>
      <div class="tools">
        <label>
          {say("show.changesIn")}{" "}
          <select
            value={days ? String(days) : ""}
            onChange={(event) => change({ changes: event.currentTarget.value || null })}
          >
            <option value="">{say("show.changesOff")}</option>
            {WINDOWS.map((each) => (
              <option key={each} value={String(each)}>
                {say("show.days", { count: each })}
              </option>
            ))}
          </select>
        </label>
      </div>
      {days > 0 && <Found id={entity.id} by={by} days={days} now={now} />}
    </section>
  );
}

interface FoundProps {
  readonly id: string;
  readonly by: string;
  readonly days: number;
  readonly now: string;
}

function Found({ id, by, days, now }: FoundProps) {
  const since = new Date(Date.parse(now) - days * 86_400_000).toISOString().slice(0, 10);
  // A week is what the service looks back by itself.
  const asked = days === WINDOWS[0] ? undefined : since;
  const path = query("ask/changes", { [by]: id, since: asked, limit: 100, as_of: day() });
  const answer = useAnswer<Answer>({ path });
  const found = answer.value;
  return (
    <>
      <Waiting answer={answer} />
      {found && (
        <>
          <p>{found.summary}</p>
          <Table
            caption={say("show.changes")}
            titled
            columns={[
              say("show.col.what"),
              say("show.col.deed"),
              say("show.col.day"),
              say("show.col.effect"),
            ]}
            rows={found.lines.map((line) => [
              { value: line.sentence },
              { value: line.deed },
              { value: line.day ?? line.known_on },
              { value: line.effect },
            ])}
            file="changes"
          />
          <Remarks notes={found.notes} />
        </>
      )}
    </>
  );
}
