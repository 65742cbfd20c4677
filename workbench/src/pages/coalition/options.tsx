/** The conditions of the plan, as plain controls; all of them stand in the address. */

import { all, flag, one, type Params, whole } from "../../app/address";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { Tick } from "../../parts/tick";
import { Chips } from "../routes/chips";
import { asksBackup, written } from "./ask";
import type { Board } from "./cells";

const STEPS = ["1", "2", "3", "4"];

export function PlanOptions({ params, board }: { params: Params; board: Board | null }) {
  const hold = () =>
    change({
      keep:
        board?.plan.approaches.map((line) => written(line.organization.id, line.target.id)) ?? [],
    });
  return (
    <>
      <div class="conditions">
        <Tick
          label={say("coalition.backup")}
          on={asksBackup(params)}
          // Who must back up needs a backup to be asked for.
          set={(on) => change(on ? { backup: null } : { backup: "no", second: null })}
        />
        <Tick
          label={say("coalition.even")}
          on={flag(params, "even")}
          set={(on) => change({ even: on ? "yes" : null })}
        />
        <Tick
          label={say("coalition.coldToo")}
          on={flag(params, "cold")}
          set={(on) => change({ cold: on ? "yes" : null })}
        />
        <Tick
          label={say("coalition.prices")}
          on={flag(params, "prices")}
          set={(on) => change({ prices: on ? "yes" : null })}
        />
        <label>
          {say("coalition.most")}{" "}
          <input
            type="number"
            min="1"
            max="200"
            placeholder={say("coalition.anyNumber")}
            value={one(params, "most")}
            onChange={(event) => change({ most: event.currentTarget.value || null })}
          />
        </label>
        <label>
          {say("coalition.hops")}{" "}
          <select
            value={String(whole(params, "hops", 2))}
            onChange={(event) => change({ hops: event.currentTarget.value })}
          >
            {STEPS.map((count) => (
              <option key={count}>{count}</option>
            ))}
          </select>
        </label>
      </div>
      <details class="options">
        <summary>{say("coalition.options")}</summary>
        <div class="conditions">
          <Tick
            label={say("routes.invented")}
            on={one(params, "invented") !== "no"}
            set={(on) => change({ invented: on ? null : "no" })}
          />
          <label>
            {say("routes.known")}{" "}
            <input
              type="date"
              value={one(params, "known")}
              onChange={(event) => change({ known: event.currentTarget.value || null })}
            />
          </label>
          <label>
            {say("coalition.need")}{" "}
            <input
              type="text"
              value={one(params, "need")}
              onChange={(event) => change({ need: event.currentTarget.value.trim() || null })}
            />
          </label>
          {all(params, "keep").length ? (
            <button type="button" onClick={() => change({ keep: null })}>
              {say("coalition.loosen")}
            </button>
          ) : (
            <button type="button" disabled={!board} onClick={hold}>
              {say("coalition.hold")}
            </button>
          )}
        </div>
        <Chips
          label={say("coalition.org")}
          name="org"
          values={all(params, "org")}
          nothing={say("coalition.everybody")}
        />
      </details>
    </>
  );
}
