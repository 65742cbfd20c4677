/** Files that have (shadow) rapporteurs: where most of the work begins. */

import { useAnswer } from "../../app/answer";
import { day, query, type Schemas } from "../../app/api";
import { linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { Waiting } from "../../parts/notes";

type File = Schemas["FileOut"];

export function Files() {
  const files = useAnswer<File[]>({ path: query("files", { as_of: day(), limit: 30 }) });
  return (
    <section class="files" aria-label={say("start.files")}>
      <h2>{say("start.files")}</h2>
      <Waiting answer={files} />
      {files.value?.length === 0 && <p>{say("start.filesNone")}</p>}
      <ul>
        {files.value?.map((file) => (
          <Line key={file.actor.id} file={file} />
        ))}
      </ul>
    </section>
  );
}

function Line({ file: { actor, number, rapporteurs } }: { file: File }) {
  return (
    <li>
      <a class="number" href={linkTo("show", { id: [actor.id] })}>
        {number}
      </a>
      <span class="name" title={actor.name}>
        {actor.name}
        {actor.invented && <span class="invented"> ({say("actor.invented")})</span>}
      </span>
      <span class="acts">
        <small>{say("start.filesWho", { count: rapporteurs })}</small>
        <a href={linkTo("routes", { to: [actor.id] })}>{say("start.fileReach")}</a>
        <a href={linkTo("coalition", { to: [actor.id] })}>{say("start.fileAssign")}</a>
      </span>
    </li>
  );
}
