/** Where the workbench begins. */

import { render } from "preact";
import { ahead } from "./app/ahead";
import { here, listen } from "./app/history";
import { Shell } from "./app/shell";
import { applyTheme } from "./app/theme";

const place = document.getElementById("workbench");
if (place) {
  applyTheme();
  listen();
  ahead(here());
  render(<Shell />, place);
}
