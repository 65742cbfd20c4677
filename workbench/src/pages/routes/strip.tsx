/** One route as a line of cards: who, and between them the tie that holds the step. */

import type { ComponentChildren } from "preact";
import type { Actor } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Band } from "../../parts/band";
import { roleWord } from "../../parts/roles";
import { styleOf } from "../../parts/style";
import { Evidence } from "./evidence";
import { age, type Hop, type Line, type Route, when } from "./read";

export interface StripProps {
  readonly route: Route;
  readonly number: number;
  /** In how many of the routes in sight somebody stands. */
  readonly shared?: ReadonlyMap<string, number>;
  readonly total?: number;
  readonly tools?: ComponentChildren;
  /** Whether people can be asked about from here. */
  readonly asks?: boolean;
}

const NOBODY: ReadonlyMap<string, number> = new Map();

export function Strip({ route, number, shared = NOBODY, total = 0, tools, asks }: StripProps) {
  const title = say("routes.number", { number });
  const steps = route.hops.length;
  return (
    <article class="route" aria-label={`${title}: ${chain(route)}`}>
      <header>
        <h3>{title}</h3>
        <Band band={route.band} />{" "}
        <span>{say("routes.score", { score: figure(route.score) })}</span>
        <span>{steps === 1 ? say("routes.step") : say("routes.steps", { count: steps })}</span>
        <span class="tools">{tools}</span>
      </header>
      <ol class="strip">
        {route.actors.map((actor, place) => {
          const hop = route.hops[place - 1];
          return [
            hop && (
              <li key={`tie ${place}`} class="tie">
                <Tie hop={hop} weakest={steps > 1 && route.weakest === place - 1} />
              </li>
            ),
            <li key={actor.id} class="who">
              <Who
                actor={actor}
                end={place === 0 ? "ours" : place === steps ? "target" : null}
                shared={shared.get(actor.id)}
                total={total}
                asks={asks === true && place < steps}
              />
            </li>,
          ];
        })}
      </ol>
      <details class="arithmetic">
        <summary>{say("routes.arithmetic")}</summary>
        <ol>
          {route.hops.map((hop) => (
            <li key={`${hop.tail.id} ${hop.head.id}`}>
              {hop.tail.name} – {hop.head.name}: {hop.arithmetic}
              <ul>
                {hop.evidence.map((line) => (
                  <li key={line.tie_ids.join()}>{line.arithmetic}</li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
        <p>{say("routes.product", { score: figure(route.score) })}</p>
      </details>
    </article>
  );
}

interface WhoProps {
  readonly actor: Actor;
  readonly end: "ours" | "target" | null;
  readonly shared: number | undefined;
  readonly total: number;
  readonly asks: boolean;
}

function Who({ actor, end, shared, total, asks }: WhoProps) {
  return (
    <>
      <strong>
        <ActorLink actor={actor} />
      </strong>
      <span class="word">
        {styleOf(actor).word}
        {end && ` · ${say(`routes.${end}`)}`}
      </span>
      {shared && (
        <span class="shared">
          <span aria-hidden="true">◆</span> {say("routes.shared", { count: shared, total })}
        </span>
      )}
      {asks && (
        <button type="button" class="quiet" onClick={() => change({ without: actor.id })}>
          {say("routes.withoutShort")}
          <span class="unseen">: {say("routes.without", { name: actor.name })}</span>
        </button>
      )}
    </>
  );
}

function Tie({ hop, weakest }: { hop: Hop; weakest: boolean }) {
  const [best] = hop.evidence;
  if (!best) return null;
  return (
    <>
      <Band band={hop.band} />
      {weakest && (
        <span class="weakest">
          <span aria-hidden="true">▼</span> {say("routes.weakest")}
        </span>
      )}
      <span class="kind">
        <Kind line={best} />
      </span>
      <span>
        {said(best)} · {aged(best.age_days)}
      </span>
      {best.invented && <span class="invented">{say("actor.invented")}</span>}
      <span>
        {best.holder ? say("routes.holder", { name: best.holder.name }) : say("routes.noHolder")}
      </span>
      <details>
        <summary>{say("routes.evidence", { count: hop.evidence.length })}</summary>
        <Evidence lines={hop.evidence} />
      </details>
      {/* On paper nothing can be opened: the best evidence stands there. */}
      <span class="printed">
        {best.reading}. {say("routes.of", { day: best.evidence_day })}. {best.sources.join("; ")}
      </span>
    </>
  );
}

function Kind({ line }: { line: Line }) {
  if (!line.via) return <>{roleWord(line.channel)}</>;
  return (
    <>
      {say("routes.shared_body")} <ActorLink actor={line.via} />
    </>
  );
}

export const chain = (route: Route): string => route.actors.map((one) => one.name).join(" → ");

/** Two digits that mean something: more would look more exact than it is. */
export const figure = (score: number): string => String(Number(score.toPrecision(2)));

export function aged(days: number): string {
  const { count, unit } = age(days);
  return say(`routes.${unit}`, { count });
}

function said(line: Line): string {
  const told = when(line.period);
  switch (told.key) {
    case "on":
      return say("routes.on", { start: told.start });
    case "since":
      return say("routes.since", { start: told.start });
    case "from":
      return say("routes.from_to", { start: told.start, end: told.end });
    case "until":
      return say("routes.until", { end: told.end });
    case "unknown":
      return say("routes.whenUnknown");
  }
}
