/** Can it pass? The vote board of the plenary, a committee or the Council. */

import { one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { change, linkTo } from "../../app/history";
import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";
import { called } from "../../parts/called";
import { Finder } from "../../parts/finder";
import { Waiting } from "../../parts/notes";
import { TakeAlong } from "../../parts/takealong";
import { Board } from "./board";
import { CouncilBoard } from "./council";

const COUNCIL = "org:council-of-the-eu";

/** Bodies that most work is about; any other is found by name. */
const OFTEN = ["LIBE", "DROI", "AFET", "EP", "Council"] as const;

type Entity = Schemas["EntityOut"];

export default function VotePage({ params }: PageProps) {
  const body = one(params, "body");
  const file = one(params, "file");
  const known = useAnswer<Entity>(of(body));
  const dossier = useAnswer<Entity>(of(file));
  const isBody = known.value?.kind === "Organization";
  const isCouncil = known.value?.id === COUNCIL;
  return (
    <div class="vote">
      <h1>
        {say("vote.title")} {known.value && <span class="about">{known.value.name}</span>}
      </h1>
      <nav class="tools" aria-label={say("vote.bodies")}>
        {OFTEN.map((each) => (
          <a
            key={each}
            class="chip"
            href={linkTo("vote", { ...(file ? { file: [file] } : {}), body: [each] })}
            aria-current={each === body ? "true" : undefined}
          >
            {say(`vote.body.${each}`)}
          </a>
        ))}
      </nav>
      <div class="choosers">
        <Finder
          label={say("vote.otherBody")}
          kinds={["Organization"]}
          take={({ id }) => change({ body: id, stance: null, rule: null, chance: null })}
        />
        <Finder
          label={say("vote.file")}
          kinds={["Dossier"]}
          take={({ id }) => change({ file: id })}
        />
      </div>
      {file && (
        <p class="file">
          {say("vote.on")}{" "}
          <a href={linkTo("show", { id: [file] })}>
            {dossier.value ? called(dossier.value) : file}
          </a>{" "}
          <button type="button" onClick={() => change({ file: null, sure: null, ours: null })}>
            {say("vote.noFile")}
          </button>
        </p>
      )}
      <Waiting answer={known} take="body" />
      {!body && <p>{say("vote.choose")}</p>}
      {known.value && !isBody && (
        <p class="problem">
          {say("vote.notABody", { name: known.value.name })}{" "}
          {known.value.kind === "Dossier" && (
            <a href={linkTo("vote", { file: [known.value.id] })}>{say("vote.itsFile")}</a>
          )}
        </p>
      )}
      {isBody && !isCouncil && <Board params={params} />}
      {known.value && isCouncil && !file && <NeedsFile params={params} />}
      {known.value && isCouncil && file && <CouncilBoard params={params} />}
      {body && <TakeAlong />}
    </div>
  );
}

const of = (name: string) =>
  name ? { path: `entities/${encodeURIComponent(name)}?ties=0` } : null;

/** The Council votes on a file: the ones we know to choose from. */
function NeedsFile({ params }: { params: Params }) {
  const files = useAnswer<Schemas["ActorOut"][]>({
    path: "entities?classification=Procedure&limit=20",
  });
  return (
    <section>
      <p>{say("vote.needsFile")}</p>
      <Waiting answer={files} />
      <ul>
        {files.value?.map((each) => (
          <li key={each.id}>
            <a href={linkTo("vote", { ...params, file: [each.id] })}>{each.name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
