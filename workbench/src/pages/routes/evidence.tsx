/** What stands behind a step: each tie with its date, who says so, and its arithmetic. */

import { useAnswer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { say } from "../../app/texts";
import { type Line, safe } from "./read";

const NONE: readonly Schemas["SourceOut"][] = [];

/** Where a source can be read, by how answers name it. */
export function useSources(): ReadonlyMap<string, Schemas["SourceOut"]> {
  const found = useAnswer<Schemas["SourceOut"][]>({ path: "sources" }).value ?? NONE;
  return new Map(found.map((one) => [`${one.publisher}: ${one.title}`, one]));
}

export function SourceName({
  name,
  sources,
}: {
  name: string;
  sources: ReadonlyMap<string, Schemas["SourceOut"]>;
}) {
  const known = sources.get(name);
  const url = safe(known?.url);
  const licence = known?.licence ? ` (${known.licence})` : "";
  return (
    <>
      {url ? (
        <a href={url} rel="noreferrer noopener" target="_blank">
          {name}
        </a>
      ) : (
        name
      )}
      {licence}
    </>
  );
}

export function Evidence({ lines }: { lines: readonly Line[] }) {
  const sources = useSources();
  return (
    <ul class="grounds">
      {lines.map((line) => (
        <li key={line.tie_ids.join()}>
          <p>
            {line.reading}
            {line.invented && <span class="invented"> ({say("actor.invented")})</span>}
          </p>
          <p>
            {say("routes.of", { day: line.evidence_day })} · {say("routes.source")}:{" "}
            {line.sources.map((name, place) => (
              <span key={name}>
                {place > 0 && ", "}
                <SourceName name={name} sources={sources} />
              </span>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
