/** A table that sorts by any column, prints, and can be kept as CSV: the twin of every picture. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { keep } from "../app/api";
import { say } from "../app/texts";
import { csv } from "./csv";
import { type BookTable, WorkbookButton } from "./workbook";

export interface Cell {
  /** What is sorted and written into files. */
  readonly value: string | number | null;
  /** What is seen, if it is more than the value; or what makes it, where there are thousands. */
  readonly shown?: ComponentChildren | (() => ComponentChildren);
}

export interface TableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly file?: string;
  readonly most?: number;
  /** Whether a heading right above already says the caption: then only the count is seen. */
  readonly titled?: boolean;
  /** Columns that are left out, also of files, where they say nothing of anybody. */
  readonly unsaid?: readonly string[];
}

export function Table(props: TableProps) {
  const { caption, file = "table", most = 200, titled = false } = props;
  const { columns, rows } = spoken(props);
  const [by, setBy] = useState<{ column: number; up: boolean } | null>(null);
  const [all, setAll] = useState(false);
  const ordered = by ? [...rows].sort((a, b) => order(a[by.column], b[by.column], by.up)) : rows;
  const seen = all ? ordered : ordered.slice(0, most);
  const lines = () => ordered.map((row) => row.map((cell) => cell.value));
  const save = () =>
    keep(new Blob([csv(columns, lines())], { type: "text/csv;charset=utf-8" }), `${file}.csv`);
  const book = () => [{ title: caption, columns, rows: lines() }];
  return (
    <div class="table">
      {/* A wide table scrolls sideways, also by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable */}
      <section class="wide" tabIndex={0} aria-label={caption}>
        <table>
          <caption>
            {titled ? <span class="unseen">{caption}</span> : caption}{" "}
            <small>
              {rows.length === 1 ? say("table.row") : say("table.rows", { count: rows.length })}
            </small>
          </caption>
          <thead>
            <tr data-sort={say("table.sort")}>
              {columns.map((column, place) => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={by?.column === place ? (by.up ? "ascending" : "descending") : "none"}
                >
                  <button
                    type="button"
                    onClick={() =>
                      setBy({ column: place, up: by?.column === place ? !by.up : true })
                    }
                  >
                    {column}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {seen.map((row, number) => (
              <tr key={number}>
                {row.map((cell, place) => (
                  <td key={columns[place]} class={classOf(cell)} data-label={columns[place]}>
                    {seenOf(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {seen.length < rows.length && (
        <p class="tools">
          <button type="button" onClick={() => setAll(true)}>
            {say("table.more", { count: rows.length })}
          </button>
        </p>
      )}
      <p class="tools files">
        <button type="button" aria-label={say("table.csv")} onClick={save}>
          {say("table.csvShort")}
        </button>
        <WorkbookButton
          name={file}
          tables={book}
          label={say("table.xlsxShort")}
          spoken={say("table.xlsx")}
        />
      </p>
    </div>
  );
}

/** Leave out the columns that say nothing, of those for which that is wanted. */
export function spoken({
  columns,
  rows,
  unsaid = [],
}: TableProps): Pick<TableProps, "columns" | "rows"> {
  if (!unsaid.length) return { columns, rows };
  const kept = columns.map(
    (name, n) =>
      !unsaid.includes(name) || rows.some((row) => row[n]?.shown || (row[n]?.value ?? "") !== ""),
  );
  return {
    columns: columns.filter((_, n) => kept[n]),
    rows: rows.map((row) => row.filter((_, n) => kept[n])),
  };
}

const seenOf = ({ value, shown }: Cell): ComponentChildren =>
  (typeof shown === "function" ? shown() : shown) ?? value;

const classOf = ({ value, shown }: Cell): string | undefined => {
  if (typeof value === "number") return "number";
  return (value === null || value === "") && !shown ? "none" : undefined;
};

/** Write a table as a workbook takes it. */
export const bookTable = (
  { caption, columns, rows }: TableProps,
  notes: readonly string[] = [],
): BookTable => ({
  title: caption,
  columns,
  rows: rows.map((row) => row.map((cell) => cell.value)),
  notes,
});

function order(a: Cell | undefined, b: Cell | undefined, up: boolean): number {
  const [x, y] = [a?.value ?? null, b?.value ?? null];
  if (x === null || y === null) return Number(x === null) - Number(y === null);
  const by =
    typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
  return up ? by : -by;
}
