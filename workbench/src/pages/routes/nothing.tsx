/** No route: which condition excludes most, what was searched, and which introduction would help. */

import type { Params } from "../../app/address";
import type { Actor, Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { dropAll } from "../../parts/conditions";
import { dropping, inForce } from "./conditions";
import { figure } from "./strip";

type Answer = Schemas["RouteAnswerOut"];

export function Nothing({ answer, params }: { answer: Answer; params: Params }) {
  const { searched } = answer;
  return (
    <section class="card">
      <h2>{say("routes.nothing")}</h2>
      <Faults faults={answer.faults ?? []} params={params} />
      <p>
        {say("routes.searched", {
          actors: searched.actors,
          ties: searched.ties,
          near: searched.near_count,
          far: searched.far_count,
        })}
      </p>
      <Introductions found={answer.introductions} />
      <Frontier title={say("routes.nearest")} actors={searched.near_frontier} />
      <Frontier title={say("routes.farthest")} actors={searched.far_frontier} />
    </section>
  );
}

/** The condition without which the best route exists, each other that would do, or all together. */
function Faults({ faults, params }: { faults: readonly Schemas["FaultOut"][]; params: Params }) {
  const set = inForce(params);
  if (!faults.length && set.length < 2) return null;
  if (!faults.length) {
    return (
      <p class="tools">
        {say("routes.faultNone")}{" "}
        <button type="button" onClick={() => change(dropAll(set))}>
          {say("conditions.clear")}
        </button>
      </p>
    );
  }
  return (
    <ul class="faults">
      {faults.map((fault, place) => {
        const lift = dropping(params, fault);
        const values = { text: fault.text, score: figure(fault.score) };
        return (
          <li key={fault.text}>
            {say(place ? "routes.faultToo" : "routes.faultMost", values)}{" "}
            {lift && (
              <button
                type="button"
                aria-label={say("routes.faultDropOf", { text: fault.text })}
                onClick={() => change(lift)}
              >
                {say("routes.faultDrop")}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

export function Introductions({ found }: { found: readonly Schemas["IntroductionOut"][] }) {
  if (!found.length) return null;
  return (
    <>
      <h3>{say("routes.introductions")}</h3>
      <ol class="introductions">
        {found.map((one) => (
          <li key={`${one.near.id} ${one.far.id}`}>
            <ActorLink actor={one.near} /> <span aria-hidden="true">⇢</span>{" "}
            <ActorLink actor={one.far} />
            {": "}
            {say("routes.introduced", {
              score: figure(one.score_if_medium),
              steps: one.resulting_hops,
            })}
            <br />
            <small>{one.reason}</small>
          </li>
        ))}
      </ol>
    </>
  );
}

function Frontier({ title, actors }: { title: string; actors: readonly Actor[] }) {
  if (!actors.length) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="inline">
        {actors.map((actor) => (
          <li key={actor.id}>
            <ActorLink actor={actor} />
          </li>
        ))}
      </ul>
    </>
  );
}
