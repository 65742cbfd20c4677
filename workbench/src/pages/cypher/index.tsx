/** Cypher. */

import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";

export default function CypherPage(_: PageProps) {
  return <h1>{say("cypher.title")}</h1>;
}
