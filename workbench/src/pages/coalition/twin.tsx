/** The plan as a table, and what can be taken along of it. */

import { download, keep } from "../../app/api";
import { say } from "../../app/texts";
import { Keep } from "../../parts/keep";
import { bookTable, Table, type TableProps } from "../../parts/table";
import { TakeAlong } from "../../parts/takealong";
import { WorkbookButton } from "../../parts/workbook";
import { figure } from "../routes/strip";
import type { AssignBody } from "./ask";
import type { Board, Grid } from "./cells";

export function PlanTwin({ board, grid, body }: { board: Board; grid: Grid; body: AssignBody }) {
  const plan = planned(board);
  const json = () =>
    keep(
      new Blob([JSON.stringify(board.plan, null, 1)], { type: "application/json" }),
      "plan.json",
    );
  return (
    <>
      <TakeAlong>
        <Keep
          label={say("coalition.picture")}
          make={() =>
            download({ path: "assignments/picture", method: "POST", body }, "coalition.html")
          }
        />
        <WorkbookButton
          name="coalition"
          label={say("coalition.xlsx")}
          tables={() =>
            [plan, matrix(board, grid)].map((table) => bookTable(table, board.plan.notes))
          }
        />
        <button type="button" onClick={json}>
          {say("coalition.json")}
        </button>
      </TakeAlong>
      <details class="twin">
        <summary>{say("coalition.table")}</summary>
        <Table {...plan} />
      </details>
    </>
  );
}

function planned(board: Board): TableProps {
  const lines = board.plan.approaches.map((line) => [
    { value: line.target.name },
    { value: say(line.order === 1 ? "coalition.lead" : "coalition.second") },
    { value: line.organization.name },
    { value: line.route ? Number(figure(line.route.score)) : null },
    { value: line.route ? say(`band.${line.route.band}`) : say("coalition.cold") },
    { value: line.reason },
    { value: line.runner_up?.name ?? null },
  ]);
  const gaps = board.plan.gaps.map((gap) => [
    { value: gap.target.name },
    { value: say("coalition.gap", { missing: gap.missing }) },
    { value: null },
    { value: null },
    { value: null },
    { value: gap.reason },
    { value: null },
  ]);
  return {
    caption: say("coalition.table"),
    columns: [
      say("coalition.target"),
      say("coalition.place"),
      say("coalition.column.organization"),
      say("coalition.column.score"),
      say("coalition.column.band"),
      say("coalition.column.reason"),
      say("coalition.column.runner"),
    ],
    rows: [...lines, ...gaps],
    file: "coalition",
  };
}

/** Every pair with its score and place, as the board shows them. */
function matrix(board: Board, grid: Grid): TableProps {
  return {
    caption: say("coalition.board"),
    columns: [say("coalition.target"), ...grid.organizations.map((own) => own.name)],
    rows: board.targets.map((target) => [
      { value: target.name },
      ...grid.organizations.map((own) => {
        const cell = grid.cell(own.id, target.id);
        const score = cell?.score == null ? "" : figure(cell.score);
        const place =
          cell?.order === 1
            ? say("coalition.lead")
            : cell?.order === 2
              ? say("coalition.second")
              : "";
        return { value: [place, score].filter(Boolean).join(" ") };
      }),
    ]),
  };
}
