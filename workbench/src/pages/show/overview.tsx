/** Where no record is named: the files, and the map of all centres. */

import { useAnswer } from "../../app/answer";
import { query, type Schemas } from "../../app/api";
import { go } from "../../app/history";
import { say } from "../../app/texts";
import { ActorLink } from "../../parts/actor";
import { Finder } from "../../parts/finder";
import { Waiting } from "../../parts/notes";
import { Places } from "./places";

export function Overview() {
  const path = query("entities", { classification: "Procedure", limit: 50 });
  const files = useAnswer<Schemas["ActorOut"][]>({ path });
  return (
    <div class="show">
      <h1>{say("show.overview")}</h1>
      <p>{say("show.overviewWhat")}</p>
      <Finder label={say("search.label")} take={({ id }) => go("show", { id: [id] })} />
      <Places />
      <section>
        <h2>{say("show.bodyFiles")}</h2>
        <Waiting answer={files} />
        <ul>
          {files.value?.map((file) => (
            <li key={file.id}>
              <ActorLink actor={file} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
