/** Questions. */

import type { PageProps } from "../../app/pages";
import { say } from "../../app/texts";

export default function QuestionsPage(_: PageProps) {
  return <h1>{say("questions.title")}</h1>;
}
