/** What is said of actors and ties in words. */

import { say } from "../../app/texts";
import { styleOf } from "../../parts/style";
import { actorAt, type MapAnswer } from "./graph";

/** The names of countries, as the answer's own filter calls them. */
export function countryNames({ facets }: Pick<MapAnswer, "facets">): ReadonlyMap<string, string> {
  return new Map((facets["country"] ?? []).map(({ value, word }) => [value, word]));
}

/** The countries of a node in words. */
export function countriesOf(answer: MapAnswer, n: number, names = countryNames(answer)): string {
  return (answer.places.countries[n] ?? []).map((code) => names.get(code) ?? code).join(", ");
}

/** Group and countries, behind a comma each. */
export function wordsOf(answer: MapAnswer, n: number): string {
  const group = answer.places.group[n];
  const countries = countriesOf(answer, n);
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
    words: wordsOf(answer, n),
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
      {(answer.ties.sources[tie] ?? []).map((number, place) => {
        const source = answer.sources[number];
        if (!source) return null;
        const text = `${source.publisher}: ${source.title}`;
        return (
          <span key={source.id}>
            {place > 0 && "; "}
            <WebLink url={source.url} text={text} />
          </span>
        );
      })}
    </>
  );
}

/** A source by its words: a link where it is on the web. */
export function WebLink({ url, text }: { url: string; text: string }) {
  return /^https?:\/\//.test(url) ? (
    <a href={url} rel="noreferrer noopener">
      {text}
    </a>
  ) : (
    <span>{text}</span>
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
