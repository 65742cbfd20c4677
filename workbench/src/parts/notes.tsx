/** What stands beside an answer: problems in the server's words, remarks, and that it is awaited. */

import { all } from "../app/address";
import type { Answer } from "../app/answer";
import type { Refused } from "../app/api";
import { change, here } from "../app/history";
import { say } from "../app/texts";
import { mended } from "./listed";
import { plainly } from "./plainly";

/** Show that an answer is awaited, or why there is none; nearest names can be taken. */
export function Waiting<T>({ answer, take }: { answer: Answer<T>; take?: string }) {
  const { problem, asking } = answer;
  return (
    <div role="status" aria-live="polite">
      {asking && <p class="asking">{say("wait.asking")}</p>}
      {problem && (
        <div class="problem">
          <strong>{titleOf(problem)}</strong>{" "}
          {plainly(problem.detail, take !== undefined && problem.nearest.length > 0)}
          {take && problem.nearest.length > 0 && (
            <p>
              {say("problem.nearest")}{" "}
              {problem.nearest.map((name) => (
                <button
                  key={name}
                  type="button"
                  onClick={() =>
                    change({
                      [take]: mended(all(here().params, take), problem.detail, meant(name)),
                    })
                  }
                >
                  {name.replace(/ \[[^[\]]+\]$/, "")}
                </button>
              ))}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** What went wrong, in the page's words where these are known. */
const titleOf = ({ status, title }: Refused): string =>
  status === 404 || status === 422 ? say(`problem.title.${status}`) : `${title}.`;

/** A nearest name comes with its identifier in brackets: that is what can be asked about. */
const meant = (name: string): string => /\[([^[\]]+)\]$/.exec(name)?.[1] ?? name;

export function Remarks({ notes }: { notes: readonly string[] }) {
  if (!notes.length) return null;
  return (
    <ul class="remarks">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
