/** What something is called where there is little room. Pure. */

import type { Actor } from "../app/api";

const MOST = 80;
const PROCEDURE = /^ep-procedure:(\d{4})-(\d{4}[A-Z]?)$/;

/** A file by its number, as the office says it; a long name cut behind a word. */
export function called({ id, name }: Pick<Actor, "id" | "name">): string {
  const [, year, number] = PROCEDURE.exec(id) ?? [];
  const end = name.lastIndexOf(" ", MOST);
  const cut = name.length > MOST ? `${name.slice(0, end > 0 ? end : MOST)} …` : name;
  return year ? `${year}/${number} ${cut}` : cut;
}
