/** Conditions of a count in the Council: populations, how states are reached, sets to look for. */

import { all, one, type Params } from "../../app/address";
import type { Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { Menu, type Option, Pair, Pick } from "../../parts/choice";
import { InForce, More, Part } from "../../parts/conditions";
import { withSide } from "../../parts/listed";
import { inForceOfCouncil } from "./conditions";
import { Known } from "./options";

type Line = Schemas["CouncilAnswer"]["states"][number];

const SCORES = ["0", "0.1", "0.3", "0.6", "0.9"];
const LISTED = ["25", "50", "100"];
const plainly = (values: readonly string[]): readonly Option[] =>
  values.map((value) => ({ value, label: value }));

export function CouncilOptions({ params, states }: { params: Params; states: readonly Line[] }) {
  const conditions = inForceOfCouncil(params);
  const named = states.map((line) => ({ value: line.code, label: line.state.name }));
  return (
    <>
      <More conditions={conditions}>
        <Part title={say("vote.part.reach")} help={say("vote.part.reachHelp")}>
          <Pair
            left={{ label: say("vote.col.state"), options: named }}
            right={{ label: say("vote.reachedAt"), options: plainly(SCORES) }}
            add={(state, score) => change({ reach: withSide(params, "reach", state, score) })}
          />
        </Part>
        <Part title={say("vote.part.sets")} help={say("vote.part.setsHelp")}>
          <div class="conditions">
            <Menu
              label={say("vote.won")}
              options={named}
              values={all(params, "won")}
              put={(won) => change({ won })}
            />
            <Menu
              label={say("vote.lost")}
              options={named}
              values={all(params, "lost")}
              put={(lost) => change({ lost })}
            />
            <Pick
              label={say("vote.listed")}
              options={plainly(LISTED)}
              value={one(params, "most")}
              empty="10"
              set={(most) => change({ most: most || null })}
            />
          </div>
        </Part>
        <Part title={say("vote.part.data")}>
          <div class="conditions">
            <label>
              {say("vote.year")}{" "}
              <input
                type="number"
                min="1958"
                max="2100"
                placeholder={say("vote.newestYear")}
                value={one(params, "year")}
                onChange={(event) => change({ year: event.currentTarget.value || null })}
              />
            </label>
            <Known params={params} />
          </div>
        </Part>
      </More>
      <InForce conditions={conditions} />
    </>
  );
}
