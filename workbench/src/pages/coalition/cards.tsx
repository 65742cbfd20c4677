/** The board on a small screen: a card for each target. */

import type { Actor } from "../../app/api";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Band } from "../../parts/band";
import { figure } from "../routes/strip";
import { Gap } from "./board";
import type { Board } from "./cells";

export interface CardsProps {
  readonly board: Board;
  readonly about: ReadonlyMap<string, string>;
  readonly open: (target: Actor) => void;
}

export function Cards({ board, about, open }: CardsProps) {
  return (
    <div class="boardcards">
      {board.targets.map((target) => (
        <section key={target.id} class="card" aria-label={target.name}>
          <h3>
            <ActorLink actor={target} />
          </h3>
          <small>{about.get(target.id)}</small>
          <ul>
            {board.plan.approaches
              .filter((line) => line.target.id === target.id)
              .map((line) => (
                <li key={line.organization.id}>
                  <strong>{say(line.order === 1 ? "coalition.Lead" : "coalition.Second")}</strong>:{" "}
                  {line.organization.name}{" "}
                  {line.route ? (
                    <>
                      <Band band={line.route.band} /> {figure(line.route.score)}
                    </>
                  ) : (
                    say("coalition.cold")
                  )}
                </li>
              ))}
          </ul>
          <Gap board={board} target={target.id} />
          <button type="button" onClick={() => open(target)}>
            {say("coalition.change")}
            <span class="unseen"> {target.name}</span>
          </button>
        </section>
      ))}
    </div>
  );
}
