/** The conditions of a question: each in force as a chip to drop, the rarer ones behind a fold. */

import type { ComponentChildren } from "preact";
import type { Change } from "../app/address";
import { change } from "../app/history";
import { say, type TextKey } from "../app/texts";
import { useName } from "./chips";

export interface Condition {
  readonly key: string;
  readonly text: TextKey;
  readonly values?: Readonly<Record<string, string | number>>;
  /** What is filled in by the names of identifiers: at most two. */
  readonly named?: Readonly<Record<string, string>>;
  /** What dropping it changes in the address. */
  readonly lift: Change;
  /** It has its control in sight: the fold does not count it. */
  readonly first?: boolean;
}

/** What stands behind the fold, and how much of it is set. */
export function More({
  conditions,
  children,
}: {
  conditions: readonly Condition[];
  children: ComponentChildren;
}) {
  const count = conditions.filter((one) => !one.first).length;
  return (
    <details class="options">
      <summary>{count ? say("conditions.moreSet", { count }) : say("conditions.more")}</summary>
      {children}
    </details>
  );
}

/** Some conditions that belong together, with what they ask in one line. */
export function Part({
  title,
  help,
  children,
}: {
  title: string;
  help?: string;
  children: ComponentChildren;
}) {
  return (
    <fieldset class="part">
      <legend>{title}</legend>
      {help && <p class="help">{help}</p>}
      {children}
    </fieldset>
  );
}

/** Every condition in force, above the answer: a button each that drops it, one for all. */
export function InForce({ conditions }: { conditions: readonly Condition[] }) {
  if (!conditions.length) return null;
  return (
    <section class="inforce" aria-label={say("conditions.inForce")}>
      <ul class="chiplist">
        {conditions.map((one) => (
          <InForceChip key={one.key} condition={one} />
        ))}
      </ul>
      {conditions.length > 1 && (
        <button type="button" class="quiet" onClick={() => change(dropAll(conditions))}>
          {say("conditions.clear")}
        </button>
      )}
    </section>
  );
}

function InForceChip({ condition }: { condition: Condition }) {
  const text = useSaid(condition);
  return (
    <li class="pick">
      <span class="name">{text}</span>{" "}
      <button
        type="button"
        aria-label={say("conditions.drop", { text })}
        onClick={() => change(condition.lift)}
      >
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}

/** Say a condition, identifiers by their names. */
export function useSaid({ text, values = {}, named = {} }: Condition): string {
  const [one, other] = Object.entries(named);
  const first = useName(one?.[1] ?? null);
  const second = useName(other?.[1] ?? null);
  return say(text, {
    ...values,
    ...(one && { [one[0]]: first }),
    ...(other && { [other[0]]: second }),
  });
}

/** Change all that conditions would; where two change one parameter, all of it goes. */
export function dropAll(conditions: readonly Condition[]): Change {
  const made: Record<string, Change[string]> = {};
  for (const { lift } of conditions) {
    for (const [name, value] of Object.entries(lift)) made[name] = name in made ? null : value;
  }
  return made;
}
