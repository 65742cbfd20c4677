/** Runs before anything else is there: asks for what takes longest. */

import { read } from "./app/address";
import { askEarly } from "./app/request";
import { firstRequest } from "./pages/map/state";

const address = read(window.location.hash);
const request = firstRequest(address);
if (request) askEarly(request, address.params);
