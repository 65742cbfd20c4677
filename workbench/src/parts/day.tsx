/** A day, written as 2026-03-04 whatever the browser's country; empty means a word of its own. */

import { useEffect, useState } from "preact/hooks";
import { isDay } from "../app/days";
import { say } from "../app/texts";

export interface DayFieldProps {
  readonly label: string;
  readonly value: string;
  /** Given an ISO day, or nothing. */
  readonly take: (day: string) => void;
  /** What an empty field means, such as "today". */
  readonly empty: string;
  readonly required?: boolean;
}

export function DayField({ label, value, take, empty, required = false }: DayFieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const wrong = text.trim() !== "" && !isDay(text.trim());
  const done = () => {
    if (!wrong && text.trim() !== value) take(text.trim());
  };
  return (
    <label class="day">
      {label}{" "}
      <input
        type="text"
        inputMode="numeric"
        autocomplete="off"
        size={11}
        maxLength={10}
        placeholder={empty}
        required={required}
        pattern="\d{4}-\d{2}-\d{2}"
        title={say("day.form")}
        aria-invalid={wrong}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={done}
        onKeyDown={(event) => event.key === "Enter" && done()}
      />
      {wrong && <span class="wrong">{say("day.form")}</span>}
    </label>
  );
}
