/** Who of ours reaches somebody: the best routes, each with its band. */

import { useAnswer } from "../../app/answer";
import { day, type Schemas } from "../../app/api";
import { linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Band } from "../../parts/band";
import { Remarks, Waiting } from "../../parts/notes";

export function Reach({ id }: { id: string }) {
  const body = { to: [id], k: 3, ...(day() ? { as_of: day() } : {}) };
  const answer = useAnswer<Schemas["RouteAnswerOut"]>({ path: "routes", method: "POST", body });
  const found = answer.value;
  return (
    <section>
      <h2>{say("show.reach")}</h2>
      <Waiting answer={answer} />
      {found && found.routes.length === 0 && <p>{say("show.noRoute")}</p>}
      <ol class="reach">
        {found?.routes.map((route) => (
          <li key={route.actors.map((actor) => actor.id).join()}>
            <Band band={route.band} />{" "}
            {route.actors.map((actor, place) => (
              <span key={actor.id}>
                {place > 0 && " → "}
                <ActorLink actor={actor} />
              </span>
            ))}
          </li>
        ))}
      </ol>
      {found && (
        <p>
          <a href={linkTo("routes", { to: [id] })}>{say("show.allRoutes")}</a>
        </p>
      )}
      {found && <Remarks notes={found.notes} />}
    </section>
  );
}
