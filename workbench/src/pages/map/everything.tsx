/** Everything at once: communities as one place each; opening one shows its inside. */

import { useMemo, useRef } from "preact/hooks";
import { one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import { keep, query } from "../../app/api";
import { amend, change, go, linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Remarks, Waiting } from "../../parts/notes";
import { type Cell, Table } from "../../parts/table";
import { TakeAlong } from "../../parts/takealong";
import { Canvas } from "./canvas";
import { type Overview, overviewGraph } from "./graph";
import { Head } from "./head";
import type { Renderer } from "./renderer";

export function Everything({ params }: { params: Params }) {
  const day = one(params, "day");
  const answer = useAnswer<Overview>({ path: query("maps/overview", { as_of: day }) });
  return (
    <>
      <Head title={say("map.everything")} whole />
      <Waiting answer={answer} />
      {answer.value && <Shown answer={answer.value} params={params} />}
    </>
  );
}

function Shown({ answer, params }: { answer: Overview; params: Params }) {
  const graph = useMemo(() => overviewGraph(answer), [answer]);
  const at = one(params, "at") || null;
  const n = answer.places.findIndex((place) => place.key === at);
  const chosen = answer.places[n];
  const renderer = useRef<Renderer | null>(null);
  const picture = () => {
    const head = [say("map.everything"), `${answer.as_of} · ${answer.level}`];
    void renderer.current
      ?.toPNG([...head, ...answer.notes, ...answer.attribution])
      .then((blob) => keep(blob, "map.png"));
  };
  const open = (key: string) => go("map", { inside: [key] });
  return (
    <>
      <p>
        {say("map.overviewCounts", {
          actors: answer.actors,
          count: answer.places.length,
          steps: answer.steps,
          day: answer.as_of,
          small: answer.small,
          alone: answer.alone,
        })}
      </p>
      <Remarks notes={answer.notes} />
      <div class="map-page">
        <Canvas
          graph={graph}
          chosen={chosen ? at : null}
          mode="fade"
          label={say("map.ariaOverview", { count: answer.places.length })}
          keys={say("map.keysOverview")}
          ready={(made) => {
            renderer.current = made;
          }}
          tell={(number) => told(answer, number)}
          choose={(id, walked) => (walked ? amend : change)({ at: id })}
          open={open}
          press={(key, id) => {
            if (key === "+") open(id);
            return key === "+";
          }}
        />
        <div class="map-side">
          {chosen && (
            <section class="card" aria-label={say("map.node")}>
              <h2>{chosen.name}</h2>
              <p>{told(answer, n)}</p>
              <a class="button" href={linkTo("map", { inside: [chosen.key] })}>
                {say("map.inside")}
              </a>
              <ul>
                {chosen.members.map((member) => (
                  <li key={member.id}>
                    <ActorLink actor={member} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <p class="map-small">{say("map.noteOverview")}</p>
        </div>
      </div>
      <TakeAlong>
        <button type="button" onClick={picture}>
          {say("map.picture")}
        </button>
      </TakeAlong>
      <Table
        caption={say("map.communities")}
        columns={(["community", "size", "members", "tied"] as const).map((name) =>
          say(`map.column.${name}`),
        )}
        rows={rows(answer)}
        file="map-communities"
      />
      <details>
        <summary>
          {say("map.sources")} ({answer.attribution.length})
        </summary>
        <ul>
          {answer.attribution.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function told({ places }: Overview, n: number): string {
  const place = places[n];
  if (!place) return "";
  const members = place.members.slice(0, 3).map((member) => member.name);
  return say("map.atCommunity", {
    name: place.name,
    size: place.size,
    members: members.join(", "),
  });
}

function rows({ places, lines }: Overview): Cell[][] {
  return places.map((place, n) => {
    const tied = lines
      .filter((line) => line.low === n || line.high === n)
      .sort((a, b) => b.count - a.count)
      .slice(0, 3)
      .map((line) => `${places[line.low === n ? line.high : line.low]?.name} (${line.count})`);
    const members = place.members.slice(0, 3);
    return [
      {
        value: place.name,
        shown: <a href={linkTo("map", { inside: [place.key] })}>{place.name}</a>,
      },
      { value: place.size },
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
