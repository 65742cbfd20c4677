/** Choosing from what is known: one of a list, several of it, or two that belong together. */

import { useState } from "preact/hooks";
import { say } from "../app/texts";
import { Chip } from "./chips";
import { Tick } from "./tick";

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface PickProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly set: (value: string) => void;
  /** What an empty choice means, if it may be empty. */
  readonly empty?: string;
}

export function Pick({ label, options, value, set, empty }: PickProps) {
  return (
    <label>
      {label}{" "}
      <select value={value} onChange={(event) => set(event.currentTarget.value)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ManyProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly values: readonly string[];
  readonly put: (values: readonly string[]) => void;
}

/** Several of a short list: a box each. */
export function Boxes({ label, options, values, put }: ManyProps) {
  if (!options.length) return null;
  return (
    <fieldset>
      <legend>{label}</legend>
      {options.map(({ value, label: word }) => (
        <Tick
          key={value}
          label={word}
          on={values.includes(value)}
          set={(on) => put(on ? [...values, value] : values.filter((other) => other !== value))}
        />
      ))}
    </fieldset>
  );
}

/** Several of a long list: each is added from a menu and stands as a chip. */
export function Menu({ label, options, values, put }: ManyProps) {
  const word = (value: string) => options.find((one) => one.value === value)?.label ?? value;
  return (
    <div class="menu">
      <Pick
        label={label}
        options={options.filter((one) => !values.includes(one.value))}
        value=""
        empty={say("conditions.choose")}
        set={(value) => value && put([...values, value])}
      />
      {values.length > 0 && (
        <ul class="chiplist" aria-label={label}>
          {values.map((value) => (
            <Chip
              key={value}
              label={word(value)}
              lift={() => put(values.filter((one) => one !== value))}
            >
              <span class="name">{word(value)}</span>
            </Chip>
          ))}
        </ul>
      )}
    </div>
  );
}

interface PairProps {
  readonly left: Readonly<{ label: string; options: readonly Option[] }>;
  readonly right: Readonly<{ label: string; options: readonly Option[] }>;
  readonly add: (left: string, right: string) => void;
}

/** Two choices that make one condition; nobody is paired with themselves. */
export function Pair({ left, right, add }: PairProps) {
  const [one, setOne] = useState("");
  const [other, setOther] = useState("");
  const ready = one !== "" && other !== "";
  return (
    <div class="conditions">
      <Pick {...left} value={one} set={setOne} empty={say("conditions.choose")} />
      <Pick
        {...right}
        options={right.options.filter((each) => each.value !== one)}
        value={other === one ? "" : other}
        set={setOther}
        empty={say("conditions.choose")}
      />
      <button
        type="button"
        disabled={!ready || one === other}
        aria-label={say("conditions.addOf", { left: left.label, right: right.label })}
        onClick={() => {
          add(one, other);
          setOne("");
          setOther("");
        }}
      >
        {say("conditions.add")}
      </button>
    </div>
  );
}
