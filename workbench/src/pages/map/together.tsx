/** Several routes as one picture: what they have in common is seen at once. */

import { all, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import type { Request, Schemas } from "../../app/api";
import { change, linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { Waiting } from "../../parts/notes";
import { routeBody, targetsRequest } from "../routes/ask";
import type { Drawn } from "./drawn";
import { DrawnView } from "./drawnview";
import { HOWS, type How, howOf, routesAddress } from "./togetherask";

type Targets = Schemas["TargetsOut"];

export function Together({ params }: { params: Params }) {
  const targets = useAnswer<Targets>(all(params, "to").length ? targetsRequest(params) : null);
  const ids = targets.value?.targets.map(({ actor }) => actor.id) ?? [];
  const how = howOf(params);
  const body = { ...routeBody(params, ids), how, ...(how === "disjoint" ? { via: [] } : {}) };
  const ready = ids.length > 0 && !targets.asking;
  const asked = (path: string): Request => ({ path, method: "POST", body });
  const drawn = useAnswer<Drawn>(ready ? asked("routes/together") : null);
  const { value } = drawn;
  return (
    <>
      <h1>{value?.title ?? say("map.togetherTitle")}</h1>
      <p class="tools">
        <a href={linkTo("routes", routesAddress(params))}>{say("map.togetherBack")}</a>
        <label>
          {say("map.togetherHow")}{" "}
          <select
            value={how}
            onChange={(event) => change({ together: event.currentTarget.value, at: null })}
          >
            {HOWS.map((each: How) => (
              <option key={each} value={each}>
                {say(`map.together.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </p>
      <Waiting answer={targets} take="to" />
      <Waiting answer={drawn} />
      {value &&
        (value.nodes.length ? (
          <DrawnView
            drawn={value}
            params={params}
            name="routes"
            file={(form) => asked(`routes/together/files/${form}`)}
          />
        ) : (
          <p>{say("map.togetherNone")}</p>
        ))}
    </>
  );
}
