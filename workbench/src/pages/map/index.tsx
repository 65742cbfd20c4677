/** Map: what surrounds somebody, the inside of a community, or everything as communities. */

import type { PageProps } from "../../app/pages";
import { Around } from "./around";
import { Everything } from "./everything";
import { questionOf } from "./state";

export default function MapPage({ params }: PageProps) {
  return (
    <div class="map">
      {questionOf(params) ? <Around params={params} /> : <Everything params={params} />}
    </div>
  );
}
