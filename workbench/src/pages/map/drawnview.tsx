/** A picture of an answer on the map's own canvas: who is chosen, tables of the same, and files. */

import { useMemo, useRef } from "preact/hooks";
import { one, type Params } from "../../app/address";
import type { Request } from "../../app/api";
import { amend, change, go, linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Band, type BandName } from "../../parts/band";
import { Remarks } from "../../parts/notes";
import { styleOf } from "../../parts/style";
import { type Cell, Table } from "../../parts/table";
import { Canvas } from "./canvas";
import { type Drawn, degreesOf, drawnGraph } from "./drawn";
import { Licences, Out } from "./out";
import type { Renderer } from "./renderer";
import { WebLink } from "./words";

type Node = Drawn["nodes"][number];
type Link = Drawn["links"][number];

export interface DrawnProps {
  readonly drawn: Drawn;
  readonly params: Params;
  /** How the files are called, and where they are asked for. */
  readonly name: string;
  readonly file: (form: string) => Request;
}

export function DrawnView({ drawn, params, name, file }: DrawnProps) {
  const graph = useMemo(() => drawnGraph(drawn), [drawn]);
  const degree = useMemo(() => degreesOf(drawn), [drawn]);
  const renderer = useRef<Renderer | null>(null);
  const at = one(params, "at");
  const chosen = drawn.nodes.find(({ actor }) => actor.id === at);
  const counts = say("map.drawnCounts", {
    count: drawn.nodes.length,
    ties: drawn.links.length,
    day: drawn.as_of,
    level: drawn.level,
  });
  const left = drawn.left_out ? [say("map.leftOut", { count: drawn.left_out })] : [];
  const told = [...drawn.notes, ...left];
  return (
    <div class="map drawn">
      <p role="status">{counts}</p>
      <div class="map-page">
        <Canvas
          graph={graph}
          chosen={chosen ? at : null}
          mode="fade"
          label={say("map.ariaDrawn", { count: drawn.nodes.length, ties: drawn.links.length })}
          keys={say("map.keysDrawn")}
          tell={(n) => spoken(drawn.nodes[n], degree)}
          choose={(id, walked) => (walked ? amend : change)({ at: id })}
          open={(id) => go("show", { id: [id] })}
          ready={(made) => {
            renderer.current = made;
          }}
        />
        <div class="map-side">
          {chosen && <Chosen node={chosen} drawn={drawn} degree={degree} />}
          <Legend drawn={drawn} />
          <p class="map-small">{say("map.noteDrawn")}</p>
        </div>
      </div>
      <Out
        name={name}
        file={file}
        renderer={() => renderer.current}
        rows={[drawn.title, drawn.subtitle, counts, ...told, ...drawn.attribution]}
      />
      <Remarks notes={told} />
      <Twin drawn={drawn} degree={degree} />
      <Licences lines={drawn.attribution} />
    </div>
  );
}

function spoken(node: Node | undefined, degree: ReadonlyMap<string, number>): string {
  if (!node) return "";
  const { actor, routes } = node;
  return say("map.atDrawn", {
    name: actor.name + (actor.invented ? ` (${say("actor.invented")})` : ""),
    word: styleOf(actor).word,
    degree: degree.get(actor.id) ?? 0,
    routes: routes ? say("map.inRoutes", { count: routes }) : "",
  });
}

interface ChosenProps {
  readonly node: Node;
  readonly drawn: Drawn;
  readonly degree: ReadonlyMap<string, number>;
}

function Chosen({ node, drawn, degree }: ChosenProps) {
  const { actor } = node;
  const names = namesOf(drawn);
  const own = drawn.links.filter(({ tail, head }) => tail === actor.id || head === actor.id);
  return (
    <section class="card map-chosen" aria-label={say("map.node")}>
      <h2>
        <ActorLink actor={actor} />
      </h2>
      <p>{spoken(node, degree)}</p>
      <div class="tools">
        <a class="button" href={linkTo("routes", { to: [actor.id] })}>
          {say("map.reach")}
        </a>
        <a class="button" href={linkTo("map", { of: [actor.id] })}>
          {say("map.middle")}
        </a>
        <button type="button" onClick={() => change({ at: null })}>
          {say("map.close")}
        </button>
      </div>
      <h3>{say("map.own")}</h3>
      <ul class="map-own">
        {own.map((link) => (
          <li key={link.id}>
            {names.get(link.tail)} {link.arrow ? "→" : "–"} {names.get(link.head)}: {link.label}
            {link.invented && ` (${say("actor.invented")})`}
            <Said link={link} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The evidence of a tie; only web addresses become links. */
function Said({ link }: { link: Link }) {
  return (
    <>
      {link.said.map(({ text, source, url }) => (
        <small key={`${text} ${source}`} class="map-said-line">
          {say("map.saidBy", { text })} <WebLink url={url} text={source} />
        </small>
      ))}
    </>
  );
}

/** Which shape is what, and how many. */
function Legend({ drawn }: { drawn: Drawn }) {
  const counts = new Map<string, { glyph: string; colour: string; count: number }>();
  for (const { actor } of drawn.nodes) {
    const { word, glyph, colour } = styleOf(actor);
    counts.set(word, { glyph, colour, count: (counts.get(word)?.count ?? 0) + 1 });
  }
  return (
    <ul class="map-parts" aria-label={say("map.drawnLegend")}>
      {[...counts].map(([word, { glyph, colour, count }]) => (
        <li key={word}>
          <span class="map-glyph" style={{ color: colour }} aria-hidden="true">
            {glyph}
          </span>{" "}
          {word} ({count})
        </li>
      ))}
      {drawn.nodes.some(({ routes }) => routes > 1) && (
        <li>
          <span class="map-shared" aria-hidden="true">
            ◇
          </span>{" "}
          ◆ {say("map.sharedMark")}
        </li>
      )}
    </ul>
  );
}

const namesOf = ({ nodes }: Drawn): ReadonlyMap<string, string> =>
  new Map(nodes.map(({ actor }) => [actor.id, actor.name]));

const BANDS: ReadonlySet<string> = new Set(["strong", "medium", "weak", "cold"]);

/** The same as tables: the picture itself is for the eyes only. */
function Twin({ drawn, degree }: { drawn: Drawn; degree: ReadonlyMap<string, number> }) {
  const actors = new Map(drawn.nodes.map(({ actor }) => [actor.id, actor]));
  const several = drawn.nodes.some(({ routes }) => routes > 0);
  const cell = (id: string): Cell => {
    const actor = actors.get(id);
    return { value: actor?.name ?? id, shown: actor && <ActorLink actor={actor} /> };
  };
  return (
    <>
      <Table
        caption={say("map.actors")}
        columns={[
          say("map.column.name"),
          say("map.column.kind"),
          say("map.column.degree"),
          ...(several ? [say("map.column.routes")] : []),
        ]}
        rows={drawn.nodes.map(({ actor, routes }) => [
          cell(actor.id),
          { value: styleOf(actor).word || actor.kind },
          { value: degree.get(actor.id) ?? 0 },
          ...(several ? [{ value: routes }] : []),
        ])}
        file="actors"
        most={50}
      />
      <Table
        caption={say("map.ties")}
        columns={(["from", "tie", "to", "band", "evidence", "source"] as const).map((name) =>
          say(`map.column.${name}`),
        )}
        rows={drawn.links.map((link) => [
          cell(link.tail),
          { value: link.label + (link.invented ? ` (${say("actor.invented")})` : "") },
          cell(link.head),
          BANDS.has(link.band)
            ? { value: link.band, shown: <Band band={link.band as BandName} /> }
            : { value: null },
          { value: link.said.map(({ text }) => text).join("; ") },
          { value: [...new Set(link.said.map(({ source }) => source))].join("; ") },
        ])}
        file="ties"
        most={50}
      />
    </>
  );
}
