/** The same as the map, as tables: of what is in sight. */

import { useMemo } from "preact/hooks";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Band, type BandName } from "../../parts/band";
import { styleOf } from "../../parts/style";
import { type Cell, Table } from "../../parts/table";
import { actorAt, type MapAnswer } from "./graph";
import { countriesOf, countryNames, periodOf, Source, sourceText } from "./words";

const MOST = 50;
/** Columns that say nothing on most maps: of these only what says something is shown. */
const unsaid = () =>
  (["group", "country", "community", "change"] as const).map((name) => say(`map.column.${name}`));

export function Twin({ answer }: { answer: MapAnswer }) {
  const actors = useMemo(() => actorRows(answer), [answer]);
  const ties = useMemo(() => tieRows(answer), [answer]);
  return (
    <>
      <Table
        caption={say("map.actors")}
        columns={(
          ["name", "kind", "group", "country", "community", "degree", "beyond", "change"] as const
        ).map((name) => say(`map.column.${name}`))}
        rows={actors}
        file="map-actors"
        unsaid={unsaid()}
        most={MOST}
      />
      <Table
        caption={say("map.ties")}
        columns={(
          ["from", "tie", "to", "period", "band", "evidence", "change", "level", "source"] as const
        ).map((name) => say(`map.column.${name}`))}
        rows={ties}
        file="map-ties"
        unsaid={unsaid()}
        most={MOST}
      />
    </>
  );
}

function actorRows(answer: MapAnswer): Cell[][] {
  const { places } = answer;
  const countries = countryNames(answer);
  const names = new Map(answer.communities.map(({ number, name }) => [number, name]));
  return places.id.flatMap((_, n) => {
    if (!places.shown[n]) return [];
    const actor = actorAt(answer, n);
    const change = places.change[n];
    return [
      [
        { value: actor.name, shown: () => <ActorLink actor={actor} /> },
        { value: styleOf(actor).word },
        { value: places.group[n] ?? null },
        { value: countriesOf(answer, n, countries) },
        { value: names.get(places.community[n] ?? -1) ?? null },
        { value: places.degree[n] ?? 0 },
        { value: places.beyond[n] ?? 0 },
        { value: change ? say(`map.${change}`) : null },
      ],
    ];
  });
}

const BANDS = new Set(["strong", "medium", "weak", "cold"]);

function tieRows(answer: MapAnswer): Cell[][] {
  const { ties, lines } = answer;
  return ties.id.flatMap((_, t) => {
    if (!ties.shown[t]) return [];
    const [subject, object] = [ties.subject[t] ?? 0, ties.object[t] ?? 0];
    const [from, to] = [actorAt(answer, subject), actorAt(answer, object)];
    const band = lines.band[ties.line[t] ?? -1] ?? "";
    const change = ties.change[t];
    const invented = ties.invented[t] ? ` (${say("actor.invented")})` : "";
    return [
      [
        { value: from.name, shown: () => <ActorLink actor={from} /> },
        { value: `${ties.label[t] ?? ""}${invented}` },
        { value: to.name, shown: () => <ActorLink actor={to} /> },
        { value: periodOf(answer, t) },
        BANDS.has(band)
          ? { value: band, shown: () => <Band band={band as BandName} /> }
          : { value: say("map.noRequest") },
        { value: ties.evidence_day[t] ?? null },
        { value: change ? say(`map.${change}`) : null },
        { value: ties.level[t] ?? null },
        { value: sourceText(answer, t), shown: () => <Source answer={answer} tie={t} /> },
      ],
    ];
  });
}
