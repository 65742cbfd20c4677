/** Vote. */

import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";

export default function VotePage(_: PageProps) {
  return <h1>{say("vote.title")}</h1>;
}
