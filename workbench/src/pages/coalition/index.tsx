/** Coalition. */

import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";

export default function CoalitionPage(_: PageProps) {
  return <h1>{say("coalition.title")}</h1>;
}
