/** Where a community is: the parts that lead to it, each of which can be gone back to. */

import { one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import { query } from "../../app/api";
import { linkTo } from "../../app/history";
import { marked, say } from "../../app/texts";
import { kept, type Station, within } from "./overview";

export function Crumbs({ way, params }: { way: readonly Station[]; params: Params }) {
  if (!way.length) return null;
  return (
    <nav class="map-way" aria-label={say("map.way")}>
      <ol>
        <li>
          <a href={linkTo("map", kept(params))}>{say("map.wayAll")}</a>
        </li>
        {way.map((station, place) => (
          <li key={station.deep}>
            {place === way.length - 1 ? (
              <span aria-current="page">
                {station.name} ({marked(station.size)})
              </span>
            ) : (
              <a href={linkTo("map", within(params, station.key, station.deep))}>
                {station.name} ({marked(station.size)})
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The way to the community that a map shows, and its parts if it is larger than a map. */
export function WayToMap({ params }: { params: Params }) {
  const inside = one(params, "inside");
  const asked = { inside, deep: one(params, "deep"), as_of: one(params, "day") };
  const way = useAnswer<readonly Station[]>(inside ? { path: query("maps/way", asked) } : null);
  const last = way.value?.at(-1);
  if (!inside || !way.value || !last) return null;
  const parts = linkTo("map", within(params, last.key, last.deep));
  return (
    <>
      <Crumbs way={way.value} params={params} />
      <p>
        {last.divides && `${say("map.tooLarge", { count: last.size })} `}
        <a href={parts}>{say("map.parts")}</a>
      </p>
    </>
  );
}
