/** Fields for the parameters that stand in the query, made as they are typed. */

import { say } from "../../app/texts";
import { DayField } from "../../parts/day";
import { Names } from "../../parts/names";
import type { Given, Kind } from "./asking";

const KINDS: readonly Kind[] = ["text", "day", "json"];

interface GivenFieldsProps {
  readonly given: readonly Given[];
  readonly put: (one: Given) => void;
}

export function GivenFields({ given, put }: GivenFieldsProps) {
  if (!given.length) return null;
  return (
    <fieldset class="given">
      <legend>{say("cypher.parameters")}</legend>
      {given.map((one) => (
        <div key={one.name} class="field">
          <Value one={one} put={(text) => put({ ...one, text })} />
          <select
            aria-label={say("cypher.kind", { name: one.name })}
            value={one.kind}
            onChange={(event) =>
              put({ ...one, kind: event.currentTarget.value as Kind, text: "" })
            }
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {say(`cypher.kind.${kind}`)}
              </option>
            ))}
          </select>
        </div>
      ))}
    </fieldset>
  );
}

function Value({ one, put }: { one: Given; put: (text: string) => void }) {
  const label = `$${one.name}`;
  if (one.kind === "day") {
    return <DayField label={label} value={one.text} take={put} empty={say("app.today")} />;
  }
  if (one.kind === "json") {
    return (
      <label>
        {label}{" "}
        <input
          type="text"
          value={one.text}
          spellcheck={false}
          autocomplete="off"
          onInput={(event) => put(event.currentTarget.value)}
        />
      </label>
    );
  }
  return (
    <Names
      label={label}
      values={one.text ? [one.text] : []}
      put={(values) => put(values[0] ?? "")}
      many={false}
      heard={() => {}}
    />
  );
}
