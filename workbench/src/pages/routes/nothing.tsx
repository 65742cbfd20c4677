/** No route: what was searched, how far the search came, and which introduction would help. */

import type { Actor, Schemas } from "../../app/api";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { figure } from "./strip";

export function Nothing({ answer }: { answer: Schemas["RouteAnswerOut"] }) {
  const { searched } = answer;
  return (
    <section class="card">
      <h2>{say("routes.nothing")}</h2>
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
            {say("routes.if", { score: figure(one.score_if_medium), steps: one.resulting_hops })}
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
