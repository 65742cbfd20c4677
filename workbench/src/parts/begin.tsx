/** Something to begin with where nobody is named yet: a few files that have rapporteurs. */

import { useAnswer } from "../app/answer";
import { day, query, type Schemas } from "../app/api";
import { say } from "../app/texts";
import { ActorLink } from "./actor";

const FEW = 5;

export function ForInstance({ page }: { page: "routes" | "coalition" }) {
  const files = useAnswer<Schemas["FileOut"][]>({
    path: query("files", { as_of: day(), limit: FEW }),
  });
  if (!files.value?.length) return null;
  return (
    <section>
      <h2>{say("begin.title")}</h2>
      <ul>
        {files.value.map((file) => (
          <li key={file.actor.id}>
            <ActorLink actor={file.actor} page={page} />
          </li>
        ))}
      </ul>
    </section>
  );
}
