/** Where centres are: a map that needs no server, and its table. Borders: Natural Earth. */

import { useAnswer } from "../../app/answer";
import { day, query, type Schemas } from "../../app/api";
import { linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Waiting } from "../../parts/notes";
import { Table } from "../../parts/table";
import { isOnMap, MAP, project } from "./projection";
import { SHAPES } from "./shapes.gen";

type Place = Schemas["PlaceOut"];
type Where = "own" | "country" | "none";

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly where: Where;
  readonly places: readonly Place[];
}

export interface PlacesProps {
  /** Only this network and its members; all centres if none. */
  readonly of?: string;
  /** Only this country's. */
  readonly country?: string;
  /** The record that is shown: marked. */
  readonly marked?: string;
}

export function Places({ of, country, marked }: PlacesProps) {
  const path = query("places", { classification: "Centre", of, as_of: day() });
  const answer = useAnswer<Place[]>({ path });
  const places = (answer.value ?? []).filter((place) => !country || place.country?.id === country);
  return (
    <section>
      <h2>{say("show.centres")}</h2>
      <Waiting answer={answer} />
      {answer.value && places.length === 0 && <p>{say("show.noCentres")}</p>}
      {places.length > 0 && (
        <div class="beside">
          <Picture places={places} marked={marked ?? country ?? ""} />
          <Table
            caption={say("show.centres")}
            titled
            columns={[
              say("show.col.centre"),
              say("show.col.city"),
              say("show.col.country"),
              say("show.col.onMap"),
            ]}
            rows={places.map((place) => [
              { value: place.actor.name, shown: <ActorLink actor={place.actor} /> },
              { value: place.city },
              {
                value: place.country?.name ?? null,
                shown: place.country ? <ActorLink actor={place.country} /> : "",
              },
              { value: say(`show.where.${spotOf(place)?.where ?? "none"}`) },
            ])}
            file="centres"
            most={100}
          />
        </div>
      )}
    </section>
  );
}

const BY_CODE = new Map(SHAPES.filter((shape) => shape.id).map((shape) => [shape.id, shape]));
const codeOf = (place: Place): string => place.country?.id.replace(/^country:/, "") ?? "";

/** Give where a place is drawn: at its own coordinates, else in the middle of its country. */
function spotOf(place: Place): Omit<Spot, "places"> | null {
  if (place.latitude !== null && place.longitude !== null) {
    const [x, y] = project(place.longitude, place.latitude);
    return isOnMap([x, y]) ? { x, y, where: "own" } : null;
  }
  const shape = BY_CODE.get(codeOf(place));
  return shape && isOnMap([shape.x, shape.y])
    ? { x: shape.x, y: shape.y, where: "country" }
    : null;
}

/** Put those of one spot together. */
function spots(places: readonly Place[]): readonly Spot[] {
  const found = new Map<string, Spot>();
  for (const place of places) {
    const spot = spotOf(place);
    if (!spot) continue;
    const key = `${Math.round(spot.x)} ${Math.round(spot.y)}`;
    found.set(key, { ...spot, places: [...(found.get(key)?.places ?? []), place] });
  }
  return [...found.values()];
}

function Picture({ places, marked }: { places: readonly Place[]; marked: string }) {
  const all = spots(places);
  const away = places.length - all.reduce((sum, spot) => sum + spot.places.length, 0);
  const full = new Set(places.map(codeOf));
  return (
    <figure class="places">
      <svg viewBox={`0 0 ${MAP.width} ${MAP.height}`}>
        <title>{say("show.mapTitle", { count: places.length })}</title>
        {SHAPES.map((shape) => (
          <path key={shape.name} d={shape.d} class={full.has(shape.id) ? "land full" : "land"}>
            <title>{shape.name}</title>
          </path>
        ))}
        {all.map((spot) => (
          <Mark key={`${spot.x} ${spot.y}`} spot={spot} marked={marked} />
        ))}
      </svg>
      <figcaption>
        <small>
          {say("show.mapNote")} {away > 0 && say("show.mapAway", { count: away })}
        </small>
      </figcaption>
    </figure>
  );
}

/** One centre leads to its record, several to their country's, which lists them. */
function Mark({ spot, marked }: { spot: Spot; marked: string }) {
  const [first] = spot.places;
  if (!first) return null;
  const several = spot.places.length > 1;
  const target = several ? (first.country ?? first.actor) : first.actor;
  const names = spot.places.map((place) => place.actor.name).join(", ");
  const isMarked = spot.places.some((place) => place.actor.id === marked);
  const size = 11 + 2.2 * Math.sqrt(spot.places.length);
  return (
    <a
      href={linkTo("show", { id: [target.id] })}
      aria-label={`${spot.places.length} ${several ? `${target.name}: ${names}` : names}`}
      class={isMarked ? "mark marked" : "mark"}
    >
      <title>{several ? `${target.name}: ${names}` : names}</title>
      {spot.where === "own" ? (
        <circle cx={spot.x} cy={spot.y} r={size} />
      ) : (
        <rect x={spot.x - size} y={spot.y - size} width={2 * size} height={2 * size} rx="4" />
      )}
      <text x={spot.x} y={spot.y + 5.5} text-anchor="middle">
        {spot.places.length}
      </text>
    </a>
  );
}
