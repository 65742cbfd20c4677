/** What can be decided of an organisation and a target, or of all that could go to one. */

import { useEffect, useRef } from "preact/hooks";
import type { Params } from "../../app/address";
import type { Actor } from "../../app/api";
import { change, linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { Band } from "../../parts/band";
import { chain, figure } from "../routes/strip";
import { asksBackup, type Decision, decide, decided, routesOf } from "./ask";
import type { Board, Cell, Grid } from "./cells";

export interface Choice {
  readonly target: Actor;
  /** None: all that could go are listed. */
  readonly organization: Actor | null;
}

export interface DecideProps {
  readonly params: Params;
  readonly board: Board;
  readonly grid: Grid;
  readonly choice: Choice;
  readonly close: () => void;
}

export function Decide({ params, board, grid, choice, close }: DecideProps) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    box.current?.showModal();
  }, []);
  const { target, organization } = choice;
  const title = organization
    ? say("coalition.pair", { organization: organization.name, target: target.name })
    : say("coalition.who", { target: target.name });
  const listed = organization
    ? [organization]
    : grid.organizations.filter((own) => !grid.cell(own.id, target.id)?.bar);
  const ranked = [...listed].sort(
    (a, b) => score(grid.cell(b.id, target.id)) - score(grid.cell(a.id, target.id)),
  );
  return (
    <dialog ref={box} class="decide" aria-label={title} onClose={close}>
      <h2>{title}</h2>
      {ranked.map((own) => {
        const cell = grid.cell(own.id, target.id);
        return cell ? (
          <Pair
            key={own.id}
            params={params}
            board={board}
            cell={cell}
            own={own}
            target={target}
            alone={organization !== null}
            close={() => box.current?.close()}
          />
        ) : null;
      })}
      <p class="tools">
        <button type="button" onClick={() => box.current?.close()}>
          {say("coalition.close")}
        </button>
      </p>
    </dialog>
  );
}

const score = (cell: Cell | undefined): number => cell?.score ?? -1;

interface PairProps {
  readonly params: Params;
  readonly board: Board;
  readonly cell: Cell;
  readonly own: Actor;
  readonly target: Actor;
  readonly alone: boolean;
  readonly close: () => void;
}

function Pair({ params, board, cell, own, target, alone, close }: PairProps) {
  const line = board.plan.approaches.find(
    (one) => one.organization.id === own.id && one.target.id === target.id,
  );
  const now = decided(params, own.id, target.id);
  const set = (decision: Decision | null) => {
    close();
    change(decide(params, decision, own.id, target.id));
  };
  const stays = cell.bar !== "" && now !== "ban";
  const place = cell.order === 1 ? "lead" : cell.order === 2 ? "second" : "free";
  return (
    <section class="pair" aria-label={own.name}>
      {!alone && <h3>{own.name}</h3>}
      <p>
        {say(`coalition.${place}`)}
        {now && `, ${say("coalition.byYou")}`} ·{" "}
        {cell.band && cell.score !== null ? (
          <>
            <Band band={cell.band} /> {figure(cell.score)}
          </>
        ) : (
          say("coalition.noRoute")
        )}
        {cell.home && ` · ${say("coalition.home")}`}
      </p>
      {cell.bar && <p>{say("coalition.cannot", { why: cell.bar })}</p>}
      {alone && line && (
        <p>
          {line.route && say("coalition.way", { chain: chain(line.route) })}
          <br />
          <small>{line.reason}</small>
        </p>
      )}
      <p class="tools">
        <button type="button" disabled={stays || now === "lead"} onClick={() => set("lead")}>
          {say("coalition.makeLead")}
        </button>
        {asksBackup(params) && (
          <button type="button" disabled={stays || now === "second"} onClick={() => set("second")}>
            {say("coalition.makeSecond")}
          </button>
        )}
        <button type="button" disabled={now === "ban"} onClick={() => set("ban")}>
          {say("coalition.notThis")}
        </button>
        {now && (
          <button type="button" onClick={() => set(null)}>
            {say("coalition.lift")}
          </button>
        )}
        <a href={linkTo("routes", routesOf(params, own.id, target.id))}>
          {say("coalition.routes")}
        </a>
      </p>
    </section>
  );
}
