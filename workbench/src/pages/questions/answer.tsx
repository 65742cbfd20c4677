/** A question's answer as tables, and what can be taken along of it. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Schemas } from "../../app/api";
import { linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { Remarks } from "../../parts/notes";
import { type Cell, Table } from "../../parts/table";
import { TakeAlong } from "../../parts/takealong";
import { identifierOf, plain, written } from "../../parts/values";
import { WorkbookButton } from "../../parts/workbook";
import { namedBy } from "./named";

type Tables = Schemas["TablesOut"];

export function AnswerTables({
  answer,
  children,
}: {
  answer: Tables;
  children?: ComponentChildren;
}) {
  const tables = () =>
    answer.tables.map((one) => ({
      title: one.title,
      columns: one.columns,
      rows: one.rows.map((row) => row.map(plain)),
      notes: one.notes,
    }));
  return (
    <section class="answer" aria-label={say("questions.answer")}>
      <p class="when">{say("questions.asOf", { day: answer.as_of, level: answer.level })}</p>
      {answer.tables.map((one, place) => (
        <div key={one.title}>
          {one.rows.length ? (
            <Table
              caption={one.title}
              columns={one.columns}
              rows={one.rows.map((row) => cellsOf(one.columns, row))}
              file={`${answer.question}-${place + 1}`}
            />
          ) : (
            <p>
              <strong>{one.title}.</strong> {say("questions.empty")}
            </p>
          )}
          <Remarks notes={one.notes} />
        </div>
      ))}
      <TakeAlong>
        {answer.tables.length > 0 && <WorkbookButton name={answer.question} tables={tables} />}
        {children}
      </TakeAlong>
      <Command line={answer.command} />
    </section>
  );
}

/** The cells of a row: where a column names what another identifies, the name leads there too. */
function cellsOf(columns: readonly string[], row: readonly unknown[]): readonly Cell[] {
  const cells = row.map(cellOf);
  const found = namedBy(columns);
  const id = found && identifierOf(row[found.id]);
  const name = found && cells[found.name]?.value;
  if (!id || typeof name !== "string" || !name) return cells;
  const shown = <a href={linkTo("show", { id: [id] })}>{name}</a>;
  return cells.map((cell, place) => (place === found.name ? { value: name, shown } : cell));
}

/** A cell; an identifier leads to its record. */
export function cellOf(value: unknown): Cell {
  const id = identifierOf(value);
  if (!id) return { value: plain(value) };
  const shown = <a href={linkTo("show", { id: [id] })}>{written(value)}</a>;
  return { value: plain(value), shown };
}

function Command({ line }: { line: string }) {
  const [told, tell] = useState("");
  const copy = () =>
    navigator.clipboard.writeText(line).then(
      () => tell(say("questions.copied")),
      () => tell(say("questions.notCopied")),
    );
  return (
    <p class="command">
      {say("questions.command")}: <code>{line}</code>{" "}
      <button type="button" onClick={() => void copy()}>
        {say("questions.copy")}
      </button>{" "}
      <span role="status">{told}</span>
    </p>
  );
}
