/** Named questions: all of them by topic, one as a form with its answer, or a saved one's answer. */

import { one as first, flag, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import { day, query, type Schemas } from "../../app/api";
import { linkTo } from "../../app/history";
import type { PageProps } from "../../app/pages";
import { type Question, useQuestions } from "../../app/questions";
import { say } from "../../app/texts";
import { Waiting } from "../../parts/notes";
import { AnswerTables } from "./answer";
import { missing, tablesPath, valuesOf } from "./asking";
import { QuestionForm } from "./form";
import { QuestionList } from "./list";
import { SavedAnswer, SaveForm } from "./saved";

export default function QuestionsPage({ params }: PageProps) {
  const saved = first(params, "saved");
  const name = first(params, "name");
  if (saved) return <SavedAnswer key={saved} name={saved} />;
  if (!name) return <QuestionList wanted={first(params, "q")} />;
  return <Named key={name} name={name} params={params} />;
}

function Named({ name, params }: { name: string; params: Params }) {
  const questions = useQuestions();
  const question = questions.find((one) => one.name === name);
  return (
    <>
      <p>
        <a href={linkTo("questions")}>{say("questions.all")}</a>
      </p>
      {question ? (
        <Asked question={question} params={params} />
      ) : (
        <h1>{questions.length ? say("questions.unknown", { name }) : name}</h1>
      )}
    </>
  );
}

function Asked({ question, params }: { question: Question; params: Params }) {
  const values = valuesOf(question, params);
  const complete = missing(question, values).length === 0;
  const wanted = complete && (flag(params, "ask") || Object.keys(values).length > 0);
  const path = tablesPath(question, values, day());
  const answer = useAnswer<Schemas["TablesOut"]>(wanted ? { path } : null);
  const given = { ...values, as_of: day() };
  return (
    <>
      <h1>{question.title}</h1>
      <QuestionForm question={question} given={values} />
      <Waiting answer={answer} />
      {wanted && answer.value && answer.value.question === question.name && (
        <AnswerTables answer={answer.value}>
          <a href={query(`questions/${question.name}`, given)}>{say("questions.form")}</a>
          <a href={query(`ask/${question.name}`, given)}>{say("questions.json")}</a>
          {question.group === "named" && (
            <a href={linkTo("cypher", { named: [question.name] })}>{say("questions.cypher")}</a>
          )}
        </AnswerTables>
      )}
      {wanted && <SaveForm question={question} values={values} />}
    </>
  );
}
