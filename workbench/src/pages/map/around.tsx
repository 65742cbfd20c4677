/** What surrounds somebody, or is inside a community: map, filters, time, tables and files. */

import { useMemo, useRef, useState } from "preact/hooks";
import { all, one, type Params, whole } from "../../app/address";
import { useAnswer } from "../../app/answer";
import { download, keep } from "../../app/api";
import { type Command, useCommands } from "../../app/command";
import { amend, change, go } from "../../app/history";
import { say } from "../../app/texts";
import { Remarks, Waiting } from "../../parts/notes";
import { TakeAlong } from "../../parts/takealong";
import { Canvas } from "./canvas";
import { Chosen } from "./chosen";
import { Filters } from "./filters";
import { graphOf, isWide, type MapAnswer } from "./graph";
import { Head } from "./head";
import type { Renderer } from "./renderer";
import {
  collapsed,
  fileOf,
  focused,
  isUpright,
  MOST,
  mapRequest,
  type Pin,
  pinned,
  pinsOf,
  STEPS,
} from "./state";
import { Time } from "./time";
import { Twin } from "./twin";
import { licences, Sources, spoken } from "./words";

export function Around({ params }: { params: Params }) {
  const answer = useAnswer<MapAnswer>(mapRequest(params));
  return (
    <>
      <Head
        title={answer.value ? say("map.of", { name: answer.value.title }) : say("map.title")}
      />
      <Waiting answer={answer} take="of" />
      {answer.value && <Shown answer={answer.value} params={params} />}
    </>
  );
}

function Shown({ answer, params }: { answer: MapAnswer; params: Params }) {
  const pins = all(params, "pin").join("\n");
  const turned = useMemo(() => isUpright() && isWide(answer), [answer]);
  const graph = useMemo(() => graphOf(answer, pinsOf(params), turned), [answer, pins, turned]);
  const number = useMemo(() => new Map(answer.places.id.map((id, n) => [id, n])), [answer]);
  const renderer = useRef<Renderer | null>(null);
  const [asked, ask] = useState(0);
  const [stands, stand] = useState(false);
  const at = one(params, "at");
  const n = number.get(at);
  /** A place of the ground as the server counts. */
  const asPlaced = ({ x, y }: Pin): Pin => (turned ? { x: y, y: x } : { x, y });
  const pin = (id: string) => {
    const place = renderer.current?.place(id);
    if (place) change(pinned(params, id, asPlaced(place)));
  };
  const press = (key: string, id: string): boolean => {
    if (key === "+") ask((old) => old + 1);
    else if (key === "-" || key === "−") change(collapsed(params, id));
    else if (key === "f" || key === "F") change(focused(id));
    else if (key === "p" || key === "P") {
      if (pinsOf(params).has(id)) change(pinned(params, id, null));
      else pin(id);
    } else return false;
    return true;
  };
  const choose = (id: string | null, walked: boolean) => {
    ask(0);
    (walked ? amend : change)({ at: id });
  };
  return (
    <>
      <Counts answer={answer} params={params} />
      <div class="map-page">
        <Canvas
          graph={graph}
          chosen={n === undefined ? null : at}
          mode={one(params, "mode") === "hide" ? "hide" : "fade"}
          label={say("map.aria", { count: answer.shown })}
          keys={say("map.keys")}
          tell={(place) => spoken(answer, place)}
          choose={choose}
          open={(id) => go("show", { id: [id] })}
          move={(id, x, y) => change(pinned(params, id, asPlaced({ x, y })))}
          press={press}
          drawn={() => stand(true)}
          ready={(made) => {
            renderer.current = made;
          }}
        />
        <div class="map-side">
          {stands && n !== undefined && (
            <Chosen answer={answer} params={params} id={at} n={n} asked={asked} pin={pin} />
          )}
          {stands && <Filters answer={answer} params={params} />}
          <p class="map-small">{say("map.note")}</p>
        </div>
      </div>
      {stands && (
        <>
          <Time answer={answer} params={params} />
          <Out answer={answer} params={params} renderer={() => renderer.current} />
          <Remarks notes={answer.notes} />
          <Twin answer={answer} />
          <Sources answer={answer} />
        </>
      )}
    </>
  );
}

function Counts({ answer, params }: { answer: MapAnswer; params: Params }) {
  const steps = Math.min(whole(params, "steps", 1), STEPS);
  const more = Math.min(whole(params, "most", MOST) * 3, 2000);
  const ties = answer.ties.shown.filter((shown) => shown).length;
  return (
    <div class="map-counts">
      <p role="status">
        {say("map.counts", {
          shown: answer.shown,
          all: answer.places.id.length,
          ties,
          day: answer.as_of,
        })}{" "}
        {answer.left_out > 0 && say("map.leftOut", { count: answer.left_out })}
      </p>
      <div class="tools">
        {answer.left_out > 0 && more > answer.places.id.length && (
          <button type="button" onClick={() => change({ most: String(more) })}>
            {say("map.more", { count: more })}
          </button>
        )}
        {all(params, "of").length > 0 && (
          <label>
            {say("map.steps")}{" "}
            <select
              value={String(steps)}
              onChange={(event) => change({ steps: event.currentTarget.value })}
            >
              {[0, 1, 2, 3].map((each) => (
                <option key={each} value={String(each)}>
                  {each}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </div>
  );
}

const FILES = [
  ["map.page", "html"],
  ["SVG", "svg"],
  ["PDF", "pdf"],
  ["map.tablesFile", "xlsx"],
  ["GEXF", "gexf"],
  ["GraphML", "graphml"],
] as const;

function Out(props: { answer: MapAnswer; params: Params; renderer: () => Renderer | null }) {
  const { answer, params, renderer } = props;
  const [problem, tell] = useState("");
  const file = (form: string) => {
    const path = fileOf(params, form);
    if (!path) return;
    tell("");
    download({ path }, `map.${form}`).catch((error: Error) => tell(error.message));
  };
  const picture = () => {
    const day = answer.since ? `${answer.since} / ${answer.as_of}` : answer.as_of;
    const rows = [answer.title, `${day} · ${answer.level}`, ...answer.notes, ...licences(answer)];
    void renderer()
      ?.toPNG(rows)
      .then((blob) => keep(blob, "map.png"));
  };
  const list = useMemo(
    (): readonly Command[] => [{ name: say("map.picture"), run: picture }],
    [answer],
  );
  useCommands(list);
  return (
    <TakeAlong>
      <button type="button" onClick={picture}>
        {say("map.picture")}
      </button>
      {FILES.map(([name, form]) => (
        <button key={form} type="button" onClick={() => file(form)}>
          {name.startsWith("map.") ? say(name as "map.page") : name}
        </button>
      ))}
      {problem && <p class="problem">{problem}</p>}
    </TakeAlong>
  );
}
