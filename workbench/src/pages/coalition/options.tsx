/** The conditions of the plan: the usual ones in sight, the others behind a fold. */

import { useRef } from "preact/hooks";
import { all, type Change, flag, one, type Params, whole } from "../../app/address";
import type { Actor } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { Chips, useName } from "../../parts/chips";
import { type Option, Pair, Pick } from "../../parts/choice";
import { InForce, More, Part } from "../../parts/conditions";
import { DayField } from "../../parts/day";
import { Finder } from "../../parts/finder";
import { languages } from "../../parts/languages";
import { withCode, withSide } from "../../parts/listed";
import { Tick } from "../../parts/tick";
import { asksBackup, seconds, USUAL_STEPS, written } from "./ask";
import { type Board, gridOf } from "./cells";
import { inForce } from "./conditions";

const STEPS = ["1", "2", "3", "4"];
const NEEDED = ["1", "2", "3", "4", "5", "6"];
const SECONDS = ["30", "60"];
const plainly = (values: readonly string[]): readonly Option[] =>
  values.map((value) => ({ value, label: value }));

export function PlanOptions({ params, board }: { params: Params; board: Board | null }) {
  const conditions = inForce(params);
  const last = useRef<Board | null>(null);
  // Who can be chosen stays known where a condition leaves no plan.
  if (board) last.current = board;
  return (
    <>
      <div class="conditions">
        <Tick
          label={say("coalition.backup")}
          on={asksBackup(params)}
          // Who must back up needs a backup to be asked for.
          set={(on) => change(on ? { backup: null } : { backup: "no", second: null })}
        />
        <Flag name="even" label={say("coalition.even")} params={params} />
        <Flag name="cold" label={say("coalition.coldToo")} params={params} />
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
      </div>
      <More conditions={conditions}>
        <Who params={params} board={last.current} />
        <Languages params={params} board={last.current} />
        <Counting params={params} />
        <Keeping params={params} board={board} />
      </More>
      <InForce conditions={conditions} />
    </>
  );
}

interface PartProps {
  readonly params: Params;
  readonly board: Board | null;
}

const named = (actors: readonly Actor[]): readonly Option[] =>
  actors.map(({ id, name }) => ({ value: id, label: name }));

const organizations = (board: Board | null): readonly Option[] =>
  board ? named(gridOf(board).organizations) : [];

function Who({ params, board }: PartProps) {
  const ours = organizations(board);
  const apart = (left: string, right: string): Change => {
    const told = [written(left, right), written(right, left)];
    const others = all(params, "apart").filter((text) => !told.includes(text));
    return { apart: [...others, written(left, right)] };
  };
  return (
    <Part title={say("coalition.part.who")} help={say("coalition.part.whoHelp")}>
      <Chips
        label={say("coalition.org")}
        name="org"
        kinds={["Organization"]}
        values={all(params, "org")}
        nothing={say("coalition.everybody")}
      />
      <Need params={params} />
      <fieldset>
        <legend>{say("coalition.apart")}</legend>
        <Pair
          left={{ label: say("coalition.one"), options: ours }}
          right={{ label: say("coalition.other"), options: ours }}
          add={(left, right) => change(apart(left, right))}
        />
      </fieldset>
    </Part>
  );
}

/** At least so many of a network or a country: several such may stand together. */
function Need({ params }: { params: Params }) {
  const count = useRef("2");
  return (
    <fieldset>
      <legend>{say("coalition.need")}</legend>
      <div class="conditions">
        <label>
          {say("coalition.atLeast")}{" "}
          <select
            onChange={(event) => {
              count.current = event.currentTarget.value;
            }}
          >
            {NEEDED.map((each) => (
              <option key={each} selected={each === "2"}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <Finder
          label={say("coalition.needOf")}
          kinds={["Organization", "Area"]}
          take={({ id }) => change({ need: withSide(params, "need", id, count.current, ">=") })}
        />
      </div>
    </fieldset>
  );
}

function Languages({ params, board }: PartProps) {
  const spoken = languages();
  const files = all(params, "to").filter((to) => !board?.targets.some((one) => one.id === to));
  return (
    <Part title={say("coalition.part.languages")} help={say("coalition.part.languagesHelp")}>
      <Pair
        left={{ label: say("coalition.speaks"), options: organizations(board) }}
        right={{ label: say("coalition.spoken"), options: spoken }}
        add={(own, code) => change({ speaks: withCode(params, "speaks", own, code) })}
      />
      <WithNames ids={files}>
        {(whole) => (
          <Pair
            left={{
              label: say("coalition.language"),
              options: [...whole, ...named(board?.targets ?? [])],
            }}
            right={{ label: say("coalition.understood"), options: spoken }}
            add={(target, code) =>
              change({ language: withCode(params, "language", target, code) })
            }
          />
        )}
      </WithNames>
      <Flag name="strict" label={say("coalition.strict")} params={params} />
    </Part>
  );
}

interface WithNamesProps {
  readonly ids: readonly string[];
  readonly children: (options: readonly Option[]) => preact.ComponentChild;
}

/** Files by their titles: the first one's, as one file is what a plan is usually about. */
function WithNames({ ids, children }: WithNamesProps) {
  const [first = "", ...more] = ids;
  const name = useName(first || null);
  const options = [...(first ? [{ value: first, label: name }] : []), ...plainly(more)];
  return <>{children(options)}</>;
}

function Counting({ params }: { params: Params }) {
  const searched = seconds(params);
  return (
    <Part title={say("coalition.part.counting")}>
      <div class="conditions">
        <Pick
          label={say("coalition.hops")}
          options={plainly(STEPS)}
          value={String(whole(params, "hops", USUAL_STEPS))}
          set={(hops) => change({ hops: hops === String(USUAL_STEPS) ? null : hops })}
        />
        <Pick
          label={say("coalition.seconds")}
          options={plainly(
            searched && !SECONDS.includes(String(searched))
              ? [...SECONDS, String(searched)]
              : SECONDS,
          )}
          value={searched === null ? "" : String(searched)}
          empty="10"
          set={(most) => change({ seconds: most || null })}
        />
        <DayField
          label={say("routes.known")}
          value={one(params, "known")}
          empty={say("routes.now")}
          take={(known) => change({ known: known || null })}
        />
        <Tick
          label={say("routes.invented")}
          on={one(params, "invented") !== "no"}
          set={(on) => change({ invented: on ? null : "no" })}
        />
      </div>
    </Part>
  );
}

function Keeping({ params, board }: PartProps) {
  const hold = () =>
    change({
      keep:
        board?.plan.approaches.map((line) => written(line.organization.id, line.target.id)) ?? [],
    });
  return (
    <Part title={say("coalition.part.keep")} help={say("coalition.part.keepHelp")}>
      {all(params, "keep").length ? (
        <button type="button" onClick={() => change({ keep: null })}>
          {say("coalition.loosen")}
        </button>
      ) : (
        <button type="button" disabled={!board} onClick={hold}>
          {say("coalition.hold")}
        </button>
      )}
    </Part>
  );
}

interface FlagProps {
  readonly name: "even" | "cold" | "strict";
  readonly label: string;
  readonly params: Params;
}

function Flag({ name, label, params }: FlagProps) {
  return (
    <Tick
      label={label}
      on={flag(params, name)}
      set={(on) => change({ [name]: on ? "yes" : null })}
    />
  );
}
