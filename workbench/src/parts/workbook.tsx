/** All tables of a view as one workbook, written by the server with sources and licences. */

import { useState } from "preact/hooks";
import { told } from "../app/answer";
import { download } from "../app/api";
import { say } from "../app/texts";

export interface BookTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  readonly notes?: readonly string[];
}

interface WorkbookButtonProps {
  readonly name: string;
  /** Made when the button is pressed. */
  readonly tables: () => readonly BookTable[];
  readonly label?: string;
  /** What is read out instead of a short label. */
  readonly spoken?: string;
}

export function WorkbookButton({ name, tables, label, spoken }: WorkbookButtonProps) {
  const [problem, tell] = useState("");
  const save = () => {
    const plain = name.replace(/[^A-Za-z0-9 ._-]+/g, "-").slice(0, 80) || "corridors";
    const body = {
      name: /^[A-Za-z0-9]/.test(plain) ? plain : `c${plain}`.slice(0, 80),
      tables: tables(),
    };
    download({ path: "workbooks", method: "POST", body }, `${body.name}.xlsx`).then(
      () => tell(""),
      (error: unknown) => tell(told(error).detail),
    );
  };
  return (
    <>
      <button type="button" aria-label={spoken} onClick={save}>
        {label ?? say("out.workbook")}
      </button>
      {problem && <span role="alert">{problem}</span>}
    </>
  );
}
