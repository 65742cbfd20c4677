/** Saved questions: kept by name on the server, at the level of whoever saved them. */

import { useState } from "preact/hooks";
import { forget, told, useAnswer } from "../../app/answer";
import { day, query, type Schemas, send } from "../../app/api";
import { go, linkTo } from "../../app/history";
import { type Question, useQuestions } from "../../app/questions";
import { say } from "../../app/texts";
import { Waiting } from "../../parts/notes";
import { AnswerTables } from "./answer";
import { addressOf, savedParameters, textsOf, type Values } from "./asking";

type Saved = Schemas["SavedOut"];

const pathOf = (name: string): string => `saved/${encodeURIComponent(name)}`;

export function SavedList() {
  const saved = useAnswer<Saved[]>({ path: "saved" });
  return (
    <section class="saved">
      <h2>{say("questions.saved")}</h2>
      <Waiting answer={saved} />
      {saved.value?.length === 0 && <p>{say("questions.savedNone")}</p>}
      <ul>
        {saved.value?.map((one) => (
          <li key={one.name}>
            <a href={linkTo("questions", { saved: [one.name] })}>{one.name}</a>{" "}
            <small>{one.question}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The answer of a saved question, asked again. */
export function SavedAnswer({ name }: { name: string }) {
  const path = query(`${pathOf(name)}/tables`, { as_of: day() });
  const answer = useAnswer<Schemas["TablesOut"]>({ path });
  const listed = useAnswer<Saved[]>({ path: "saved" });
  const question = useQuestions().find((one) => one.name === answer.value?.question);
  const own = listed.value?.find((one) => one.name === name);
  return (
    <>
      <p>
        <a href={linkTo("questions")}>{say("questions.all")}</a>
      </p>
      <h1>{name}</h1>
      <Waiting answer={answer} />
      {question && own && (
        <p>
          <a href={linkTo("questions", addressOf(question, textsOf(own.parameters)))}>
            {say("questions.edit")}
          </a>
        </p>
      )}
      {answer.value && <AnswerTables answer={answer.value} />}
      <Forget name={name} />
    </>
  );
}

function Forget({ name }: { name: string }) {
  const [sure, setSure] = useState(false);
  const [problem, tell] = useState("");
  const drop = () => {
    if (!sure) {
      setSure(true);
      return;
    }
    send({ path: pathOf(name), method: "DELETE" }).then(
      () => {
        go("questions");
        forget();
      },
      (error: unknown) => tell(told(error).detail),
    );
  };
  return (
    <p class="tools">
      <button type="button" onClick={drop}>
        {sure ? say("questions.forgetSure", { name }) : say("questions.forget")}
      </button>
      <span role="alert">{problem}</span>
    </p>
  );
}

/** Keep a question under a name. */
export function SaveForm({ question, values }: { question: Question; values: Values }) {
  const [said, tell] = useState("");
  const keep = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const name = String(form.get("saved") ?? "").trim();
    if (!name) return;
    const body = { question: question.name, parameters: savedParameters(question, values) };
    send({ path: pathOf(name), method: "PUT", body }).then(
      () => {
        tell(say("questions.saveDone", { name }));
        forget();
      },
      (error: unknown) => tell(told(error).detail),
    );
  };
  return (
    <details class="save">
      <summary>{say("questions.save")}</summary>
      <form class="tools" onSubmit={keep}>
        <label>
          {say("questions.saveAs")}{" "}
          <input name="saved" type="text" required maxLength={100} autocomplete="off" />
        </label>
        <button type="submit">{say("questions.save")}</button>
      </form>
      <p role="status">{said}</p>
    </details>
  );
}
