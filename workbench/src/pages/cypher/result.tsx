/** A query's answer: rows, a drawing of what stands in them, or how it would be answered. */

import type { Params } from "../../app/address";
import type { Answer } from "../../app/answer";
import type { Schemas } from "../../app/api";
import { say } from "../../app/texts";
import { Table } from "../../parts/table";
import { TakeAlong } from "../../parts/takealong";
import { cellOf } from "../questions/answer";
import type { Body } from "./asking";
import { Drawing } from "./drawing";

export type View = "table" | "graph" | "plan";
export type Drawn = Schemas["DrawnAnswerOut"];
export type Plan = Schemas["PlanOut"];

interface ResultProps {
  readonly view: View;
  readonly answer: Answer<Drawn>;
  readonly plan: Answer<Plan>;
  readonly params: Params;
  /** What was asked; null: nothing yet. */
  readonly body: Body | null;
}

export function Result({ view, answer, plan, params, body }: ResultProps) {
  if (view === "plan") {
    return plan.value && <pre class="plan">{plan.value.plan.join("\n")}</pre>;
  }
  if (!answer.value || !body) return null;
  const { table, drawing } = answer.value;
  if (view === "table") return <Rows table={table} />;
  return <Drawing drawing={drawing} params={params} body={body} />;
}

function Rows({ table }: { table: Schemas["TableOut"] }) {
  const columns = unlike(table.columns);
  return (
    <>
      {table.truncated && <p class="problem">{say("cypher.cut", { count: table.rows.length })}</p>}
      {table.rows.length ? (
        <Table
          caption={say("cypher.rows")}
          columns={columns}
          rows={table.rows.map((row) => row.map(cellOf))}
          file="cypher"
        />
      ) : (
        <p>{say("cypher.none")}</p>
      )}
      <TakeAlong />
    </>
  );
}

/** Columns of one name are told apart by a number. */
function unlike(columns: readonly string[]): readonly string[] {
  return columns.map((column, place) =>
    columns.indexOf(column) === place ? column : `${column} (${place + 1})`,
  );
}
