/** An action sheet as plain text, for a mail. */

import type { Schemas } from "../../app/api";

type Sheets = Schemas["ActionSheets"];

export interface Words {
  readonly title: (name: string) => string;
  readonly lead: string;
  readonly backup: string;
  /** What it is on; nothing where that is not known. */
  readonly about: (sheet: Sheets["sheets"][number]) => string;
  readonly notNamed: string;
  readonly invented: string;
}

export function sheetText(answer: Sheets, words: Words): string {
  const sheets = answer.sheets.map((sheet) => {
    const title = words.title(sheet.organization.name);
    const parts = sheet.lines.map((line) => lineText(line, words));
    const about = words.about(sheet);
    const head = [title, "=".repeat(title.length), ...(about ? [about] : []), answer.as_of, ""];
    return [...head, ...parts].join("\n");
  });
  return `${[...sheets, ...answer.notes].join("\n\n")}\n`;
}

function lineText(line: Sheets["sheets"][number]["lines"][number], words: Words): string {
  const told = [
    `- ${line.target?.name ?? words.notNamed} (${line.order === 1 ? words.lead : words.backup})`,
    `  ${line.advice}`,
  ];
  if (line.route) told.push(`  ${line.route.actors.map((actor) => actor.name).join(" → ")}`);
  for (const hop of line.route?.hops ?? []) {
    const [best] = hop.evidence;
    if (!best) continue;
    const mark = best.invented ? ` (${words.invented})` : "";
    told.push(`  * ${best.reading}${mark} [${best.sources.join("; ")}]`);
  }
  for (const fact of line.facts) told.push(`  * ${fact.text} [${fact.sources.join("; ")}]`);
  return told.join("\n");
}
