/** Periods as they are read: an end that is not known says so. */

import type { Schemas } from "../../app/api";
import { say } from "../../app/texts";

export function periodWords({ start, end, end_kind }: Schemas["PeriodOut"]): string {
  const from = start ?? "…";
  if (end_kind === "known" && end !== null) return start === end ? from : `${from} – ${end}`;
  if (start === null && end_kind === "unknown") return say("show.noDates");
  return `${from} – ${say(end_kind === "open" ? "show.running" : "show.endUnknown")}`;
}
