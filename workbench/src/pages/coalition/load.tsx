/** The organisations: what each carries and could carry, whether it is off, and its sheet. */

import { all, flag, type Params } from "../../app/address";
import { change, linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Tick } from "../../parts/tick";
import { figure } from "../routes/strip";
import { carry } from "./ask";
import { Loaded } from "./board";
import type { Board, Grid } from "./cells";

export function Organizations({
  params,
  board,
  grid,
}: {
  params: Params;
  board: Board;
  grid: Grid;
}) {
  const off = all(params, "off");
  return (
    <section class="organizations">
      <h2>{say("coalition.organizations")}</h2>
      <p>
        <a href={linkTo("coalition", { ...params, sheet: ["all"] })}>
          {say("coalition.allSheets")}
        </a>{" "}
        <Tick
          label={say("coalition.prices")}
          on={flag(params, "prices")}
          set={(on) => change({ prices: on ? "yes" : null })}
        />
      </p>
      <ul>
        {grid.organizations.map((own) => {
          const load = board.plan.load.find(([actor]) => actor.id === own.id);
          return (
            <li key={own.id}>
              <span class="own">
                <ActorLink actor={own} />
              </span>
              {load ? (
                <Loaded given={load[1]} most={load[2]} />
              ) : (
                <span>✕ {say("coalition.off")}</span>
              )}
              <Price board={board} own={own.id} />
              <span class="tools">
                {load && say("coalition.takes", { most: load[2] })}
                <button
                  type="button"
                  aria-label={say("coalition.fewer", { name: own.name })}
                  title={say("coalition.fewer", { name: own.name })}
                  disabled={!load || load[2] === 0}
                  onClick={() => load && change(carry(params, own.id, load[2] - 1))}
                >
                  −
                </button>
                <button
                  type="button"
                  aria-label={say("coalition.more", { name: own.name })}
                  title={say("coalition.more", { name: own.name })}
                  disabled={!load}
                  onClick={() => load && change(carry(params, own.id, load[2] + 1))}
                >
                  +
                </button>
                <Tick
                  label={say("coalition.offNow")}
                  on={off.includes(own.id)}
                  set={(on) =>
                    change({ off: on ? [...off, own.id] : off.filter((one) => one !== own.id) })
                  }
                />
                <a href={linkTo("coalition", { ...params, sheet: [own.id] })}>
                  {say("coalition.sheet")}
                  <span class="unseen"> {own.name}</span>
                </a>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What one more slot of a full organisation is worth, where that was asked. */
function Price({ board, own }: { board: Board; own: string }) {
  const price = board.plan.prices.find((one) => one.organization.id === own);
  if (!price) return null;
  return (
    <small class="price">
      {price.worth === null
        ? say("coalition.priceUnknown")
        : say("coalition.price", { worth: figure(price.worth) })}
    </small>
  );
}
