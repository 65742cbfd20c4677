/** How do we reach somebody: the best routes as strips, and what they hang on. */

import { all, flag, one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import type { Actor, Schemas } from "../../app/api";
import { type Command, useCommands } from "../../app/command";
import { change, go, here, linkTo } from "../../app/history";
import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { ForInstance } from "../../parts/begin";
import { Chips } from "../../parts/chips";
import { Finder } from "../../parts/finder";
import { Remarks, Waiting } from "../../parts/notes";
import { Several } from "../../parts/several";
import {
  described,
  isDifferent,
  type RouteBody,
  routeBody,
  routeRequest,
  targetsRequest,
} from "./ask";
import { Firm } from "./firm";
import { Nothing } from "./nothing";
import { Options } from "./options";
import { byTarget, type Group, type Route, shared } from "./read";
import { Shorter } from "./shorter";
import { Since } from "./since";
import { chain, Strip } from "./strip";
import { DrawTogether } from "./together";
import { Twin } from "./twin";
import { Without } from "./without";

type Targets = Schemas["TargetsOut"];

const COMMANDS: readonly Command[] = [
  {
    name: say("routes.columns"),
    run: () => change({ columns: flag(here().params, "columns") ? null : "yes" }),
  },
  {
    name: say("routes.different"),
    run: () => change({ different: isDifferent(here().params) ? null : "yes" }),
  },
];

export default function RoutesPage({ params }: PageProps) {
  useCommands(COMMANDS);
  const to = all(params, "to");
  const targets = useAnswer<Targets>(to.length ? targetsRequest(params) : null);
  if (!to.length) {
    return (
      <>
        <h1>{say("routes.title")}</h1>
        <p>{say("routes.none")}</p>
        <Finder label={say("routes.to")} take={({ id }) => go("routes", { to: [id] })} />
        <Several add={(to) => go("routes", { to })} />
        <ForInstance page="routes" />
      </>
    );
  }
  return (
    <div class="routes">
      <h1>{say("routes.title")}</h1>
      <div class="asked">
        <Chips label={say("routes.addTo")} name="to" values={to} />
        <Several add={(more) => change({ to: [...new Set([...to, ...more])] })} />
        {targets.value && <Groups targets={targets.value} params={params} />}
      </div>
      <Options params={params} targets={targets.value?.targets.length ?? 1} />
      <Waiting answer={targets} take="to" />
      {targets.value && !targets.asking && <Answered params={params} targets={targets.value} />}
    </div>
  );
}

/** The political groups of those to reach, one of which can be chosen. */
function Groups({ targets, params }: { targets: Targets; params: Params }) {
  if (targets.groups.length < 2) return null;
  return (
    <label>
      {say("routes.group")}{" "}
      <select
        value={one(params, "group")}
        onChange={(event) => change({ group: event.currentTarget.value || null })}
      >
        <option value="">{say("routes.everyGroup")}</option>
        {targets.groups.map((group) => (
          <option key={group}>{group}</option>
        ))}
      </select>
    </label>
  );
}

interface Found {
  readonly as_of: string;
  readonly routes: readonly Route[];
  readonly targets: readonly Actor[];
  readonly sources: readonly Actor[];
  readonly notes: readonly string[];
}

function Answered({ params, targets }: { params: Params; targets: Targets }) {
  const ids = targets.targets.map((one) => one.actor.id);
  const body = routeBody(params, ids);
  const different = isDifferent(params);
  const apart = useAnswer<Schemas["DiverseAnswer"]>(
    different ? described("diverse", params, ids) : null,
  );
  // Only the plain question says which condition leaves nothing.
  const none = apart.value !== null && !apart.asking && !apart.value.routes.length;
  const plain = useAnswer<Schemas["RouteAnswerOut"]>(
    !different || none ? routeRequest(body) : null,
  );
  const found: Found | null = different ? apart.value : plain.value;
  if (!found || (different ? apart.asking : plain.asking)) {
    return different ? <Waiting answer={apart} /> : <Waiting answer={plain} />;
  }
  const groups = byTarget(found.targets, found.routes);
  const leaver = one(params, "without");
  // Of several targets each says for itself whether it has none.
  const empty = !found.routes.length && ids.length === 1 && !plain.asking ? plain.value : null;
  return (
    <>
      <Best groups={groups} />
      <p class="honest">{say("routes.honest", { day: found.as_of })}</p>
      {!empty && <Remarks notes={found.notes} />}
      {leaver && (
        <Without
          params={params}
          leaver={leaver}
          body={body}
          sources={found.sources}
          now={groups}
        />
      )}
      {one(params, "earlier") && <Since params={params} to={ids} />}
      {empty ? (
        <>
          <Nothing answer={empty} params={params} />
          <Remarks notes={found.notes} />
        </>
      ) : (
        <Groupwise params={params} groups={groups} body={body} facts={targets} />
      )}
      <Twin
        routes={found.routes}
        body={body}
        notes={found.notes}
        answer={found}
        drawn={!different}
      />
    </>
  );
}

/** The answer in one sentence, for whoever reads no further. */
function Best({ groups }: { groups: readonly Group[] }) {
  const [first] = groups;
  const [route] = first?.routes ?? [];
  if (!first || !route || groups.length > 1) return null;
  const weakest = route.hops[route.weakest];
  return (
    <p class="best">
      {say("routes.best", { name: first.target.name, chain: chain(route) })}{" "}
      {route.hops.length > 1 &&
        weakest &&
        say("routes.weakestIs", { tail: weakest.tail.name, head: weakest.head.name })}
    </p>
  );
}

interface GroupwiseProps {
  readonly params: Params;
  readonly groups: readonly Group[];
  readonly body: RouteBody;
  readonly facts: Targets;
}

function Groupwise({ params, groups, body, facts }: GroupwiseProps) {
  const routes = groups.flatMap((group) => group.routes);
  const counts = shared(routes);
  const columns = flag(params, "columns");
  return (
    <>
      <p class="tools">
        <label class="tick">
          <input
            type="checkbox"
            checked={columns}
            onChange={(event) => change({ columns: event.currentTarget.checked ? "yes" : null })}
          />{" "}
          {say("routes.columns")}
        </label>
        {routes.length > 1 && <DrawTogether params={params} />}
      </p>
      {groups.map((group) => {
        const { target } = group;
        const about = facts.targets.find((one) => one.actor.id === target.id);
        return (
          <section key={target.id} class="to" aria-label={target.name}>
            <h2>
              <ActorLink actor={target} />
            </h2>
            {about && <About about={about} />}
            <p class="tools">
              {group.routes.length > 0 && (
                <button type="button" onClick={() => change({ firm: target.id })}>
                  {say("routes.firm")}
                </button>
              )}
              {(group.routes[0]?.hops.length ?? 0) > 1 && (
                <button type="button" onClick={() => change({ shorter: target.id })}>
                  {say("routes.shorter")}
                </button>
              )}
            </p>
            {one(params, "firm") === target.id && <Firm params={params} target={target} />}
            {one(params, "shorter") === target.id && <Shorter body={body} group={group} />}
            {!group.routes.length && (
              <p>
                {say("routes.noneTo", { name: target.name })}{" "}
                <a href={linkTo("routes", { ...params, to: [target.id], group: [] })}>
                  {say("routes.why")}
                </a>
              </p>
            )}
            <div class={columns ? "columns" : "lines"}>
              {group.routes.map((route, place) => (
                <Strip
                  key={route.actors.map((actor) => actor.id).join()}
                  route={route}
                  number={place + 1}
                  shared={counts}
                  total={routes.length}
                  asks
                />
              ))}
            </div>
          </section>
        );
      })}
    </>
  );
}

function About({ about }: { about: Targets["targets"][number] }) {
  const parts = [about.group, ...about.countries.map((one) => one.name), ...about.roles];
  return <p class="about">{parts.filter(Boolean).join(" · ")}</p>;
}
