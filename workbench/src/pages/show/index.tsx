/** Record. */

import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";

export default function RecordPage(_: PageProps) {
  return <h1>{say("show.title")}</h1>;
}
