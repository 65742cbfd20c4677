/** All named questions by topic, with a field that narrows the list while one types. */

import { amend, linkTo } from "../../app/history";
import { fits } from "../../app/matching";
import { type Question, useQuestions } from "../../app/questions";
import { say, type TextKey } from "../../app/texts";
import { SavedList } from "./saved";

export function QuestionList({ wanted }: { wanted: string }) {
  const questions = useQuestions();
  const found = questions.filter((one) => fits(`${one.name} ${one.title}`, wanted));
  return (
    <>
      <h1>{say("questions.title")}</h1>
      <label class="find">
        {say("questions.find")}{" "}
        <input
          type="search"
          value={wanted}
          placeholder={say("questions.findHint")}
          onInput={(event) => amend({ q: event.currentTarget.value || null })}
        />
      </label>
      <p role="status">
        {questions.length > 0 &&
          (found.length
            ? say("questions.count", { count: found.length, all: questions.length })
            : say("questions.none"))}
      </p>
      <div class="topics">
        {topics(found).map(([topic, listed]) => (
          <section key={topic} class="card">
            <h2>{titleOf(topic)}</h2>
            <ul>
              {listed.map((one) => (
                <li key={one.name}>
                  <a href={linkTo("questions", { name: [one.name] })}>{one.title}</a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <SavedList />
    </>
  );
}

/** Questions of one topic together, topics in the order in which the service names them. */
function topics(questions: readonly Question[]): [string, Question[]][] {
  const made = new Map<string, Question[]>();
  for (const one of questions) made.set(one.topic, [...(made.get(one.topic) ?? []), one]);
  return [...made];
}

const TITLES: Readonly<Record<string, TextKey>> = {
  changes: "questions.topic.changes",
  coalition: "questions.topic.coalition",
  council: "questions.topic.council",
  deadlines: "questions.topic.deadlines",
  measures: "questions.topic.measures",
  positions: "questions.topic.positions",
  review: "questions.topic.review",
  routes: "questions.topic.routes",
  time: "questions.topic.time",
  named: "questions.topic.named",
};

/** The parts of the office's work are named by the service itself. */
function titleOf(topic: string): string {
  const key = TITLES[topic];
  return key ? say(key) : topic;
}
