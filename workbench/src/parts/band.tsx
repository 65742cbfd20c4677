/** A strength band as bars and a word: never colour alone, and legible in black and white. */

import { say } from "../app/texts";

const BARS = { strong: 4, medium: 3, weak: 2, cold: 1 } as const;

export type BandName = keyof typeof BARS;

export function Band({ band }: { band: BandName }) {
  const bars = BARS[band];
  return (
    <span class={`band band-${band}`}>
      <svg viewBox="0 0 20 12" width="20" height="12" aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <rect
            key={bar}
            x={bar * 5 - 5}
            y={12 - bar * 3}
            width="4"
            height={bar * 3}
            class={bar <= bars ? "full" : "empty"}
          />
        ))}
      </svg>{" "}
      {say(`band.${band}`)}
    </span>
  );
}
