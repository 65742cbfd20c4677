/** The conditions of the question: the usual ones in sight, the others behind a fold. */

import { all, flag, one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { Chips, useName } from "../../parts/chips";
import { Boxes, Menu, type Option, Pick } from "../../parts/choice";
import { InForce, More, Part } from "../../parts/conditions";
import { DayField } from "../../parts/day";
import { languages } from "../../parts/languages";
import { withSide } from "../../parts/listed";
import { styleOfTerm } from "../../parts/style";
import { Tick } from "../../parts/tick";
import { howMany, isDifferent, leastConfidence, loadOf, MOST_STEPS, readyOf, steps } from "./ask";
import { inForce } from "./conditions";
import { knownOf } from "./rules";
import { relationWord, wayWord } from "./words";

const MOST_OFFERED = 20;
const counted = (most: number): readonly Option[] =>
  Array.from({ length: most }, (_, place) => String(place + 1)).map((value) => ({
    value,
    label: value,
  }));

export function Options({ params, targets }: { params: Params; targets: number }) {
  const conditions = inForce(params);
  const routes = howMany(params, targets);
  const offered = counted(MOST_OFFERED);
  return (
    <>
      <div class="conditions">
        <Pick
          label={say("routes.k")}
          options={
            routes > MOST_OFFERED
              ? [...offered, { value: String(routes), label: String(routes) }]
              : offered
          }
          value={String(routes)}
          set={(k) => change({ k })}
        />
        <Pick
          label={say("routes.hops")}
          options={[...counted(MOST_STEPS), { value: "any", label: say("routes.any") }]}
          value={String(steps(params) ?? "any")}
          set={(hops) => change({ hops })}
        />
        <Tick
          label={say("routes.different")}
          on={isDifferent(params)}
          set={(on) => change(on ? { different: "yes" } : { different: null, alike: null })}
        />
      </div>
      <More conditions={conditions}>
        <Between params={params} />
        <Counting params={params} />
        <Load params={params} targets={targets} />
        <Time params={params} />
      </More>
      <InForce conditions={conditions} />
    </>
  );
}

function Between({ params }: { params: Params }) {
  const { kinds } = useKnown();
  return (
    <Part title={say("routes.part.between")} help={say("routes.part.betweenHelp")}>
      <div class="conditions">
        <Chips
          label={say("routes.from")}
          name="from"
          values={all(params, "from")}
          nothing={say("routes.office")}
        />
        <Chips label={say("routes.avoid")} name="avoid" values={all(params, "avoid")} />
        <Chips label={say("routes.via")} name="via" values={all(params, "via")} />
        <Chips
          label={say("routes.country")}
          name="country"
          kinds={["Area"]}
          values={all(params, "country")}
        />
      </div>
      <Boxes
        label={say("routes.kinds")}
        options={kinds.map((value) => ({ value, label: styleOfTerm(value) }))}
        values={all(params, "kind")}
        put={(kind) => change({ kind })}
      />
      <Flag name="senior" label={say("routes.senior")} params={params} />
    </Part>
  );
}

function Counting({ params }: { params: Params }) {
  const { channels, relations } = useKnown();
  return (
    <Part title={say("routes.part.ties")} help={say("routes.part.tiesHelp")}>
      <Boxes
        label={say("routes.channels")}
        options={channels.map((value) => ({ value, label: wayWord(value) }))}
        values={all(params, "channel")}
        put={(channel) => change({ channel })}
      />
      <Boxes
        label={say("routes.relations")}
        options={relations.map((value) => ({ value, label: relationWord(value) }))}
        values={all(params, "relation")}
        put={(relation) => change({ relation })}
      />
      <div class="conditions">
        <Menu
          label={say("routes.languages")}
          options={languages()}
          values={all(params, "language")}
          put={(language) => change({ language })}
        />
        <Pick
          label={say("routes.confidence")}
          options={confidences(leastConfidence(params))}
          value={String(leastConfidence(params))}
          set={(least) => change({ confidence: least === "0" ? null : least })}
        />
        <Flag name="consented" label={say("routes.consented")} params={params} />
        <Tick
          label={say("routes.invented")}
          on={one(params, "invented") !== "no"}
          set={(on) => change({ invented: on ? null : "no" })}
        />
      </div>
    </Part>
  );
}

/** Steps of confidence, and what the address says between them. */
function confidences(now: number): readonly Option[] {
  const steps = [...new Set([0, 0.5, 0.7, 0.8, 0.9, 1, now])].sort((a, b) => a - b);
  return steps.map((least) => ({
    value: String(least),
    label: least === 0 ? say("routes.anyConfidence") : String(least),
  }));
}

const SHARES = ["1", "0.75", "0.5", "0.25", "0"] as const;

function Load({ params, targets }: { params: Params; targets: number }) {
  const from = all(params, "from");
  const apart = isDifferent(params);
  return (
    <Part
      title={say("routes.part.load")}
      help={targets > 1 ? say("routes.part.loadMany") : say("routes.part.loadHelp")}
    >
      <div class="conditions">
        <Pick
          label={say("routes.load")}
          options={counted(10)}
          value={String(loadOf(params) ?? "")}
          empty={say("routes.any")}
          set={(load) => change({ load: load || null })}
        />
        {apart && (
          <Pick
            label={say("routes.alike")}
            options={[
              { value: "0", label: say("routes.alikeNone") },
              { value: "0.5", label: say("routes.alikeHalf") },
            ]}
            value={one(params, "alike")}
            empty={say("routes.alikeThird")}
            set={(alike) => change({ alike: alike || null })}
          />
        )}
        {from.map((id) => (
          <Ready key={id} id={id} params={params} />
        ))}
      </div>
    </Part>
  );
}

/** How free one of those who start is: only where somebody was chosen to start. */
function Ready({ id, params }: { id: string; params: Params }) {
  const name = useName(id);
  const now = String(readyOf(params)[id] ?? 1);
  const known = (SHARES as readonly string[]).includes(now) ? SHARES : [...SHARES, now];
  return (
    <Pick
      label={say("routes.ready", { name })}
      options={known.map((value) => ({
        value,
        label: say("routes.share", { share: Math.round(100 * Number(value)) }),
      }))}
      value={now}
      set={(share) =>
        change({ ready: withSide(params, "ready", id, share === "1" ? null : share) })
      }
    />
  );
}

function Time({ params }: { params: Params }) {
  return (
    <Part title={say("routes.part.time")}>
      <div class="conditions">
        <DayField
          label={say("routes.known")}
          value={one(params, "known")}
          empty={say("routes.now")}
          take={(known) => change({ known: known || null })}
        />
        <DayField
          label={say("routes.then")}
          value={one(params, "earlier")}
          empty={say("routes.noDay")}
          take={(earlier) => change({ earlier: earlier || null })}
        />
      </div>
    </Part>
  );
}

interface FlagProps {
  readonly name: "senior" | "consented";
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

/** The words that the rules in force know. */
function useKnown() {
  return knownOf(useAnswer<Schemas["Rules"]>({ path: "ask/rules" }).value);
}
