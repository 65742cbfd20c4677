/** The console for analysts: a query, its parameters, its answer as rows or drawn. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { all, one as first, flag, whole } from "../../app/address";
import { type Answer, useAnswer } from "../../app/answer";
import { useCommands } from "../../app/command";
import { change, go } from "../../app/history";
import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";
import { useToday } from "../../app/today";
import { Waiting } from "../../parts/notes";
import { bodyOf, type Given, givenFor, placeIn, readGiven, writeGiven } from "./asking";
import type { Words } from "./completion";
import { type Editor, mount } from "./editor";
import { GivenFields } from "./given";
import { type Drawn, type Plan, Result, type View } from "./result";
import { NamedTexts, OwnQueries, WordList } from "./side";

const EXAMPLE = "MATCH (m:MEP)-[r:RAPPORTEUR_FOR]->(d:Dossier) RETURN m, r, d LIMIT 25";
const VIEWS: readonly View[] = ["table", "graph", "plan"];
const LIMITS = [100, 1_000, 10_000] as const;

export default function CypherPage({ params }: PageProps) {
  const asked = first(params, "q");
  const now = useToday();
  const today = now ?? "";
  const sent = useMemo(() => all(params, "p").flatMap((each) => readGiven(each) ?? []), [params]);
  const limit = whole(params, "limit", 1_000);
  const view = VIEWS.find((each) => each === first(params, "view")) ?? "table";
  const [text, setText] = useState(asked);
  const [known, setKnown] = useState<readonly Given[]>(sent);
  const [stopped, stop] = useState("");
  const state = JSON.stringify([asked, sent, limit, view]);
  useEffect(() => {
    setText(asked);
    setKnown(sent);
  }, [JSON.stringify([asked, sent])]);
  const words = useAnswer<Words>({ path: "cypher/words" });
  const body = bodyOf(asked, givenFor(asked, sent, today), limit);
  const isAsked = asked !== "" && now !== null && !flag(params, "draft") && stopped !== state;
  const ready = isAsked && !("wrong" in body) ? body : null;
  const { limit: _, ...unlimited } = ready ?? { limit };
  const answer = useAnswer<Drawn>(
    ready && view !== "plan" ? { path: "cypher/drawn", method: "POST", body: ready } : null,
  );
  const plan = useAnswer<Plan>(
    ready && view === "plan" ? { path: "cypher/explain", method: "POST", body: unlimited } : null,
  );
  const current: Answer<unknown> = view === "plan" ? plan : answer;
  const given = givenFor(text, known, today);
  const run = () => {
    if (!text.trim()) return;
    stop("");
    const kept = { view: view === "table" ? [] : [view], limit: all(params, "limit") };
    go("cypher", { q: [text], p: given.map(writeGiven), ...kept });
  };
  const refused = current.problem?.detail ?? "";
  const place = refused ? placeIn(refused) : null;
  const editor = useEditor({ asked, text, setText, run, words: words.value, place, refused });
  useCommands(
    useMemo(
      () =>
        VIEWS.map((each) => ({
          name: `${say("cypher.view")}: ${say(`cypher.view.${each}`)}`,
          run: () => change({ view: each === "table" ? null : each }),
        })),
      [],
    ),
  );
  return (
    <div class="cypher">
      <h1>{say("cypher.title")}</h1>
      <div class="console">
        <div class="work">
          <div ref={editor.host} class="editor" />
          <p class="soft">{say("cypher.leave")}</p>
          <GivenFields
            given={given}
            put={(one) =>
              setKnown((old) => [...old.filter((each) => each.name !== one.name), one])
            }
          />
          <div class="tools">
            <button type="button" class="primary" onClick={run}>
              {say("cypher.askKeys")}
            </button>
            <button type="button" disabled={!current.asking} onClick={() => stop(state)}>
              {say("cypher.stop")}
            </button>
            <Choices view={view} limit={limit} />
          </div>
          {"wrong" in body && isAsked && (
            <p class="problem" role="alert">
              {say(body.kind === "json" ? "cypher.jsonWrong" : "cypher.dayWrong", {
                name: `$${body.wrong}`,
              })}
            </p>
          )}
          {stopped === state && <p role="status">{say("cypher.stopped")}</p>}
          <Waiting answer={current} />
          {place && (
            <button type="button" onClick={() => editor.goTo()}>
              {say("cypher.goto", { line: place.line, column: place.column })}
            </button>
          )}
          <Result view={view} answer={answer} plan={plan} params={params} body={ready} />
        </div>
        <aside class="side" aria-label={say("cypher.side")}>
          <NamedTexts open={first(params, "named")} />
          <OwnQueries current={() => ({ query: text, given: given.map(writeGiven) })} />
          <WordList words={words.value} />
        </aside>
      </div>
    </div>
  );
}

function Choices({ view, limit }: { view: View; limit: number }) {
  return (
    <>
      <label>
        {say("cypher.view")}{" "}
        <select
          value={view}
          onChange={(event) =>
            change({
              view: event.currentTarget.value === "table" ? null : event.currentTarget.value,
            })
          }
        >
          {VIEWS.map((each) => (
            <option key={each} value={each}>
              {say(`cypher.view.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say("cypher.most")}{" "}
        <select value={limit} onChange={(event) => change({ limit: event.currentTarget.value })}>
          {LIMITS.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

interface Edited {
  readonly asked: string;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly run: () => void;
  readonly words: Words | null;
  readonly place: ReturnType<typeof placeIn>;
  readonly refused: string;
}

/** Hold the editor and the page's state together. */
function useEditor(edited: Edited) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const now = useRef(edited);
  now.current = edited;
  const { asked, place, refused } = edited;
  useEffect(() => {
    if (!host.current) return;
    const made = mount(host.current, {
      text: now.current.text,
      label: say("cypher.editor"),
      hint: EXAMPLE,
      changed: (typed) => now.current.setText(typed),
      run: () => now.current.run(),
      words: () => now.current.words,
    });
    editor.current = made;
    return () => made.end();
  }, []);
  // What is being typed is the editor's; only another address puts another text into it.
  useEffect(() => editor.current?.put(asked), [asked]);
  useEffect(() => editor.current?.mark(place, refused), [place?.line, place?.column, refused]);
  return { host, goTo: () => place && editor.current?.goTo(place) };
}
