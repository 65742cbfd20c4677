/** A question's form: what is needed first, the rest on demand. Sending it is one step of history. */

import { useEffect, useRef, useState } from "preact/hooks";
import { go } from "../../app/history";
import type { Question } from "../../app/questions";
import { say } from "../../app/texts";
import { addressOf, missing, type Parameter, textsOf, type Values } from "./asking";
import { Field } from "./fields";

/** So many fields stand open; the others wait behind a word. */
const OPEN = 4;

export function QuestionForm({ question, given }: { question: Question; given: Values }) {
  const [values, setValues] = useState<Values>(given);
  const [lacking, setLacking] = useState<readonly string[]>([]);
  const typed = useRef<Record<string, string>>({});
  const there = JSON.stringify([question.name, given]);
  useEffect(() => {
    setValues(given);
    setLacking([]);
    typed.current = {};
  }, [there]);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const all = withTyped(question, values, typed.current);
    const names = missing(question, all);
    setLacking(names);
    if (names.length) return;
    setValues(all);
    go("questions", addressOf(question, all));
  };
  const field = (one: Parameter) => (
    <Field
      key={`${question.name}-${one.name}`}
      one={one}
      values={values[one.name] ?? []}
      put={(next) => {
        delete typed.current[one.name];
        setValues((old) => ({ ...old, [one.name]: next }));
      }}
      typing={(text) => {
        typed.current[one.name] = text;
      }}
    />
  );
  const ordered = [...question.parameters].sort((a, b) => Number(b.required) - Number(a.required));
  const needed = ordered.filter((one) => one.required).length;
  const open = Math.max(OPEN, needed);
  const [first, rest] = [ordered.slice(0, open), ordered.slice(open)];
  return (
    <form class="question" onSubmit={send}>
      <div class="fields">{first.map(field)}</div>
      {rest.length > 0 && (
        <details open={rest.some((one) => given[one.name])}>
          <summary>{say("questions.more", { count: rest.length })}</summary>
          <div class="fields">{rest.map(field)}</div>
        </details>
      )}
      <p class="tools">
        <button type="submit">{say("questions.ask")}</button>
        {Object.keys(question.example).length > 0 && (
          <button
            type="button"
            onClick={() => go("questions", addressOf(question, textsOf(question.example)))}
          >
            {say("questions.example")}
          </button>
        )}
        {Object.keys(given).length > 0 && (
          <button type="button" onClick={() => go("questions", { name: [question.name] })}>
            {say("questions.clear")}
          </button>
        )}
      </p>
      <p role="alert">
        {lacking.length > 0 && say("questions.missing", { names: lacking.join(", ") })}
      </p>
    </form>
  );
}

/** What stands in a field when the form is sent counts, though nobody pressed Enter in it. */
function withTyped(question: Question, values: Values, typed: Record<string, string>): Values {
  const made: Record<string, readonly string[]> = { ...values };
  for (const one of question.parameters) {
    const text = typed[one.name]?.trim();
    if (one.kind !== "text" || !text) continue;
    made[one.name] = one.many ? [...(values[one.name] ?? []), text] : [text];
  }
  return made;
}
