/** Names of people, bodies or files, or plain words: each stands as a chip that can be taken away. */

import { useState } from "preact/hooks";
import { useAnswer } from "../app/answer";
import type { Schemas } from "../app/api";
import { say } from "../app/texts";
import { Finder } from "./finder";

export interface NamesProps {
  readonly label: string;
  readonly values: readonly string[];
  readonly put: (values: readonly string[]) => void;
  /** Whether there may be several. */
  readonly many: boolean;
  /** Told what is typed and not yet taken, so that sending the form takes it too. */
  readonly heard: (text: string) => void;
}

export function Names({ label, values, put, many, heard }: NamesProps) {
  const [round, again] = useState(0);
  const take = (text: string) => {
    put(many ? [...values.filter((one) => one !== text), text] : [text]);
    again((old) => old + 1);
  };
  return (
    <div class="names">
      {(many || !values.length) && (
        <Finder
          key={many ? "many" : round}
          label={label}
          take={({ id }) => take(id)}
          free
          placeholder={say("names.placeholder")}
          heard={heard}
        />
      )}
      {!many && values.length > 0 && <span class="label">{label}</span>}
      {values.length > 0 && (
        <ul class="chips">
          {values.map((value) => (
            <li key={value}>
              <Written value={value} />
              <button
                type="button"
                aria-label={say("names.remove", { name: value })}
                onClick={() => put(values.filter((one) => one !== value))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const IDENTIFIER = /^[a-z][a-z0-9-]*:\S+$/;

/** An identifier is shown by its name; anything else as it was typed. */
function Written({ value }: { value: string }) {
  const asked = IDENTIFIER.test(value) ? { path: `entities/${encodeURIComponent(value)}` } : null;
  const found = useAnswer<Schemas["EntityOut"]>(asked);
  return (
    <span class="name" title={value}>
      {found.value?.name ?? value}
    </span>
  );
}
