/** What the first page needs is fetched at once, not when the page has been drawn without it. */

import { mapRequest } from "../pages/map/state";
import type { Address } from "./address";
import { askAhead } from "./answer";
import { pageOf } from "./pages";

/** Begin to fetch a page's code, then what it shows where that takes longest: a map. */
export function ahead({ page, params }: Address): void {
  // What goes wrong is told by the page that asks again.
  pageOf(page)
    ?.load()
    .catch(() => undefined);
  const request = page === "map" ? mapRequest(params) : null;
  if (request) askAhead(request);
}
