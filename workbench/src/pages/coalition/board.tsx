/** The board: a row for each target, a column for each organisation, lead and backup in the cells. */

import { useRef, useState } from "preact/hooks";
import type { Params } from "../../app/address";
import type { Actor } from "../../app/api";
import { change, linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Band } from "../../parts/band";
import { figure } from "../routes/strip";
import { type Decision, decide, decided } from "./ask";
import { type Board, type Cell, dots, type Grid, moved } from "./cells";
import { type Closing, closings } from "./conditions";

export interface BoardProps {
  readonly params: Params;
  readonly board: Board;
  readonly grid: Grid;
  readonly about: ReadonlyMap<string, string>;
  readonly open: (organization: Actor, target: Actor) => void;
}

/** The kind under which a dragged place travels: a drop reads no other text. */
const KIND = "application/x-corridors-place";

export function BoardTable({ params, board, grid, about, open }: BoardProps) {
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const table = useRef<HTMLTableElement>(null);
  const size = [grid.targets.length, grid.organizations.length] as const;
  const go = (event: KeyboardEvent) => {
    const next = moved(at, event.key, size);
    if (!next) return;
    event.preventDefault();
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-at="${next.join()}"]`)?.focus();
  };
  return (
    <div class="boardwide">
      <p class="help" id="board-help">
        {say("coalition.help")}
      </p>
      <div class="wide">
        <table
          ref={table}
          class="board"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrows move in it
          role="grid"
          aria-label={say("coalition.board")}
          aria-describedby="board-help"
          onKeyDown={go}
        >
          <thead>
            <tr>
              <th scope="col">{say("coalition.target")}</th>
              {grid.organizations.map((own) => (
                <th key={own.id} scope="col" aria-label={own.name}>
                  <Head own={own} board={board} params={params} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.targets.map((target, row) => (
              <tr key={target.id}>
                <th scope="row">
                  <ActorLink actor={target} />
                  <small>{about.get(target.id)}</small>
                  <Gap board={board} target={target.id} />
                </th>
                {grid.organizations.map((own, column) => {
                  const cell = grid.cell(own.id, target.id);
                  if (!cell) return <td key={own.id} />;
                  const here = at[0] === row && at[1] === column;
                  return (
                    <Place
                      key={own.id}
                      cell={cell}
                      decision={decided(params, own.id, target.id)}
                      pair={`${own.name}, ${target.name}: `}
                      at={`${row},${column}`}
                      reached={here}
                      focus={() => setAt([row, column])}
                      open={() => open(own, target)}
                      drop={(decision) => change(decide(params, decision, own.id, target.id))}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Head({ own, board, params }: { own: Actor; board: Board; params: Params }) {
  const load = board.plan.load.find(([actor]) => actor.id === own.id);
  return (
    <>
      <span class="own">{own.name}</span>
      {load ? (
        <Loaded given={load[1]} most={load[2]} />
      ) : (
        <span class="load">✕ {say("coalition.off")}</span>
      )}
      <a
        class="quiet"
        href={linkTo("coalition", { ...params, sheet: [own.id] })}
        aria-label={say("coalition.sheetOf", { name: own.name })}
      >
        {say("coalition.sheet")}
      </a>
    </>
  );
}

export function Loaded({ given, most }: { given: number; most: number }) {
  const word = given >= most ? "full" : given === 0 ? "idle" : null;
  return (
    <span class="load">
      <span aria-hidden="true">{dots(given, most)}</span> {say("coalition.load", { given, most })}
      {word && `, ${say(`coalition.${word}`)}`}
    </span>
  );
}

export function Gap({ board, target }: { board: Board; target: string }) {
  const gap = board.plan.gaps.find((one) => one.target.id === target);
  if (!gap) return null;
  return (
    <span class="gap">
      <span aria-hidden="true">▲</span> {say("coalition.gap", { missing: gap.missing })}
    </span>
  );
}

/** Why what is missing is missing. */
export function Gaps({ board }: { board: Board }) {
  const { gaps } = board.plan;
  if (!gaps.length) return null;
  return (
    <section class="gaps" aria-label={say("coalition.gapsTitle")}>
      <h2>{say("coalition.gapsTitle")}</h2>
      <ul>
        {gaps.map((gap) => (
          <li key={gap.target.id}>
            <strong>{gap.target.name}</strong>:{" "}
            {say("coalition.gapWhy", { missing: gap.missing, reason: gap.reason })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The conditions that leave places empty, above the board: what closes most can be dropped at once. */
export function Closings({ board, params }: { board: Board; params: Params }) {
  const [most, ...others] = closings(board, params);
  if (!most) return null;
  return (
    <div class="closings">
      <Closed closing={most} text="coalition.closedMost" />
      {others.map((one) => (
        <Closed key={one.why} closing={one} text="coalition.closedToo" />
      ))}
    </div>
  );
}

interface ClosedProps {
  readonly closing: Closing;
  readonly text: "coalition.closedMost" | "coalition.closedToo";
}

/** A condition that leaves places empty, and the button that drops it. */
function Closed({ closing: { why: cause, count, lift }, text }: ClosedProps) {
  const why = say(cause);
  return (
    <p class="tools">
      {say(text, { why, count })}{" "}
      <button
        type="button"
        aria-label={say("routes.faultDropOf", { text: why })}
        onClick={() => change(lift)}
      >
        {say("routes.faultDrop")}
      </button>
    </p>
  );
}

interface PlaceProps {
  readonly cell: Cell;
  readonly decision: Decision | null;
  /** Who and whom, for whoever does not see row and column. */
  readonly pair: string;
  readonly at: string;
  readonly reached: boolean;
  readonly focus: () => void;
  readonly open: () => void;
  readonly drop: (decision: Decision) => void;
}

function Place({ cell, decision, pair, at, reached, focus, open, drop }: PlaceProps) {
  const [over, setOver] = useState(false);
  const place = cell.order === 1 ? "lead" : cell.order === 2 ? "second" : "free";
  const takes = !cell.bar;
  const offered = (event: DragEvent) => takes && event.dataTransfer?.types.includes(KIND);
  return (
    <td class={`place ${place}${over ? " over" : ""}`}>
      <button
        type="button"
        data-at={at}
        tabIndex={reached ? 0 : -1}
        aria-haspopup="dialog"
        draggable={place !== "free"}
        onFocus={focus}
        onClick={open}
        onDragStart={(event) => event.dataTransfer?.setData(KIND, place)}
        onDragOver={(event) => {
          if (!offered(event)) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false);
          if (!offered(event)) return;
          event.preventDefault();
          drop(event.dataTransfer?.getData(KIND) === "second" ? "second" : "lead");
        }}
      >
        <span class="unseen">{pair}</span>
        <Shown cell={cell} decision={decision} />
      </button>
    </td>
  );
}

const PINNED: readonly (Decision | null)[] = [null, "lead", "second"];

function Shown({ cell, decision: asked }: { cell: Cell; decision: Decision | null }) {
  // A typed address may name somebody otherwise than by identifier: the answer knows whom.
  const decision = asked ?? PINNED[cell.pinned] ?? null;
  return (
    <>
      {cell.order === 1 && <strong>{say("coalition.Lead")}</strong>}
      {cell.order === 2 && <strong>{say("coalition.Second")}</strong>}
      {cell.order === 0 && <span class="unseen">{say("coalition.free")}</span>}
      {cell.order > 0 && cell.band && <Band band={cell.band} />}
      <span class="score">
        {cell.score === null ? (cell.order > 0 ? say("coalition.cold") : "–") : figure(cell.score)}
      </span>
      {cell.bar && <span class="unseen">{say("coalition.cannot", { why: cell.bar })}</span>}
      {decision && (
        <span class="decided">
          <span aria-hidden="true">{decision === "ban" ? "✕" : "◈"}</span>{" "}
          {say(decision === "ban" ? "coalition.ban" : "coalition.byYou")}
        </span>
      )}
    </>
  );
}
