/** Power and interest of everybody on a file: a picture with its table. */

import { useAnswer } from "../../app/answer";
import { day, query, type Schemas } from "../../app/api";
import { linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Remarks, Waiting } from "../../parts/notes";
import { type Cell, Table } from "../../parts/table";
import { groupOf } from "../vote/groups";
import { GRID, labelled, placed } from "./grid";

type Answer = Schemas["GridAnswer"];
type Line = Schemas["GridLine"];

const MOST = 60;

export function Grid({ file }: { file: string }) {
  const path = query("ask/grid", { file, most: MOST, as_of: day() });
  const answer = useAnswer<Answer>({ path });
  const found = answer.value;
  return (
    <section>
      <h2>{say("show.grid")}</h2>
      <p>{say("show.gridNote", { count: MOST })}</p>
      <Waiting answer={answer} />
      {found && (
        <>
          <div class="beside">
            <Picture answer={found} />
            <Table
              caption={say("show.grid")}
              titled
              columns={[
                say("show.col.who"),
                say("show.col.group"),
                say("show.col.power"),
                say("show.col.interest"),
                say("show.col.field"),
                say("show.col.known"),
                say("show.col.restsOn"),
              ]}
              rows={found.lines.map(row)}
              file="power-interest"
              most={15}
            />
          </div>
          <Remarks notes={found.notes} />
        </>
      )}
    </section>
  );
}

function Picture({ answer }: { answer: Answer }) {
  const value = (name: string) => answer.values.find((each) => each.name === name)?.value ?? 0.5;
  const [power, interest] = [value("threshold.power"), value("threshold.interest")];
  const dots = placed(answer.lines);
  const names = labelled(dots);
  const { left, top, size } = GRID;
  const fields: readonly (readonly [number, number, string])[] = [
    [left + 6, top + 16, say("show.field.context")],
    [left + size * interest + 6, top + 16, say("show.field.player")],
    [left + 6, top + size - 8, say("show.field.crowd")],
    [left + size * interest + 6, top + size - 8, say("show.field.subject")],
  ];
  return (
    <figure class="grid">
      <svg viewBox={`0 0 ${GRID.width} ${GRID.height}`}>
        <title>{say("show.grid")}</title>
        <rect x={left} y={top} width={size} height={size} class="frame" />
        <line x1={left + size * interest} x2={left + size * interest} y1={top} y2={top + size} />
        <line
          x1={left}
          x2={left + size}
          y1={top + size * (1 - power)}
          y2={top + size * (1 - power)}
        />
        {fields.map(([x, y, word]) => (
          <text key={word} x={x} y={y} class="field">
            {word}
          </text>
        ))}
        <text x={left + size / 2} y={top + size + 26} text-anchor="middle">
          {say("show.col.interest")} →
        </text>
        <text
          x={left - 14}
          y={top + size / 2}
          text-anchor="middle"
          transform={`rotate(-90 ${left - 14} ${top + size / 2})`}
        >
          {say("show.col.power")} →
        </text>
        {dots.map(({ line, x, y }) => (
          <Dot key={line.actor.id} line={line} x={x} y={y} name={names.has(line.actor.id)} />
        ))}
      </svg>
    </figure>
  );
}

function Dot({ line, x, y, name }: { line: Line; x: number; y: number; name: boolean }) {
  const group = groupOf(line.group ?? "?");
  const { power, interest } = line;
  const told = say("show.gridDot", {
    name: line.actor.name,
    group: line.group ?? "–",
    power: number(power.value),
    interest: number(interest.value),
  });
  return (
    <a href={linkTo("show", { id: [line.actor.id] })} class="dot">
      <title>{told}</title>
      <circle cx={x} cy={y} r="9" fill={group.colour} class={line.firm ? "firm" : "soft"} />
      <text x={x} y={y + 3.5} class="letter-in" text-anchor="middle">
        {group.letter}
      </text>
      {name && (
        <text x={x + 12} y={y + 4} class="name">
          {line.actor.name}
        </text>
      )}
    </a>
  );
}

function row(line: Line): readonly Cell[] {
  return [
    { value: line.actor.name, shown: <ActorLink actor={line.actor} /> },
    { value: line.group },
    measured(line.power.value),
    measured(line.interest.value),
    { value: line.quadrant ?? say("show.unknown") },
    { value: say(line.firm ? "show.firm" : "show.notFirm") },
    {
      value: line.inputs.map((each) => `${each.name}: ${each.reading}`).join("; "),
      shown: (
        <details>
          <summary>{say("show.inputs", { count: line.inputs.length })}</summary>
          <ul>
            {line.inputs.map((each) => (
              <li key={each.name}>
                {each.name} {number(each.value)} × {each.weight}: {each.reading}{" "}
                <small>{each.sources.join("; ")}</small>
                {each.invented && <span class="invented"> {say("actor.invented")}</span>}
              </li>
            ))}
          </ul>
        </details>
      ),
    },
  ];
}

const measured = (value: number | null): Cell => ({
  value: value === null ? null : Math.round(100 * value) / 100,
  shown: number(value),
});
const number = (value: number | null): string => (value === null ? "?" : value.toFixed(2));
