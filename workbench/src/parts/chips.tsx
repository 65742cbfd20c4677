/** Names that stand in the address, each of which can be taken away, and a field for more. */

import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { Finder } from "../../parts/finder";

/** The name of an identifier, or what was typed. */
export function Named({ id }: { id: string }) {
  const found = useAnswer<Schemas["EntityOut"]>({ path: `entities/${encodeURIComponent(id)}` });
  const { value, asking } = found;
  return <span class="name">{value && !asking ? value.name : id}</span>;
}

export interface ChipsProps {
  readonly label: string;
  readonly name: string;
  readonly values: readonly string[];
  /** What stands there where nothing is chosen. */
  readonly nothing?: string;
}

export function Chips({ label, name, values, nothing = "" }: ChipsProps) {
  return (
    <div class="picked">
      {values.length > 0 ? (
        <ul aria-label={label}>
          {values.map((id) => (
            <Chip
              key={id}
              lift={() => change({ [name]: values.filter((one) => one !== id) })}
              label={id}
            >
              <Named id={id} />
            </Chip>
          ))}
        </ul>
      ) : null}
      <Finder
        label={nothing && !values.length ? `${label} (${nothing})` : label}
        take={({ id }) => change({ [name]: [...values.filter((one) => one !== id), id] })}
      />
    </div>
  );
}

export interface ChipProps {
  readonly lift: () => void;
  readonly label: string;
  readonly children: preact.ComponentChildren;
}

export function Chip({ lift, label, children }: ChipProps) {
  return (
    <li class="pick">
      {children}{" "}
      <button type="button" onClick={lift} aria-label={say("routes.remove", { name: label })}>
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}
