/** Map: what surrounds somebody, the inside of a community, everything, or routes together. */

import { one } from "../../app/address";
import type { PageProps } from "../../app/pages";
import { Around } from "./around";
import { Everything } from "./everything";
import { questionOf } from "./state";
import { Together } from "./together";

export default function MapPage({ params }: PageProps) {
  return (
    <div class="map">
      <Shown params={params} />
    </div>
  );
}

function Shown({ params }: PageProps) {
  if (one(params, "together")) return <Together params={params} />;
  return questionOf(params) ? <Around params={params} /> : <Everything params={params} />;
}
