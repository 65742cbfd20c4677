/** Everything at once: communities as one place each; opening one shows its inside or its parts. */

import { useMemo, useRef, useState } from "preact/hooks";
import { one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import { amend, change, go, linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Remarks, Waiting } from "../../parts/notes";
import { STYLES } from "../../parts/styles.gen";
import { type Cell, Table } from "../../parts/table";
import { Canvas } from "./canvas";
import { Crumbs } from "./crumbs";
import { Filters } from "./filters";
import { counted, type Overview, overviewGraph } from "./graph";
import { Head } from "./head";
import { Licences, Out } from "./out";
import {
  divides,
  opening,
  overviewFile,
  overviewRequest,
  type SuperPlace,
  within,
} from "./overview";
import type { Renderer } from "./renderer";
import { isUpright } from "./state";
import { Time } from "./time";

export function Everything({ params }: { params: Params }) {
  const answer = useAnswer<Overview>(overviewRequest(params));
  const { value } = answer;
  return (
    <>
      <Head
        title={value?.way.length ? value.title : say("map.everything")}
        whole={!one(params, "within")}
      />
      <Waiting answer={answer} take="within" />
      {value && <Shown answer={value} params={params} />}
    </>
  );
}

function Shown({ answer, params }: { answer: Overview; params: Params }) {
  const [turned] = useState(() => isUpright());
  const graph = useMemo(() => overviewGraph(answer, turned), [answer, turned]);
  const at = one(params, "at") || null;
  const n = answer.places.findIndex((place) => place.key === at);
  const chosen = answer.places[n];
  const renderer = useRef<Renderer | null>(null);
  const deep = answer.way.length + 1;
  const open = (key: string) => {
    const place = answer.places.find((each) => each.key === key);
    if (place) go("map", opening(params, place, deep));
  };
  const counts = countsOf(answer);
  return (
    <>
      <Crumbs way={answer.way} params={params} />
      <p role="status" class="map-overview-counts">
        {counts.join(" ")}
      </p>
      <div class="map-page">
        <Canvas
          graph={graph}
          chosen={chosen ? at : null}
          mode={one(params, "mode") === "hide" ? "hide" : "fade"}
          label={say("map.ariaOverview", { count: answer.places.length })}
          keys={say("map.keysOverview")}
          ready={(made) => {
            renderer.current = made;
          }}
          tell={(number) => told(answer.places[number])}
          choose={(id, walked) => (walked ? amend : change)({ at: id })}
          open={open}
          press={(key, id) => {
            if (key === "+") open(id);
            return key === "+";
          }}
        />
        <div class="map-side">
          {chosen && <Chosen place={chosen} params={params} deep={deep} />}
          <Parts answer={answer} />
          <Numbers answer={answer} params={params} />
          <Filters answer={answer} params={params} />
          <p class="map-small">{say("map.noteOverview")}</p>
        </div>
      </div>
      <Time answer={answer} params={params} />
      <Out
        name="overview"
        file={(form) => overviewFile(params, form)}
        renderer={() => renderer.current}
        rows={[titleOf(answer), ...counts, ...answer.notes, ...answer.attribution]}
      />
      <Remarks notes={answer.notes} />
      <Table
        caption={say("map.communities")}
        columns={(["community", "size", "seen", "opens", "members", "tied"] as const).map((name) =>
          say(`map.column.${name}`),
        )}
        rows={rows(answer, params, deep)}
        file="map-communities"
      />
      <Licences lines={answer.attribution} />
    </>
  );
}

const titleOf = ({ way, title }: Overview): string =>
  way.length ? [say("map.wayAll"), ...way.map(({ name }) => name)].join(" → ") : title;

function countsOf(answer: Overview): string[] {
  const { small, alone } = answer;
  return [
    say("map.overviewCounts", {
      seen: answer.seen,
      actors: answer.actors,
      count: answer.places.length,
      ties: answer.steps_seen,
      steps: answer.steps,
      day: answer.as_of,
      level: answer.level,
    }),
    ...(small ? [say("map.overviewSmall", { small })] : []),
    ...(alone ? [say("map.overviewAlone", { alone })] : []),
  ];
}

const opens = (place: SuperPlace): string =>
  say(divides(place) ? "map.opensParts" : "map.opensMap") +
  (place.part === "smaller communities" ? `; ${say("map.opensGathered")}` : "");

interface ChosenProps {
  readonly place: SuperPlace;
  readonly params: Params;
  readonly deep: number;
}

function Chosen({ place, params, deep }: ChosenProps) {
  return (
    <section class="card" aria-label={say("map.node")}>
      <h2>{place.name}</h2>
      <p>{told(place)}</p>
      <p class="tools">
        <a class="button" href={linkTo("map", opening(params, place, deep))}>
          {say("map.inside")}
        </a>
        {!divides(place) && (
          <a class="button" href={linkTo("map", within(params, place.key, deep))}>
            {say("map.parts")}
          </a>
        )}
      </p>
      <ul>
        {place.members.map((member) => (
          <li key={member.id}>
            <ActorLink actor={member} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Which shape opens into what, of those that are there. */
function Parts({ answer }: { answer: Overview }) {
  const kinds = [...new Set(answer.places.map(({ part }) => part))];
  return (
    <ul class="map-parts" aria-label={say("map.partKinds")}>
      {kinds.map((part) => {
        const place = answer.places.find((each) => each.part === part);
        return (
          <li key={part}>
            <span class="map-glyph" style={{ color: STYLES[part].colour }} aria-hidden="true">
              {STYLES[part].glyph}
            </span>{" "}
            {place && opens(place)}
          </li>
        );
      })}
    </ul>
  );
}

/** What the numbers on the map stand for: where a name finds no room, its number stands. */
function Numbers({ answer, params }: { answer: Overview; params: Params }) {
  return (
    <details class="map-numbers" open={isUpright()}>
      <summary>{say("map.numbers")}</summary>
      <ol>
        {answer.places.map((place) => (
          <li key={place.key}>
            <a href={linkTo("map", { ...params, at: [place.key] })}>{place.name}</a>{" "}
            <small>{counted(place)}</small>
          </li>
        ))}
      </ol>
    </details>
  );
}

function told(place: SuperPlace | undefined): string {
  if (!place) return "";
  const members = place.members.slice(0, 3).map((member) => member.name);
  const said = say("map.atCommunity", {
    name: place.name,
    size: counted(place),
    members: members.join(", "),
  });
  return divides(place) ? `${said} ${say("map.opensParts")}.` : said;
}

function rows({ places, lines }: Overview, params: Params, deep: number): Cell[][] {
  return places.map((place, n) => {
    const tied = lines
      .filter((line) => line.seen && (line.low === n || line.high === n))
      .sort((a, b) => b.seen - a.seen)
      .slice(0, 3)
      .map((line) => `${places[line.low === n ? line.high : line.low]?.name} (${line.seen})`);
    const members = place.members.slice(0, 3);
    return [
      {
        value: place.name,
        shown: <a href={linkTo("map", opening(params, place, deep))}>{place.name}</a>,
      },
      { value: place.size },
      { value: place.seen },
      { value: opens(place) },
      {
        value: members.map((member) => member.name).join(", "),
        shown: members.map((member) => (
          <span key={member.id}>
            <ActorLink actor={member} />{" "}
          </span>
        )),
      },
      { value: tied.join(", ") },
    ];
  });
}
