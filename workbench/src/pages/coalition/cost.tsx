/** What the decisions cost: worth before and after, who moves, and each as a chip to lift. */

import { all, type Params } from "../../app/address";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Chip, Named } from "../../parts/chips";
import { Table } from "../../parts/table";
import { figure } from "../routes/strip";
import { type Decision, decide, lines, numbers, OVERRIDES } from "./ask";
import { type Board, effect } from "./cells";

export const worth = (value: number): string => value.toFixed(2);

/** The plan and its worth in two sentences, told again whenever they change. */
export function Worth({ board }: { board: Board }) {
  const { plan } = board;
  const missing = plan.gaps.reduce((sum, gap) => sum + gap.missing, 0);
  return (
    <div role="status">
      <p class="best">
        {say("coalition.plan", {
          lines: plan.approaches.length,
          gaps: missing ? say("coalition.gaps", { count: missing }) : say("coalition.noGaps"),
          worth: worth(plan.objective),
        })}{" "}
        {plan.proven
          ? say("coalition.proven")
          : say("coalition.bound", { bound: worth(plan.bound) })}
      </p>
      <p class="honest">{say("coalition.unit")}</p>
      {board.overrides.length > 0 && (
        <p class="cost">
          <strong>{costs(board)}</strong>
        </p>
      )}
    </div>
  );
}

function costs(board: Board): string {
  const told = { worth: worth(board.plan.objective), best: worth(board.before) };
  if (Math.abs(board.cost) < 0.00005) return say("coalition.free_cost", told);
  if (board.cost < 0) return say("coalition.gain", { ...told, gain: figure(-board.cost) });
  return say("coalition.cost", { ...told, cost: figure(board.cost) });
}

/** Each decision as a chip; they come from the address, so also where there is no answer. */
export function Decisions({ params, board }: { params: Params; board: Board | null }) {
  const none = OVERRIDES.every((name) => !all(params, name).length);
  if (none) return null;
  const gain = (kind: string, own: string, target = ""): string => {
    const found = board?.overrides.find(
      (one) =>
        one.kind === kind && one.organization.id === own && (one.target?.id ?? "") === target,
    );
    const value = found?.gain ?? 0;
    return Math.abs(value) < 0.00005 ? "" : say("coalition.lifting", { gain: figure(value) });
  };
  return (
    <section class="decisions" aria-label={say("coalition.decisions")}>
      <h2>{say("coalition.decisions")}</h2>
      <ul class="chiplist">
        {(["lead", "second", "ban"] as const).flatMap((name) =>
          lines(params, name).map(({ organization, target }) => (
            <Chip
              key={`${name} ${organization} ${target}`}
              label={say(`coalition.chip.${name}`, { organization, target })}
              lift={() => change(decide(params, null, organization, target))}
            >
              <Filled text={`coalition.chip.${name}`} own={organization} target={target} />{" "}
              <small>{gain(KINDS[name], organization, target)}</small>
            </Chip>
          )),
        )}
        {all(params, "off").map((own) => (
          <Chip
            key={`off ${own}`}
            label={say("coalition.chip.off", { organization: own })}
            lift={() => change({ off: all(params, "off").filter((one) => one !== own) })}
          >
            <Filled text="coalition.chip.off" own={own} /> <small>{gain("off", own)}</small>
          </Chip>
        ))}
        {Object.entries(numbers(params, "cap")).map(([own, count]) => (
          <Chip
            key={`cap ${own}`}
            label={say("coalition.chip.cap", { organization: own, count })}
            lift={() =>
              change({ cap: all(params, "cap").filter((text) => !text.startsWith(`${own}=`)) })
            }
          >
            <Filled text="coalition.chip.cap" own={own} count={count} />{" "}
            <small>{gain("capacity", own)}</small>
          </Chip>
        ))}
        {all(params, "keep").length > 0 && (
          <Chip label={say("coalition.loosen")} lift={() => change({ keep: null })}>
            {say("coalition.chip.keep", { count: all(params, "keep").length })}
          </Chip>
        )}
      </ul>
      <button
        type="button"
        onClick={() => change(Object.fromEntries(OVERRIDES.map((name) => [name, null])))}
      >
        {say("coalition.liftAll")}
      </button>
    </section>
  );
}

const KINDS: Readonly<Record<Decision, string>> = { lead: "lead", second: "backup", ban: "ban" };

interface FilledProps {
  readonly text: `coalition.chip.${Decision | "off" | "cap"}`;
  readonly own: string;
  readonly target?: string;
  readonly count?: number;
}

/** A sentence with names in it, each asked for at the level of whoever looks. */
function Filled({ text, own, target = "", count = 0 }: FilledProps) {
  const parts = say(text, { count }).split(/(\{organization\}|\{target\})/);
  return (
    <span>
      {parts.map((part) =>
        part === "{organization}" ? (
          <Named key={part} id={own} />
        ) : part === "{target}" ? (
          <Named key={part} id={target} />
        ) : (
          part
        ),
      )}
    </span>
  );
}

export function Moves({ board }: { board: Board }) {
  if (!board.shifts.length) return null;
  return (
    <section>
      <Table
        caption={say("coalition.moves")}
        file="moves"
        columns={[
          say("coalition.target"),
          say("coalition.place"),
          say("coalition.before"),
          say("coalition.after"),
          say("coalition.then"),
          say("coalition.now"),
          say("coalition.effect"),
        ]}
        rows={board.shifts.map((shift) => [
          { value: shift.target.name, shown: <ActorLink actor={shift.target} /> },
          { value: say(shift.order === 1 ? "coalition.lead" : "coalition.second") },
          { value: shift.before?.name ?? say("coalition.nobody") },
          { value: shift.after?.name ?? say("coalition.nobody") },
          { value: shift.score_before === null ? null : Number(figure(shift.score_before)) },
          { value: shift.score_after === null ? null : Number(figure(shift.score_after)) },
          { value: say(`coalition.${effect(shift)}`) },
        ])}
      />
      <details>
        <summary>{say("coalition.why")}</summary>
        <ul>
          {board.changes.map((one) => (
            <li key={`${one.target.id} ${one.kind} ${one.before?.id} ${one.after?.id}`}>
              {one.target.name}: {one.reason}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
