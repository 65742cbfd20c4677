/** The hemicycle: each seat with its group's colour and letter, its stance by shape. */

import { useState } from "preact/hooks";
import type { Schemas } from "../../app/api";
import { say } from "../../app/texts";
import { fromLeft, groupOf } from "./groups";
import { hemicycle } from "./hemicycle";
import { KEYS, next, type Stance } from "./stances";

export type Seat = Schemas["VotingSeatOut"];

export interface SeatsProps {
  readonly seats: readonly Seat[];
  readonly set: (seat: Seat, stance: Stance) => void;
}

/** Order seats from left to right, within a group by stance, then by name. */
export function ordered(seats: readonly Seat[]): readonly Seat[] {
  return [...seats].sort(
    (a, b) => fromLeft(a.group, b.group) || a.voter.name.localeCompare(b.voter.name),
  );
}

export function Seats({ seats, set }: SeatsProps) {
  const [at, setAt] = useState(0);
  const { places, size, width, height } = hemicycle(seats.length);
  const here = Math.min(at, seats.length - 1);
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const seat = seats[here];
    const step = STEPS[event.key];
    const wanted = KEYS[event.key.toLowerCase()];
    if (step !== undefined) setAt(Math.max(0, Math.min(seats.length - 1, here + step)));
    else if (seat && (event.key === "Enter" || event.key === " ")) set(seat, next(seat.stance));
    else if (seat && wanted) set(seat, wanted);
    else return;
    event.preventDefault();
  };
  const current = seats[here];
  return (
    <figure class="hemicycle">
      <div
        role="listbox"
        tabIndex={0}
        aria-label={say("vote.hemicycle", { count: seats.length })}
        aria-activedescendant={current ? `seat-${here}` : undefined}
        onKeyDown={pressed}
      >
        <svg viewBox={`0 0 ${width} ${height}`} role="presentation">
          {seats.map((seat, place) => (
            <OneSeat
              key={seat.voter.id}
              id={`seat-${place}`}
              seat={seat}
              size={size}
              x={places[place]?.x ?? 0}
              y={places[place]?.y ?? 0}
              chosen={place === here}
              take={() => {
                setAt(place);
                set(seat, next(seat.stance));
              }}
            />
          ))}
        </svg>
      </div>
      <figcaption>
        <p class="current" aria-live="polite">
          {current && told(current)}
        </p>
        <p>
          <small>{say("vote.keys")}</small>
        </p>
        <p>
          <small>{say("vote.order")}</small>
        </p>
      </figcaption>
    </figure>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -10_000,
  End: 10_000,
};

const told = (seat: Seat): string =>
  say("vote.seat", {
    name: seat.voter.name,
    group: seat.group,
    stance: say(`vote.stance.${seat.stance}`),
    origin: say(`vote.origin.${seat.origin}`),
  });

interface OneProps {
  readonly id: string;
  readonly seat: Seat;
  readonly size: number;
  readonly x: number;
  readonly y: number;
  readonly chosen: boolean;
  readonly take: () => void;
}

function OneSeat({ id, seat, size, x, y, chosen, take }: OneProps) {
  const group = groupOf(seat.group);
  return (
    // The keyboard works on the list: Enter, Space and letters set the seat that is chosen.
    <g
      id={id}
      role="option"
      aria-selected={chosen}
      aria-label={told(seat)}
      class={chosen ? "seat chosen" : "seat"}
      transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
      onClick={take}
    >
      <title>{told(seat)}</title>
      <circle class="ring" r={size + 3} />
      <Shape stance={seat.stance} size={size} colour={group.colour} />
      <text
        class={isFull(seat.stance) ? "on" : "off"}
        font-size={size * 1.05}
        text-anchor="middle"
        dy="0.36em"
      >
        {group.letter}
      </text>
    </g>
  );
}

const isFull = (stance: Stance): boolean => stance === "for" || stance === "against";

interface ShapeProps {
  readonly stance: Stance | "lean-for" | "lean-against";
  readonly size: number;
  readonly colour: string;
}

/** A stance by shape: disc, square, triangle, dashed ring, ring; who leans has the core alone. */
export function Shape({ stance, size, colour }: ShapeProps) {
  const line = { fill: "none", stroke: colour, "stroke-width": Math.max(1.5, size * 0.16) };
  const side = size * 0.88;
  if (stance === "for") return <circle r={size} fill={colour} />;
  if (stance === "against")
    return <rect x={-side} y={-side} width={2 * side} height={2 * side} fill={colour} />;
  if (stance === "lean-for")
    return (
      <>
        <circle r={size * 0.92} {...line} />
        <circle r={size * 0.4} fill={colour} />
      </>
    );
  if (stance === "lean-against")
    return (
      <>
        <rect x={-side} y={-side} width={2 * side} height={2 * side} {...line} />
        <rect x={-side / 2} y={-side / 2} width={side} height={side} fill={colour} />
      </>
    );
  if (stance === "abstain") {
    const top = size * 1.08;
    return <path d={`M0 ${-top}L${top} ${top * 0.8}H${-top}z`} {...line} />;
  }
  if (stance === "absent")
    return <circle r={size * 0.92} {...line} stroke-dasharray={`${size * 0.5} ${size * 0.5}`} />;
  return <circle r={size * 0.92} {...line} />;
}
