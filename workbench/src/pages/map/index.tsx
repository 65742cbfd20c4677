/** Map. */

import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";

export default function MapPage(_: PageProps) {
  return <h1>{say("map.title")}</h1>;
}
