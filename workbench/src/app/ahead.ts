/** What the first page shows is asked for at once, before anything is drawn without it. */

import { mapRequest } from "../pages/map/state";
import type { Address } from "./address";
import { askAhead } from "./answer";

/** Ask for what takes longest: a map. What goes wrong is told by the page that asks again. */
export function ahead({ page, params }: Address): void {
  const request = page === "map" ? mapRequest(params) : null;
  if (request) askAhead(request);
}
