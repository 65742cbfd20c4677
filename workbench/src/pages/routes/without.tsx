/** What if somebody leaves: the routes without them beside those of now, and what all of ours lose. */

import { useEffect, useRef } from "preact/hooks";
import type { Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import type { Actor, Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Band } from "../../parts/band";
import { Remarks, Waiting } from "../../parts/notes";
import { Table } from "../../parts/table";
import { leavesRequest, type RouteBody, routeRequest, steps, withoutBody } from "./ask";
import { asksOfPeople } from "./conditions";
import { byTarget, type Group, type Route } from "./read";
import { chain, figure, Strip } from "./strip";

export interface WithoutProps {
  readonly params: Params;
  readonly leaver: string;
  readonly body: RouteBody;
  readonly sources: readonly Actor[];
  readonly now: readonly Group[];
}

export function Without({ params, leaver, body, sources, now }: WithoutProps) {
  const left = withoutBody(
    body,
    leaver,
    sources.map((one) => one.id),
  );
  const after = useAnswer<Schemas["RouteAnswerOut"]>(left ? routeRequest(left) : null);
  const targets = now.map((group) => group.target.id).filter((id) => id !== leaver);
  const lost = useAnswer<Schemas["Departure"]>(
    targets.length ? leavesRequest(params, targets, leaver) : null,
  );
  const found = useAnswer<Schemas["EntityOut"]>({
    path: `entities/${encodeURIComponent(leaver)}`,
  });
  const name = found.value?.name ?? leaver;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Whoever asked from a card below should see the answer above.
    if (document.activeElement?.closest(".strip")) title.current?.focus();
  }, [leaver]);
  return (
    <section class="card without" aria-label={say("routes.without", { name })}>
      <h2 ref={title} tabIndex={-1}>
        {say("routes.without", { name })}
      </h2>
      <button type="button" onClick={() => change({ without: null })}>
        {say("routes.close")}
      </button>
      {!left && <p>{say("routes.onlySource", { name })}</p>}
      {left && <Waiting answer={after} />}
      {after.value && !after.asking && <Beside now={now} then={after.value} />}
      <Waiting answer={lost} />
      {lost.value && !lost.asking && <Lost answer={lost.value} params={params} />}
    </section>
  );
}

function Beside({ now, then }: { now: readonly Group[]; then: Schemas["RouteAnswerOut"] }) {
  const groups = byTarget(then.targets, then.routes);
  return (
    <div class="beside">
      {now.map(({ target, routes }) => {
        const [best] = routes;
        const [left] = groups.find((group) => group.target.id === target.id)?.routes ?? [];
        return (
          <div key={target.id} class="pair">
            <h3>
              <ActorLink actor={target} />
            </h3>
            <p>
              {say("routes.before")}: <Short route={best} />
            </p>
            <p>
              {say("routes.after")}: <Short route={left} />
              {best && left && best.cost === left.cost && ` (${say("routes.sameWithout")})`}
            </p>
            {left && best && best.cost !== left.cost && <Strip route={left} number={1} />}
          </div>
        );
      })}
    </div>
  );
}

function Short({ route }: { route: Route | undefined }) {
  if (!route) {
    return (
      <strong class="gone">
        <span aria-hidden="true">✕</span> {say("routes.lost")}
      </strong>
    );
  }
  return (
    <>
      <Band band={route.band} /> {say("routes.score", { score: figure(route.score) })},{" "}
      {chain(route)}
    </>
  );
}

function Lost({ answer, params }: { answer: Schemas["Departure"]; params: Params }) {
  const changed = [...answer.lost, ...answer.weaker];
  return (
    <>
      <p>
        {say("routes.leaves", {
          reached: answer.reached,
          steps: steps(params) ?? answer.max_hops,
          lost: answer.lost_count,
          weaker: answer.weaker_count,
          same: answer.unchanged,
        })}
      </p>
      {changed.length > 0 && (
        <Table
          caption={say("routes.loss", { name: answer.leaver.name })}
          file="without"
          columns={[
            say("routes.target_column"),
            say("routes.before"),
            say("routes.after"),
            say("routes.change"),
            say("routes.replacement"),
          ]}
          rows={changed.map((one) => [
            { value: one.target.name, shown: <ActorLink actor={one.target} /> },
            { value: Number(figure(one.score)) },
            {
              value: one.without === null ? null : Number(figure(one.without)),
              shown: one.without === null ? say("routes.lost") : figure(one.without),
            },
            { value: one.times_weaker === null ? null : Number(figure(one.times_weaker)) },
            { value: one.replacement.map((actor) => actor.name).join(" → ") },
          ])}
        />
      )}
      {asksOfPeople(params) && <p>{say("routes.leavesPlain")}</p>}
      <Remarks notes={answer.notes} />
    </>
  );
}
