/** Names that stand in the address, each of which can be taken away, and a field for more. */

import type { ComponentChildren } from "preact";
import { useAnswer } from "../app/answer";
import type { Schemas } from "../app/api";
import { change } from "../app/history";
import { say } from "../app/texts";
import { called } from "./called";
import { Finder } from "./finder";

/** The name of an identifier, as whoever looks may see it, or what was typed; none: nothing. */
export function useName(id: string | null): string {
  const asked = id ? { path: `entities/${encodeURIComponent(id)}?ties=0` } : null;
  const { value, asking } = useAnswer<Schemas["EntityOut"]>(asked);
  return value && !asking ? called(value) : (id ?? "");
}

export function Named({ id }: { id: string }) {
  return <span class="name">{useName(id)}</span>;
}

export interface ChipsProps {
  readonly label: string;
  /** The parameter of the address that holds the names. */
  readonly name: string;
  readonly values: readonly string[];
  /** What stands there where nothing is chosen. */
  readonly nothing?: string;
  readonly kinds?: readonly string[];
}

export function Chips({ label, name, values, nothing = "", kinds = [] }: ChipsProps) {
  return (
    <div class="picked">
      {values.length > 0 && (
        <ul aria-label={label}>
          {values.map((id) => (
            <NamedChip
              key={id}
              id={id}
              lift={() => change({ [name]: values.filter((one) => one !== id) })}
            />
          ))}
        </ul>
      )}
      <Finder
        label={nothing && !values.length ? `${label} (${nothing})` : label}
        kinds={kinds}
        take={({ id }) => change({ [name]: [...values.filter((one) => one !== id), id] })}
      />
    </div>
  );
}

function NamedChip({ id, lift }: { id: string; lift: () => void }) {
  const name = useName(id);
  return (
    <Chip label={name} lift={lift}>
      <span class="name">{name}</span>
    </Chip>
  );
}

export interface ChipProps {
  readonly lift: () => void;
  readonly label: string;
  readonly children: ComponentChildren;
}

export function Chip({ lift, label, children }: ChipProps) {
  return (
    <li class="pick">
      {children}{" "}
      <button type="button" onClick={lift} aria-label={say("names.remove", { name: label })}>
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}
