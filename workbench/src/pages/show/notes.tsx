/** Notes by level: those that the asker may see, and a new one with the level that may see it. */

import { useState } from "preact/hooks";
import { forget, told, useAnswer } from "../../app/answer";
import { query, type Refused, type Schemas, send } from "../../app/api";
import { say } from "../../app/texts";
import { Waiting } from "../../parts/notes";
import { Evidence } from "./evidence";

type Note = Schemas["NoteOut"];

const LEVELS = ["public", "network", "office", "protected"] as const;

export function Notes({ id }: { id: string }) {
  const notes = useAnswer<Note[]>({ path: query("notes", { about: id }) });
  const health = useAnswer<Schemas["Health"]>({ path: "health" });
  const own = (LEVELS as readonly string[]).indexOf(health.value?.level ?? "");
  return (
    <section class="notes">
      <h2>{say("show.notes")}</h2>
      <Waiting answer={notes} />
      {notes.value?.length === 0 && <p>{say("show.noNotes")}</p>}
      <ul>
        {notes.value?.map((note) => (
          <li key={note.text}>
            <span class="level">{note.level}</span> {note.text} <Evidence pieces={note.evidence} />
          </li>
        ))}
      </ul>
      {own >= 0 && <Write key={own} id={id} levels={LEVELS.slice(0, own + 1)} />}
    </section>
  );
}

function Write({ id, levels }: { id: string; levels: readonly string[] }) {
  const [text, setText] = useState("");
  const [level, setLevel] = useState(levels.includes("office") ? "office" : (levels.at(-1) ?? ""));
  const [problem, setProblem] = useState<Refused | null>(null);
  const [done, setDone] = useState("");
  const write = async (event: SubmitEvent) => {
    event.preventDefault();
    setProblem(null);
    setDone("");
    try {
      await send({ path: "notes", method: "POST", body: { about: id, text, level } });
      setText("");
      setDone(say("show.noteKept", { level }));
      forget();
    } catch (error) {
      setProblem(told(error));
    }
  };
  return (
    <form onSubmit={(event) => void write(event)}>
      <label>
        {say("show.newNote")}
        <textarea
          value={text}
          maxLength={2000}
          required
          rows={2}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div class="tools">
        <label>
          {say("show.noteLevel")}{" "}
          <select value={level} onChange={(event) => setLevel(event.currentTarget.value)}>
            {levels.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{say("show.writeNote")}</button>
      </div>
      <p>
        <small>{say("show.noteRule")}</small>
      </p>
      <div role="status">
        {problem && (
          <p class="problem">
            <strong>{problem.title}.</strong> {problem.detail}
          </p>
        )}
        {done && <p>{done}</p>}
      </div>
    </form>
  );
}
