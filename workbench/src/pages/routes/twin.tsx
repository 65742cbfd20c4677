/** The same routes as a table, and what can be taken along of them. */

import { download, keep } from "../../app/api";
import { say } from "../../app/texts";
import { Keep } from "../../parts/keep";
import { bookTable, Table, type TableProps } from "../../parts/table";
import { TakeAlong } from "../../parts/takealong";
import { WorkbookButton } from "../../parts/workbook";
import type { RouteBody } from "./ask";
import type { Route } from "./read";
import { figure } from "./strip";

const COLUMNS = [
  "route",
  "step",
  "from",
  "to",
  "band",
  "score",
  "evidence",
  "day",
  "holder",
  "sources",
  "invented",
] as const;

export interface TwinProps {
  readonly routes: readonly Route[];
  readonly body: RouteBody;
  readonly notes: readonly string[];
  readonly answer: unknown;
  /** Whether the routes are those of the body: only such can be drawn. */
  readonly drawn: boolean;
}

export function Twin({ routes, body, notes, answer, drawn }: TwinProps) {
  const table = tabled(routes);
  const json = () =>
    keep(new Blob([JSON.stringify(answer, null, 1)], { type: "application/json" }), "routes.json");
  return (
    <>
      <TakeAlong>
        {drawn && (
          <Keep
            label={say("routes.picture")}
            make={() => download({ path: "routes/picture", method: "POST", body }, "routes.html")}
          />
        )}
        <WorkbookButton
          name="routes"
          label={say("routes.xlsx")}
          tables={() => [bookTable(table, notes)]}
        />
        <button type="button" onClick={json}>
          {say("routes.json")}
        </button>
      </TakeAlong>
      <details class="twin">
        <summary>{say("routes.table")}</summary>
        <Table {...table} />
      </details>
    </>
  );
}

function tabled(routes: readonly Route[]): TableProps {
  const rows = routes.flatMap((route, rank) =>
    route.hops.map((hop, step) => {
      const [best] = hop.evidence;
      return [
        { value: rank + 1 },
        { value: step + 1 },
        { value: hop.tail.name },
        { value: hop.head.name },
        {
          value:
            route.hops.length > 1 && route.weakest === step
              ? `${hop.band} (${say("routes.weakest")})`
              : hop.band,
        },
        { value: Number(figure(hop.score)) },
        { value: best?.reading ?? null },
        { value: best?.evidence_day ?? null },
        { value: best?.holder?.name ?? null },
        { value: best?.sources.join(", ") ?? null },
        { value: best?.invented ? say("actor.invented") : "" },
      ];
    }),
  );
  const columns = COLUMNS.map((name) => say(`routes.column.${name}`));
  return { caption: say("routes.table"), columns, rows, file: "routes" };
}
