/** Fields of a question's form, each made from the description of its parameter. */

import { useId } from "preact/hooks";
import { say } from "../../app/texts";
import { DayField } from "../../parts/day";
import { Names } from "../../parts/names";
import type { Parameter } from "./asking";

export interface FieldProps {
  readonly one: Parameter;
  readonly values: readonly string[];
  readonly put: (values: readonly string[]) => void;
  readonly typing: (text: string) => void;
}

export function Field(props: FieldProps) {
  const hint = useId();
  return (
    <div class="field">
      <Entry {...props} />
      <small id={hint}>{props.one.text}</small>
    </div>
  );
}

function Entry({ one, values, put, typing }: FieldProps) {
  const label = one.required ? `${one.label} (${say("questions.required")})` : one.label;
  switch (one.kind) {
    case "text":
      if (MOMENTS.has(one.name)) return <MomentField label={label} values={values} put={put} />;
      return <Names label={label} values={values} put={put} many={one.many} heard={typing} />;
    case "day":
      return (
        <DayField
          label={label}
          value={values[0] ?? ""}
          take={(day) => put(day ? [day] : [])}
          empty={one.required ? "2026-03-04" : say("questions.notSaid")}
          required={one.required}
        />
      );
    case "whole":
    case "number":
      return <NumberField one={one} label={label} value={values[0] ?? ""} put={put} />;
    case "flag":
      return <Flag one={one} label={label} value={values[0]} put={put} />;
    case "choice":
      return <Choice one={one} label={label} values={values} put={put} />;
  }
}

/** Parameters that take a day or a moment as a text. */
const MOMENTS = new Set(["since", "known_at", "then_known_at"]);

type MomentProps = Pick<FieldProps, "values" | "put"> & { readonly label: string };

function MomentField({ label, values, put }: MomentProps) {
  return (
    <label>
      {label}{" "}
      <input
        type="text"
        placeholder="2026-03-04"
        value={values[0] ?? ""}
        onInput={(event) => put(event.currentTarget.value ? [event.currentTarget.value] : [])}
      />
    </label>
  );
}

interface PlainProps {
  readonly one: Parameter;
  readonly label: string;
  readonly put: (values: readonly string[]) => void;
}

function NumberField({ one, label, value, put }: PlainProps & { value: string }) {
  return (
    <label>
      {label}{" "}
      <input
        type="number"
        step={one.kind === "whole" ? 1 : "any"}
        min={one.least ?? undefined}
        max={one.most ?? undefined}
        required={one.required}
        placeholder={one.default === null ? say("questions.notSaid") : String(one.default)}
        value={value}
        onInput={(event) => put([event.currentTarget.value])}
      />
    </label>
  );
}

function Flag({ one, label, value, put }: PlainProps & { value: string | undefined }) {
  return (
    <label>
      {label}{" "}
      <select
        value={value ?? (one.default === null ? "" : String(one.default))}
        onChange={(event) => put(event.currentTarget.value ? [event.currentTarget.value] : [])}
      >
        {one.default === null && <option value="">{say("questions.notSaid")}</option>}
        <option value="true">{say("questions.yes")}</option>
        <option value="false">{say("questions.no")}</option>
      </select>
    </label>
  );
}

function Choice({ one, label, values, put }: PlainProps & { values: readonly string[] }) {
  if (!one.many) {
    const otherwise = one.default === null ? "" : String(one.default);
    return (
      <label>
        {label}{" "}
        <select
          value={values[0] ?? otherwise}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            put(chosen && chosen !== otherwise ? [chosen] : []);
          }}
        >
          {!otherwise && <option value="">{say("questions.notSaid")}</option>}
          {one.choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      </label>
    );
  }
  const toggle = (choice: string, yes: boolean) =>
    put(one.choices.filter((each) => (each === choice ? yes : values.includes(each))));
  return (
    <fieldset>
      <legend>{label}</legend>
      {one.choices.map((choice) => (
        <label key={choice} class="tick">
          <input
            type="checkbox"
            checked={values.includes(choice)}
            onChange={(event) => toggle(choice, event.currentTarget.checked)}
          />{" "}
          {choice}
        </label>
      ))}
    </fieldset>
  );
}
