/** What is said of actors and ties in words. */

import { say } from "../../app/texts";
import { styleOf } from "../../parts/style";
import { actorAt, type MapAnswer } from "./graph";

export const countryOf = (code: string): string => code.replace(/^country:/, "");

/** Group and countries, behind a comma each. */
export function wordsOf({ places }: MapAnswer, n: number): string {
  const group = places.group[n];
  const countries = (places.countries[n] ?? []).map(countryOf).join(", ");
  return (group ? `, ${group}` : "") + (countries ? `, ${countries}` : "");
}

/** One line that says aloud what a sighted person sees of a node. */
export function spoken(answer: MapAnswer, n: number): string {
  const { places } = answer;
  const actor = actorAt(answer, n);
  const change = places.change[n];
  return say("map.at", {
    name: actor.name + (actor.invented ? ` (${say("actor.invented")})` : ""),
    word: styleOf(actor).word,
    group: places.group[n] ? `, ${places.group[n]}` : "",
    country: (places.countries[n] ?? []).map((code) => `, ${countryOf(code)}`).join(""),
    degree: places.degree[n] ?? 0,
    beyond: places.beyond[n] ?? 0,
    change: change ? ` ${say(`map.${change}`)}.` : "",
  });
}

export function periodOf({ ties }: MapAnswer, t: number): string {
  const [start, end] = [ties.start[t], ties.end[t]];
  const from = start ?? say("map.startUnknown");
  if (end) return end === start ? from : `${from} – ${end}`;
  return `${from} – ${say(ties.end_kind[t] === "open" ? "map.stillRunning" : "map.endUnknown")}`;
}

/** The sources of a tie; only web addresses become links. */
export function Source({ answer, tie }: { answer: MapAnswer; tie: number }) {
  return (
    <>
      {(answer.ties.sources[tie] ?? []).map((number) => {
        const source = answer.sources[number];
        if (!source) return null;
        const text = `[${source.publisher}: ${source.title}]`;
        return /^https?:\/\//.test(source.url) ? (
          <a key={source.id} href={source.url} rel="noreferrer noopener">
            {text}
          </a>
        ) : (
          <span key={source.id}>{text}</span>
        );
      })}
    </>
  );
}

export const sourceText = (answer: MapAnswer, tie: number): string =>
  (answer.ties.sources[tie] ?? [])
    .map((number) => answer.sources[number])
    .map((source) => (source ? `${source.publisher}: ${source.title} (${source.licence})` : ""))
    .join("; ");

export function Sources({ answer }: { answer: MapAnswer }) {
  return (
    <details>
      <summary>
        {say("map.sources")} ({answer.sources.length})
      </summary>
      <ul>
        {licences(answer).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

export const licences = (answer: MapAnswer): string[] =>
  answer.sources.map(
    (one) =>
      `${one.invented ? `${say("actor.invented")}: ` : ""}${one.publisher}: ${one.title} (${one.licence})`,
  );
