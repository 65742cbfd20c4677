/** The start: from a question to its page, from a name to its record. */

import type { ComponentChildren } from "preact";
import { useAnswer } from "../app/answer";
import { query, type Schemas } from "../app/api";
import { go, linkTo } from "../app/history";
import { pin, pinned, recent } from "../app/memory";
import type { PageProps } from "../app/pages";
import { useQuestions } from "../app/questions";
import { say, type TextKey } from "../app/texts";
import { ActorLink } from "../parts/actor";
import { Finder, type Found } from "../parts/finder";
import { Waiting } from "../parts/notes";

interface Task {
  readonly title: TextKey;
  readonly open: (found: Found) => void;
}

const TASKS: readonly Task[] = [
  { title: "start.reach", open: ({ id }) => go("routes", { to: [id] }) },
  { title: "start.assign", open: ({ id }) => go("coalition", { to: [id] }) },
  { title: "start.pass", open: ({ id }) => go("vote", { body: [id] }) },
  { title: "start.around", open: ({ id }) => go("map", { of: [id] }) },
];

export default function Start(_: PageProps) {
  const questions = useQuestions();
  const health = useAnswer<Schemas["Health"]>({ path: "health" });
  const asked = (text: string): Found[] =>
    questions
      .filter((one) => `${one.name} ${one.title}`.toLowerCase().includes(text.toLowerCase()))
      .slice(0, 6)
      .map((one) => ({ id: `question:${one.name}`, name: one.title }));
  const open = ({ id }: Found) =>
    id.startsWith("question:")
      ? go("questions", { name: [id.slice("question:".length)] })
      : go("show", { id: [id] });
  return (
    <div class="start">
      <h1>{say("start.title")}</h1>
      <Finder label={say("search.label")} take={open} more={asked} />
      <h2>{say("start.tasks")}</h2>
      <div class="tasks">
        {TASKS.map((task) => (
          <section key={task.title} class="card">
            <h3>{say(task.title)}</h3>
            <Finder label={say(task.title)} take={task.open} />
          </section>
        ))}
      </div>
      <Files />
      <Known title={say("start.pinned")} ids={pinned()} />
      <Known title={say("start.recent")} ids={recent()} />
      {health.value && (
        <p>
          {say("start.loaded", {
            statements: health.value.statements,
            sources: health.value.sources,
            level: health.value.level,
          })}
        </p>
      )}
      <Waiting answer={health} />
    </div>
  );
}

/** Files that have (shadow) rapporteurs: where most of the work begins. */
function Files() {
  const files = useAnswer<Schemas["ActorOut"][]>({
    path: query("entities", { classification: "Procedure", limit: 12 }),
  });
  if (!files.value?.length) return null;
  return (
    <section>
      <h2>{say("start.files")}</h2>
      <ul>
        {files.value.map((file) => (
          <li key={file.id}>
            <ActorLink actor={file} />{" "}
            <a href={linkTo("routes", { to: [file.id] })}>{say("page.routes")}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Known({ title, ids }: { title: string; ids: readonly string[] }): ComponentChildren {
  if (!ids.length) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {ids.map((id) => (
          <Named key={id} id={id} />
        ))}
      </ul>
    </section>
  );
}

function Named({ id }: { id: string }) {
  const found = useAnswer<Schemas["EntityOut"]>({ path: `entities/${encodeURIComponent(id)}` });
  if (!found.value) return null;
  const { kind, name, invented, classifications } = found.value;
  const actor = { id, kind, name, invented, classification: classifications[0] ?? null };
  const isPinned = pinned().includes(id);
  const toggle = () => {
    pin(id, !isPinned);
    go("start", { seen: [String(Date.now())] });
  };
  return (
    <li>
      <ActorLink actor={actor} />{" "}
      <button type="button" onClick={toggle}>
        {say(isPinned ? "start.unpin" : "start.pin")}
      </button>
    </li>
  );
}
