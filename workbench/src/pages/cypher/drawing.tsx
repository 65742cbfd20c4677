/** The people and relations of an answer as a drawing, with tables of the same below it. */

import type { RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../app/api";
import { linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Remarks } from "../../parts/notes";
import { styleOf } from "../../parts/style";
import { Table } from "../../parts/table";
import { around, BELOW, boxOf, type Frame, moved, namesThatFit, zoomed } from "./frame";

type Drawn = Schemas["DrawnOut"];

export function Drawing({ drawing }: { drawing: Drawn }) {
  const { nodes, links, notes, attribution, left_out: leftOut } = drawing;
  if (!nodes.length) return <p>{say("cypher.nothingDrawn")}</p>;
  const told = [...notes, ...(leftOut ? [say("cypher.leftOut", { count: leftOut })] : [])];
  return (
    <>
      <Picture drawing={drawing} />
      <Remarks notes={[...told, ...attribution]} />
      <p>
        <a href={linkTo("map", { of: nodes.slice(0, 50).map((node) => node.actor.id) })}>
          {say("cypher.onMap")}
        </a>
      </p>
      <Twin nodes={nodes} links={links} />
    </>
  );
}

const STEP = 0.15;
const LETTERS_PX = 13;

/** Pixels a unit of the drawing: letters stay of one size, however large the drawing is. */
function useScale(box: RefObject<SVGSVGElement | null>, frame: Frame): number {
  const [seen, see] = useState({ width: 800, height: 500 });
  useEffect(() => {
    const svg = box.current;
    if (!svg) return;
    const watch = new ResizeObserver(() =>
      see({ width: svg.clientWidth || 800, height: svg.clientHeight || 500 }),
    );
    watch.observe(svg);
    return () => watch.disconnect();
  }, []);
  return Math.min(seen.width / frame.width, seen.height / frame.height);
}
const KEYS: Readonly<Record<string, (frame: Frame) => Frame>> = {
  ArrowLeft: (frame) => moved(frame, -STEP, 0),
  ArrowRight: (frame) => moved(frame, STEP, 0),
  ArrowUp: (frame) => moved(frame, 0, -STEP),
  ArrowDown: (frame) => moved(frame, 0, STEP),
  "+": (frame) => zoomed(frame, 0.8),
  "-": (frame) => zoomed(frame, 1.25),
};

function Picture({ drawing }: { drawing: Drawn }) {
  const whole = useMemo(() => around(drawing.nodes), [drawing]);
  const [own, setOwn] = useState<Frame | null>(null);
  const frame = own ?? whole;
  const box = useRef<SVGSVGElement>(null);
  const size = LETTERS_PX / useScale(box, frame);
  const named = useMemo(() => shownNames(drawing, size), [drawing, size]);
  const places = new Map(drawing.nodes.map((node) => [node.actor.id, node]));
  const keys = (event: KeyboardEvent) => {
    const change = KEYS[event.key];
    if (!change) return;
    event.preventDefault();
    setOwn(change(frame));
  };
  return (
    <div class="drawing">
      <p class="tools">
        <button type="button" onClick={() => setOwn(zoomed(frame, 0.8))}>
          {say("cypher.larger")}
        </button>
        <button type="button" onClick={() => setOwn(zoomed(frame, 1.25))}>
          {say("cypher.smaller")}
        </button>
        <button type="button" onClick={() => setOwn(null)}>
          {say("cypher.whole")}
        </button>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what moves by keys must be reachable */}
      <section class="canvas" tabIndex={0} aria-label={say("cypher.pan")} onKeyDown={keys}>
        <svg
          ref={box}
          viewBox={boxOf(frame)}
          aria-hidden="true"
          preserveAspectRatio="xMidYMid meet"
        >
          {drawing.links.map((link) => {
            const [tail, head] = [places.get(link.tail), places.get(link.head)];
            if (!tail || !head) return null;
            return (
              <line
                key={link.id}
                x1={tail.x}
                y1={tail.y}
                x2={head.x}
                y2={head.y}
                class={link.invented ? "tie made-up" : "tie"}
                stroke-width={size / 10}
                stroke-dasharray={link.invented ? `${size / 2} ${size / 3}` : undefined}
              />
            );
          })}
          {drawing.nodes.map(({ actor, x, y }) => {
            const style = styleOf(actor);
            return (
              <g key={actor.id}>
                <title>{actor.name}</title>
                <circle cx={x} cy={y} r={size * 0.75} class="ground" />
                <text x={x} y={y} font-size={size * 1.5} fill={style.colour} class="glyph">
                  {style.glyph}
                </text>
              </g>
            );
          })}
          {drawing.nodes
            .filter(({ actor }) => named.has(actor.id))
            .map(({ actor, x, y }) => (
              <text key={actor.id} x={x} y={y + size * BELOW} font-size={size} class="name">
                {short(actor.name)}
              </text>
            ))}
        </svg>
      </section>
    </div>
  );
}

const LONGEST = 36;
const short = (name: string): string =>
  name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;

/** Names of whoever has most ties first. */
function shownNames({ nodes, links }: Drawn, size: number): ReadonlySet<string> {
  const degree = new Map<string, number>();
  for (const { tail, head } of links) {
    for (const end of [tail, head]) degree.set(end, (degree.get(end) ?? 0) + 1);
  }
  const ordered = nodes
    .map(({ actor, x, y }) => ({ id: actor.id, x, y, length: short(actor.name).length }))
    .sort((a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0));
  return namesThatFit(ordered, size);
}

/** The same as tables: the drawing itself is for the eyes only. */
function Twin({ nodes, links }: Pick<Drawn, "nodes" | "links">) {
  const actors = new Map(nodes.map(({ actor }) => [actor.id, actor]));
  const cell = (id: string) => {
    const actor = actors.get(id);
    return { value: actor?.name ?? id, shown: actor && <ActorLink actor={actor} /> };
  };
  const invented = (is: boolean) => ({ value: is ? say("actor.invented") : "" });
  return (
    <>
      <Table
        caption={say("cypher.actors")}
        columns={[
          say("cypher.column.name"),
          say("cypher.column.kind"),
          say("cypher.column.invented"),
        ]}
        rows={nodes.map(({ actor }) => [
          cell(actor.id),
          { value: styleOf(actor).word || actor.kind },
          invented(actor.invented),
        ])}
        file="drawn"
      />
      <Table
        caption={say("cypher.ties")}
        columns={[
          say("cypher.column.from"),
          say("cypher.column.tie"),
          say("cypher.column.to"),
          say("cypher.column.invented"),
        ]}
        rows={links.map((link) => [
          cell(link.tail),
          { value: link.label },
          cell(link.head),
          invented(link.invented),
        ])}
        file="relations"
      />
    </>
  );
}
