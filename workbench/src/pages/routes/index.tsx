/** Routes. */

import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";

export default function RoutesPage(_: PageProps) {
  return <h1>{say("routes.title")}</h1>;
}
