/** Where the workbench begins. */

import { render } from "preact";
import { listen } from "./app/history";
import { Shell } from "./app/shell";
import { applyTheme } from "./app/theme";

const place = document.getElementById("workbench");
if (place) {
  applyTheme();
  listen();
  render(<Shell />, place);
}
