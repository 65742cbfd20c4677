/** Choosing a stance: five buttons side by side, one of them pressed. */

import { say } from "../../app/texts";
import { Shape } from "./seats";
import { STANCES, type Stance } from "./stances";

export interface ChooserProps {
  readonly of: string;
  readonly value: Stance | null;
  readonly set: (stance: Stance | null) => void;
}

/** The pressed button, pressed again, takes the stance away. */
export function Chooser({ of, value, set }: ChooserProps) {
  return (
    <fieldset class="chooser">
      <legend class="unseen">{of}</legend>
      {STANCES.map((stance) => (
        <button
          key={stance}
          type="button"
          aria-pressed={value === stance}
          aria-label={`${of}: ${say(`vote.stance.${stance}`)}`}
          title={say(`vote.stance.${stance}`)}
          onClick={() => set(value === stance ? null : stance)}
        >
          <Sign stance={stance} />
        </button>
      ))}
    </fieldset>
  );
}

export function Sign({ stance }: { stance: Stance | "lean-for" | "lean-against" }) {
  return (
    <svg class="sign" viewBox="-11 -11 22 22" width="18" height="18" aria-hidden="true">
      <Shape stance={stance} size={8} colour="currentColor" />
    </svg>
  );
}

/** What the shapes mean, for the picture's reader. */
export function Legend({ counts }: { counts: readonly (readonly [string, number])[] }) {
  return (
    <ul class="legend">
      {STANCES.map((stance) => (
        <li key={stance}>
          <Sign stance={stance} /> {say(`vote.stance.${stance}`)}:{" "}
          <strong>{counts.find(([name]) => name === stance)?.[1] ?? 0}</strong>
        </li>
      ))}
    </ul>
  );
}
