/** Where the workbench begins. */

import { render } from "preact";
import { askAhead } from "./app/answer";
import { here, listen } from "./app/history";
import { Shell } from "./app/shell";
import { applyTheme } from "./app/theme";
import { firstRequest } from "./pages/map/state";

const place = document.getElementById("workbench");
if (place) {
  applyTheme();
  listen();
  // The first question of all takes what was asked early.
  const first = firstRequest(here());
  if (first) askAhead(first);
  render(<Shell />, place);
}
