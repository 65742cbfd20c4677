/** Why a route is not shorter: the best with a step fewer, or what such a one would need. */

import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { Waiting } from "../../parts/notes";
import { type RouteBody, routeRequest } from "./ask";
import { Introductions } from "./nothing";
import type { Group } from "./read";
import { figure, Strip } from "./strip";

export function Shorter({ body, group }: { body: RouteBody; group: Group }) {
  const [best] = group.routes;
  const fewer = best ? best.hops.length - 1 : 0;
  const { via, ...plain } = body;
  const asked = { ...plain, to: [group.target.id], k: 1, each: false, max_hops: fewer };
  const kept = fewer > 1 && via ? { ...asked, via } : asked;
  const answer = useAnswer<Schemas["RouteAnswerOut"]>(fewer > 0 ? routeRequest(kept) : null);
  const { name } = group.target;
  const [found] = answer.value?.routes ?? [];
  return (
    <section class="card" aria-label={say("routes.shorterOf", { name })}>
      <h3>{say("routes.shorterOf", { name })}</h3>
      <button type="button" onClick={() => change({ shorter: null })}>
        {say("routes.close")}
      </button>
      <Waiting answer={answer} />
      {best && found && (
        <>
          <p>
            {say("routes.shorterFound", {
              steps: fewer,
              score: figure(found.score),
              best: figure(best.score),
            })}
          </p>
          <Strip route={found} number={1} />
        </>
      )}
      {answer.value && !found && (
        <>
          <p>{say("routes.shorterNone", { steps: fewer })}</p>
          {fewer === 1 && <p>{say("routes.shorterDirect", { name })}</p>}
          <Introductions found={answer.value.introductions} />
        </>
      )}
    </section>
  );
}
