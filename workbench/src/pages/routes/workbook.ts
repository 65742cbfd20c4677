/** Tables of a page as a workbook, written by the service with the sources behind them. */

import { download } from "../../app/api";
import type { TableProps } from "../../parts/table";

export async function workbook(
  name: string,
  tables: readonly TableProps[],
  notes: readonly string[] = [],
): Promise<void> {
  const body = {
    name,
    tables: tables.map((table) => ({
      title: table.caption,
      columns: table.columns,
      rows: table.rows.map((row) => row.map((cell) => cell.value)),
      notes,
    })),
  };
  await download({ path: "workbooks", method: "POST", body }, `${name}.xlsx`);
}
