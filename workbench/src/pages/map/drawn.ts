/** A picture of an answer, from what the server sends to what is drawn. */

import type { Schemas } from "../../app/api";
import { called } from "../../parts/called";
import { styleOf } from "../../parts/style";
import { sizeOf } from "./graph";
import type { Graph, MapLine } from "./renderer";

export type Drawn = Schemas["DrawnOut"];

const WIDTHS: Readonly<Record<string, number>> = { strong: 5, medium: 3.5, weak: 2.2, cold: 1.2 };
const SHARED = "◆";
const LANE_SIZE = 16;

/** Neighbours of each node by id; who is tied to itself is no neighbour. */
export function degreesOf({ nodes, links }: Drawn): ReadonlyMap<string, number> {
  const near = new Map(nodes.map(({ actor }) => [actor.id, new Set<string>()]));
  for (const { tail, head } of links) {
    if (tail === head) continue;
    near.get(tail)?.add(head);
    near.get(head)?.add(tail);
  }
  return new Map([...near].map(([id, others]) => [id, others.size]));
}

/** Lines between two are drawn as one, as thick as the thickest, with every direction they have. */
export function drawnGraph(drawn: Drawn): Graph {
  const number = new Map(drawn.nodes.map(({ actor }, n) => [actor.id, n]));
  const degree = degreesOf(drawn);
  const lines = new Map<string, MapLine>();
  for (const link of drawn.links) {
    const [tail, head] = [number.get(link.tail), number.get(link.head)];
    if (tail === undefined || head === undefined) continue;
    const [low, high] = [Math.min(tail, head), Math.max(tail, head)];
    const key = `${low} ${high}`;
    const known = lines.get(key);
    const arrow = link.arrow ? (head === high ? "high" : "low") : undefined;
    const both = known?.arrow && arrow && known.arrow !== arrow ? "both" : undefined;
    const kept = both ?? known?.arrow ?? arrow;
    lines.set(key, {
      low,
      high,
      width: Math.max(WIDTHS[link.band] ?? 1, known?.width ?? 0),
      change: "",
      invented: link.invented && (known?.invented ?? true),
      shown: true,
      label: [...new Set([...(known?.label ? known.label.split("; ") : []), link.label])].join(
        "; ",
      ),
      ...(kept ? { arrow: kept } : {}),
    });
  }
  return {
    nodes: drawn.nodes.map(({ actor, x, y, focus, routes }) => {
      const style = styleOf(actor);
      const own = degree.get(actor.id) ?? 0;
      return {
        id: actor.id,
        name: routes > 1 ? `${SHARED}${routes} ${called(actor)}` : called(actor),
        x,
        y,
        size: drawn.lanes ? LANE_SIZE : sizeOf(own),
        shape: style.shape,
        colour: style.colour,
        change: "" as const,
        focus,
        invented: actor.invented,
        pinned: false,
        shown: true,
        rank: own + (focus ? 10_000 : 0),
        shared: routes > 1,
      };
    }),
    lines: [...lines.values()],
    hulls: [],
    adorned: true,
  };
}
