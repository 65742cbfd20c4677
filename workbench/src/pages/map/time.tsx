/** Time: the day as a slider, an earlier day beside it, and what appeared and vanished. */

import { useState } from "preact/hooks";
import { flag, one, type Params } from "../../app/address";
import { change } from "../../app/history";
import { say } from "../../app/texts";
import { useServiceDay } from "../../app/today";
import { ActorLink } from "../../parts/actor";
import { actorAt, type MapAnswer, type Overview } from "./graph";

const DAY_MS = 86_400_000;
const MOST_YEARS = 12;
const MOST_LISTED = 60;

const toNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
const toDay = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

const later = (one: string, other: string): string => (one > other ? one : other);

/** An overview has a day alone: two days are compared on a map. */
export function Time({ answer, params }: { answer: MapAnswer | Overview; params: Params }) {
  const map = "since" in answer ? answer : null;
  const last = toNumber(later(answer.as_of, useServiceDay() ?? ""));
  const begun = answer.begun.filter(
    ([month]) => toNumber(`${month}-01`) > last - MOST_YEARS * 366,
  );
  const first = Math.min(
    begun[0] ? toNumber(`${begun[0][0]}-01`) : last - 366,
    toNumber(answer.as_of),
  );
  const [sliding, slide] = useState<number | null>(null);
  const day = sliding ?? toNumber(answer.as_of);
  const since = one(params, "from");
  return (
    <details class="map-time" open={since !== "" || flag(params, "still")}>
      <summary>{say("map.time")}</summary>
      <Begun begun={begun} first={first} last={last} day={day} />
      <label class="map-slider">
        <span>{say("map.timeDay", { day: toDay(day) })}</span>
        <input
          type="range"
          min={first}
          max={last}
          value={day}
          aria-valuetext={toDay(day)}
          onInput={(event) => slide(Number(event.currentTarget.value))}
          onChange={(event) => {
            slide(null);
            change({ day: toDay(Number(event.currentTarget.value)) });
          }}
        />
      </label>
      {map && (
        <div class="tools">
          <label>
            {say("map.from")}{" "}
            <input
              type="date"
              value={since}
              max={toDay(toNumber(answer.as_of) - 1)}
              onChange={(event) => change({ from: event.currentTarget.value || null })}
            />
          </label>
          <label>
            <input
              type="checkbox"
              checked={flag(params, "still")}
              onChange={(event) => change({ still: event.currentTarget.checked ? "yes" : null })}
            />{" "}
            {say("map.still")}
          </label>
        </div>
      )}
      {map?.since && <Changes answer={map} since={map.since} />}
    </details>
  );
}

function Begun(props: {
  begun: readonly (readonly [string, number])[];
  first: number;
  last: number;
  day: number;
}) {
  const { begun, first, last, day } = props;
  if (!begun.length) return null;
  const most = Math.max(...begun.map(([, count]) => count));
  const x = (number: number) => ((number - first) / Math.max(last - first, 1)) * 300;
  const told = say("map.begun", {
    first: begun[0]?.[0] ?? "",
    last: begun.at(-1)?.[0] ?? "",
    most,
  });
  return (
    <svg
      class="map-begun"
      viewBox="0 0 300 30"
      preserveAspectRatio="none"
      role="img"
      aria-label={told}
    >
      <title>{told}</title>
      {begun.map(([month, count]) => {
        const high = 2 + 26 * Math.sqrt(count / most);
        return (
          <rect key={month} x={x(toNumber(`${month}-01`))} y={30 - high} width="2" height={high} />
        );
      })}
      <line x1={x(day)} x2={x(day)} y1="0" y2="30" />
    </svg>
  );
}

function Changes({ answer, since }: { answer: MapAnswer; since: string }) {
  const { ties } = answer;
  const of = (wanted: string) =>
    ties.change.flatMap((each, n) => (each === wanted && ties.shown[n] ? [n] : []));
  const lists = [of("appeared"), of("vanished")] as const;
  const [appeared, vanished] = [lists[0].length, lists[1].length];
  if (!appeared && !vanished) return <p>{say("map.changesNone", { day: since })}</p>;
  return (
    <div class="map-changes">
      <p>
        <strong>{say("map.changes", { day: since, appeared, vanished })}</strong>
      </p>
      <p class="map-small">{say("map.changeMarks")}</p>
      {(["appeared", "vanished"] as const).map((word, place) => (
        <ul key={word} class={`map-${word}`} aria-label={say(`map.${word}`)}>
          {(lists[place] ?? []).slice(0, MOST_LISTED).map((n) => (
            <li key={ties.id[n]}>
              <span aria-hidden="true">{word === "appeared" ? "+ " : "− "}</span>
              <ActorLink actor={actorAt(answer, ties.subject[n] ?? 0)} /> {ties.label[n]}{" "}
              <ActorLink actor={actorAt(answer, ties.object[n] ?? 0)} />
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}
