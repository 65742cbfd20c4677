/** The start: from a question to its page, from a name to its record. */

import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { go } from "../../app/history";
import { fits } from "../../app/matching";
import type { PageProps } from "../../app/pages";
import { useQuestions } from "../../app/questions";
import { say } from "../../app/texts";
import { Finder, type Found } from "../../parts/finder";
import { Files } from "./files";
import { Known } from "./known";
import { Tasks } from "./tasks";

const QUESTION = "question:";

export default function Start(_: PageProps) {
  const questions = useQuestions();
  const health = useAnswer<Schemas["Health"]>({ path: "health" });
  const asked = (text: string): Found[] =>
    questions
      .filter((one) => fits(`${one.name} ${one.title}`, text))
      .slice(0, 6)
      .map((one) => ({ id: `${QUESTION}${one.name}`, name: one.title }));
  const open = ({ id }: Found) =>
    id.startsWith(QUESTION)
      ? go("questions", { name: [id.slice(QUESTION.length)] })
      : go("show", { id: [id] });
  const isEmpty = health.value?.statements === 0;
  return (
    <div class="start">
      <h1>{say("start.title")}</h1>
      <p>{say("start.what")}</p>
      <div class="first">
        <Finder label={say("start.find")} take={open} more={asked} />
      </div>
      {isEmpty ? (
        <NothingLoaded />
      ) : (
        <>
          <Tasks count={questions.length} />
          <div class="halves">
            <Files />
            <Known />
          </div>
        </>
      )}
      {health.value && !isEmpty && (
        <p class="loaded">
          {say("start.loaded", {
            statements: health.value.statements.toLocaleString("en"),
            sources: health.value.sources,
            level: health.value.level,
          })}
        </p>
      )}
    </div>
  );
}

function NothingLoaded() {
  return (
    <section class="card">
      <h2>{say("start.empty")}</h2>
      <p>{say("start.emptyTry")}</p>
      <pre>corridors demo</pre>
      <p>{say("start.emptyOwn")}</p>
      <pre>corridors load contacts --from our-contacts.csv</pre>
      <p>{say("start.emptyAfter")}</p>
    </section>
  );
}
