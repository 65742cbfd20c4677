/** The chosen actor: what can be done with it, where one could go from it, and its ties here. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import { query, type Schemas } from "../../app/api";
import { change, linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Waiting } from "../../parts/notes";
import { styleOf } from "../../parts/style";
import { actorAt, type MapAnswer } from "./graph";
import { collapsed, focused, opened, pinned, pinsOf, questionOf } from "./state";
import { Source, wordsOf } from "./words";

type Beyond = Schemas["BeyondOut"];

export interface ChosenProps {
  readonly answer: MapAnswer;
  readonly params: Params;
  readonly id: string;
  readonly n: number;
  /** Counts up when the choice of relations is asked for by key. */
  readonly asked: number;
  readonly pin: (id: string) => void;
}

export function Chosen({ answer, params, id, n, asked, pin }: ChosenProps) {
  const actor = actorAt(answer, n);
  const isPinned = pinsOf(params).has(id);
  return (
    <section class="card map-chosen" aria-label={say("map.node")}>
      <h2>
        <ActorLink actor={actor} />
      </h2>
      <p>
        {styleOf(actor).word}
        {wordsOf(answer, n)}
      </p>
      <div class="tools">
        <a class="button" href={linkTo("routes", { to: [id] })}>
          {say("map.reach")}
        </a>
        <button type="button" onClick={() => change(focused(id))}>
          {say("map.middle")}
        </button>
        <button
          type="button"
          onClick={() => (isPinned ? change(pinned(params, id, null)) : pin(id))}
        >
          {say(isPinned ? "map.unpin" : "map.pin")}
        </button>
        <button type="button" onClick={() => change(collapsed(params, id))}>
          {say("map.collapse")}
        </button>
        <button type="button" onClick={() => change({ at: null })}>
          {say("map.close")}
        </button>
      </div>
      <Expand key={id} id={id} params={params} asked={asked} />
      <Own answer={answer} n={n} />
    </section>
  );
}

/** Counts by relation first, then the choice. */
function Expand({ id, params, asked }: { id: string; params: Params; asked: number }) {
  const question = questionOf(params);
  const beyond = useAnswer<Beyond[]>(
    question ? { path: query("maps/beyond", { ...question, at: id }) } : null,
  );
  const [left, leave] = useState<readonly string[]>([]);
  const first = useRef<HTMLFieldSetElement>(null);
  const more = (beyond.value ?? []).filter((one) => one.beyond > 0);
  const awaited = asked > 0 && more.length > 0;
  useEffect(() => {
    if (awaited) first.current?.querySelector("input")?.focus();
  }, [asked, awaited]);
  const chosen = more.map((one) => one.relation).filter((one) => !left.includes(one));
  const open = (event: SubmitEvent) => {
    event.preventDefault();
    change(opened(params, id, chosen.length === beyond.value?.length ? [] : chosen));
  };
  return (
    <form onSubmit={open}>
      <Waiting answer={beyond} />
      {beyond.value && !more.length && <p class="map-small">{say("map.beyondNone")}</p>}
      {more.length > 0 && (
        <fieldset ref={first} class="map-expand">
          <legend>{say("map.beyond")}</legend>
          {more.map((one) => (
            <label key={one.relation}>
              <input
                type="checkbox"
                checked={!left.includes(one.relation)}
                onChange={() =>
                  leave(
                    left.includes(one.relation)
                      ? left.filter((each) => each !== one.relation)
                      : [...left, one.relation],
                  )
                }
              />{" "}
              {say("map.beyondOne", { word: one.word, beyond: one.beyond, total: one.total })}
            </label>
          ))}
          <button type="submit" disabled={!chosen.length}>
            {say("map.expand")}
          </button>
        </fieldset>
      )}
    </form>
  );
}

function Own({ answer, n }: { answer: MapAnswer; n: number }) {
  const { ties } = answer;
  const own = ties.id.flatMap((_, t) =>
    ties.subject[t] === n || ties.object[t] === n ? [t] : [],
  );
  if (!own.length) return null;
  return (
    <details>
      <summary>
        {say("map.own")} ({own.length})
      </summary>
      <ul class="map-own">
        {own.slice(0, 200).map((t) => (
          <li key={ties.id[t]}>
            {ties.label[t]}{" "}
            <ActorLink
              actor={actorAt(
                answer,
                (ties.subject[t] === n ? ties.object[t] : ties.subject[t]) ?? 0,
              )}
            />
            <small>
              {" "}
              {say("map.ownSource", { day: ties.evidence_day[t] ?? "" })}{" "}
              <Source answer={answer} tie={t} />
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}
