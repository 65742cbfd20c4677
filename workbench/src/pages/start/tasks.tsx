/** The questions that most work begins with: one typed name leads on. */

import { go, linkTo } from "../../app/history";
import { say, type TextKey } from "../../app/texts";
import { Finder, type Found } from "../../parts/finder";

interface Task {
  readonly title: TextKey;
  readonly hint: TextKey;
  readonly kinds: readonly string[];
  readonly open: (found: Found) => void;
}

const TASKS: readonly Task[] = [
  {
    title: "start.reach",
    hint: "start.reachHint",
    kinds: [],
    open: ({ id }) => go("routes", { to: [id] }),
  },
  {
    title: "start.assign",
    hint: "start.assignHint",
    kinds: [],
    open: ({ id }) => go("coalition", { to: [id] }),
  },
  {
    title: "start.pass",
    hint: "start.passHint",
    kinds: ["Organization", "Dossier"],
    open: ({ id, kind }) =>
      go("vote", kind === "Dossier" ? { file: [id], body: ["EP"] } : { body: [id] }),
  },
  {
    title: "start.around",
    hint: "start.aroundHint",
    kinds: [],
    open: ({ id }) => go("map", { of: [id] }),
  },
  {
    title: "start.changed",
    hint: "start.changedHint",
    kinds: [],
    open: ({ id, kind }) =>
      go("questions", { name: ["changes"], ask: ["yes"], [aboutOf(kind)]: [id] }),
  },
];

/** The parameter of "changes" that takes such a thing. */
function aboutOf(kind: string | undefined): string {
  if (kind === "Person") return "person";
  return kind === "Dossier" ? "file" : "body";
}

export function Tasks({ count }: { count: number }) {
  return (
    <section aria-label={say("start.tasks")}>
      <h2>{say("start.tasks")}</h2>
      <div class="tasks">
        {TASKS.map((task) => (
          <div key={task.title} class="card">
            <Finder
              label={say(task.title)}
              placeholder={say(task.hint)}
              kinds={task.kinds}
              take={task.open}
            />
          </div>
        ))}
      </div>
      <p class="more">
        <a href={linkTo("questions", { name: ["changes"], ask: ["yes"] })}>
          {say("start.changedAll")}
        </a>
        <a href={linkTo("questions", { name: ["deadlines"], ask: ["yes"] })}>
          {say("start.deadlines")}
        </a>
        <a href={linkTo("show")}>{say("start.centres")}</a>
        <a href={linkTo("questions")}>{say("start.everything", { count })}</a>
      </p>
    </section>
  );
}
