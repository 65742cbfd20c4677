/** The people and relations of an answer as a picture on the map's canvas. */

import type { Params } from "../../app/address";
import { linkTo } from "../../app/history";
import { say } from "../../app/texts";
import type { Drawn } from "../map/drawn";
import { DrawnView } from "../map/drawnview";
import type { Body } from "./asking";

const MOST_ON_MAP = 50;

export interface DrawingProps {
  readonly drawing: Drawn;
  readonly params: Params;
  /** What was asked: every file is made of the same question. */
  readonly body: Body;
}

export function Drawing({ drawing, params, body }: DrawingProps) {
  const { nodes } = drawing;
  if (!nodes.length) return <p>{say("cypher.nothingDrawn")}</p>;
  return (
    <>
      <DrawnView
        drawn={drawing}
        params={params}
        name="answer"
        file={(form) => ({ path: `cypher/drawn/files/${form}`, method: "POST", body })}
      />
      <p>
        <a href={linkTo("map", { of: nodes.slice(0, MOST_ON_MAP).map(({ actor }) => actor.id) })}>
          {say("cypher.onMap")}
        </a>
      </p>
    </>
  );
}
