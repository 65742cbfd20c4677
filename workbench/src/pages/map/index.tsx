/** Map: what surrounds somebody, the inside of a community, or everything as communities. */

import type { PageProps } from "../../app/pages";
import { Around } from "./around";
import { Everything } from "./everything";
import { questionOf } from "./state";
import { loadVis } from "./vis";

// Fetched beside the first answer, not after it; the canvas says if it cannot be had.
loadVis().catch(() => undefined);

export default function MapPage({ params }: PageProps) {
  return (
    <div class="map">
      {questionOf(params) ? <Around params={params} /> : <Everything params={params} />}
    </div>
  );
}
