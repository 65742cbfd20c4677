/** The conditions of the question, as plain controls; all of them stand in the address. */

import { all, flag, one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { Tick } from "../../parts/tick";
import { howMany, MOST_STEPS, steps } from "./ask";
import { Chips } from "./chips";

const NAMES = [
  "k",
  "hops",
  "from",
  "avoid",
  "via",
  "invented",
  "different",
  "senior",
  "consented",
  "confidence",
  "known",
  "earlier",
  "channel",
] as const;
const MOST_ROUTES = 20;

export function Options({ params, targets }: { params: Params; targets: number }) {
  const used = NAMES.filter((name) => all(params, name).length).length;
  return (
    <details class="options">
      <summary>
        {say("routes.options")}
        {used > 0 && ` (${used})`}
      </summary>
      <div class="conditions">
        <label>
          {say("routes.k")}{" "}
          <select
            value={String(howMany(params, targets))}
            onChange={(event) => change({ k: event.currentTarget.value })}
          >
            {Array.from({ length: MOST_ROUTES }, (_, place) => String(place + 1)).map((count) => (
              <option key={count}>{count}</option>
            ))}
          </select>
        </label>
        <label>
          {say("routes.hops")}{" "}
          <select
            value={String(steps(params) ?? "any")}
            onChange={(event) => change({ hops: event.currentTarget.value })}
          >
            {Array.from({ length: MOST_STEPS }, (_, place) => String(place + 1)).map((count) => (
              <option key={count}>{count}</option>
            ))}
            <option value="any">{say("routes.any")}</option>
          </select>
        </label>
        <label>
          {say("routes.confidence")}{" "}
          <input
            type="number"
            min="0"
            max="1"
            step="0.1"
            value={one(params, "confidence", "0")}
            onChange={(event) => change({ confidence: event.currentTarget.value || null })}
          />
        </label>
        <label>
          {say("routes.known")}{" "}
          <input
            type="date"
            value={one(params, "known")}
            onChange={(event) => change({ known: event.currentTarget.value || null })}
          />
        </label>
        <label>
          {say("routes.then")}{" "}
          <input
            type="date"
            value={one(params, "earlier")}
            onChange={(event) => change({ earlier: event.currentTarget.value || null })}
          />
        </label>
        <Tick
          label={say("routes.different")}
          on={flag(params, "different")}
          set={(on) => change({ different: on ? "yes" : null })}
        />
        <Tick
          label={say("routes.invented")}
          on={one(params, "invented") !== "no"}
          set={(on) => change({ invented: on ? null : "no" })}
        />
        <Tick
          label={say("routes.senior")}
          on={flag(params, "senior")}
          set={(on) => change({ senior: on ? "yes" : null })}
        />
        <Tick
          label={say("routes.consented")}
          on={flag(params, "consented")}
          set={(on) => change({ consented: on ? "yes" : null })}
        />
      </div>
      <div class="conditions">
        <Chips
          label={say("routes.from")}
          name="from"
          values={all(params, "from")}
          nothing={say("routes.office")}
        />
        <Chips label={say("routes.avoid")} name="avoid" values={all(params, "avoid")} />
        <Chips label={say("routes.via")} name="via" values={all(params, "via")} />
      </div>
      <Channels params={params} />
      <button
        type="button"
        onClick={() => change(Object.fromEntries(NAMES.map((name) => [name, null])))}
      >
        {say("routes.clear")}
      </button>
    </details>
  );
}

/** The kinds of contact that the rules of strength know. */
function Channels({ params }: { params: Params }) {
  const rules = useAnswer<Schemas["Rules"]>({ path: "ask/rules" });
  const known = (rules.value?.rules ?? []).flatMap(({ key }) => {
    const found = /^channels\.(\w+)\.half_life_days$/.exec(key);
    return found?.[1] ? [found[1]] : [];
  });
  const chosen = all(params, "channel");
  if (!known.length) return null;
  return (
    <fieldset>
      <legend>{say("routes.channels")}</legend>
      {known.map((name) => (
        <Tick
          key={name}
          label={name.replaceAll("_", " ")}
          on={chosen.includes(name)}
          set={(on) =>
            change({ channel: on ? [...chosen, name] : chosen.filter((other) => other !== name) })
          }
        />
      ))}
    </fieldset>
  );
}
