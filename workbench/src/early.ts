/** Runs before anything else is there: asks for what takes longest, a map. */

import { read } from "./app/address";
import { askEarly } from "./app/request";
import { mapRequest } from "./pages/map/state";

const { page, params } = read(window.location.hash);
const request = page === "map" ? mapRequest(params) : null;
if (request) askEarly(request, params);
