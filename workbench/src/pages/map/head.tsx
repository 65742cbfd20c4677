/** The heading of a map, with the way to it and the field that puts somebody else in the middle. */

import { go, here, linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { Finder } from "../../parts/finder";
import { WayToMap } from "./crumbs";

export function Head({ title, whole = false }: { title: string; whole?: boolean }) {
  return (
    <>
      <div class="map-head">
        <h1 title={title}>{title}</h1>
        {!whole && <a href={linkTo("map")}>{say("map.everything")}</a>}
        <Finder label={say("map.find")} take={({ id }) => go("map", { of: [id] })} />
      </div>
      <WayToMap params={here().params} />
    </>
  );
}
