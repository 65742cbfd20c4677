/** The way from routes to one picture of them all. */

import type { Params } from "../../app/address";
import { linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { togetherAddress } from "../map/togetherask";
import { isDifferent } from "./ask";

export function DrawTogether({ params }: { params: Params }) {
  const how = isDifferent(params) ? "diverse" : "best";
  return (
    <a class="button" href={linkTo("map", togetherAddress(params, how))}>
      {say("map.together")}
    </a>
  );
}
