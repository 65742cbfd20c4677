/** Action sheets: what an organisation may see of the plan, one printed page each. */

import { one, type Params } from "../../app/address";
import { useAnswer } from "../../app/answer";
import { download, keep, type Schemas } from "../../app/api";
import { change, linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { Band } from "../../parts/band";
import { called } from "../../parts/called";
import { Keep } from "../../parts/keep";
import { Remarks, Waiting } from "../../parts/notes";
import { chain } from "../routes/strip";
import { sheetsRequest } from "./ask";
import { sheetText } from "./sheettext";

type Sheets = Schemas["ActionSheets"];
type Sheet = Sheets["sheets"][number];

const SHARES = ["network", "public"] as const;

export function SheetPage({ params }: { params: Params }) {
  const answer = useAnswer<Sheets>(sheetsRequest(params));
  const { value } = answer;
  const { sheet: _, ...board } = params;
  return (
    <div class="sheets">
      <p class="tools">
        <a href={linkTo("coalition", board)}>{say("coalition.back")}</a>
        <button type="button" class="primary" disabled={!value} onClick={() => window.print()}>
          {say("coalition.print")}
        </button>
        {value && <Exports params={params} answer={value} />}
        <label>
          {say("coalition.share")}{" "}
          <select
            value={one(params, "share", "network")}
            onChange={(event) => change({ share: event.currentTarget.value })}
          >
            {SHARES.map((share) => (
              <option key={share} value={share}>
                {say(`level.${share}`)}
              </option>
            ))}
          </select>
        </label>
      </p>
      <Waiting answer={answer} />
      {value?.sheets.map((sheet, place) => (
        <Paper key={sheet.organization.id} sheet={sheet} answer={value} first={place === 0} />
      ))}
      {value && !value.sheets.length && <h1>{say("coalition.noSheet")}</h1>}
      {!value && <h1>{say("coalition.title")}</h1>}
      {value && value.office_notes.length > 0 && (
        <div class="office">
          <h2>{say("coalition.office")}</h2>
          <Remarks notes={value.office_notes} />
        </div>
      )}
    </div>
  );
}

/** Which of the files asked about it is on, with their numbers; nothing where there is none. */
function aboutOf({ about }: Sheet): string {
  const files = about.map(called);
  return files.length ? say("coalition.sheetAbout", { files: files.join("; ") }) : "";
}

function Exports({ params, answer }: { params: Params; answer: Sheets }) {
  const [only] = answer.sheets.length === 1 ? answer.sheets : [];
  const csv = (title: string, name: string) =>
    download(sheetsRequest(params, { csv: true, sheet: title }), name);
  const words = {
    title: (name: string) => say("coalition.sheetTitle", { name }),
    lead: say("coalition.lead"),
    backup: say("coalition.second"),
    about: aboutOf,
    notNamed: say("coalition.notNamed"),
    invented: say("actor.invented"),
  };
  return (
    <>
      {only && (
        <>
          <Keep
            label={say("coalition.csvDo")}
            make={() =>
              csv(`${only.organization.name}: what to do, as of ${answer.as_of}`, "sheet.csv")
            }
          />
          <Keep
            label={say("coalition.csvKnow")}
            make={() => csv(`${only.organization.name}: to know`, "sheet-to-know.csv")}
          />
        </>
      )}
      <button
        type="button"
        onClick={() =>
          keep(
            // What is for the office alone is on no sheet.
            new Blob([JSON.stringify({ ...answer, office_notes: [] }, null, 1)], {
              type: "application/json",
            }),
            "sheet.json",
          )
        }
      >
        {say("coalition.sheetJson")}
      </button>
      <button
        type="button"
        onClick={() =>
          keep(
            new Blob([sheetText(answer, words)], { type: "text/plain;charset=utf-8" }),
            "sheet.txt",
          )
        }
      >
        {say("coalition.text")}
      </button>
    </>
  );
}

function Paper({ sheet, answer, first }: { sheet: Sheet; answer: Sheets; first: boolean }) {
  const title = say("coalition.sheetTitle", { name: sheet.organization.name });
  const about = aboutOf(sheet);
  return (
    <article class="paper" aria-label={title}>
      {first ? <h1>{title}</h1> : <h2 class="title">{title}</h2>}
      {about && <p>{about}</p>}
      <p>{say("coalition.sheetAsOf", { day: answer.as_of, level: answer.level })}</p>
      <ol>
        {sheet.lines.map((line) => (
          <li key={`${line.target?.id} ${line.order}`}>
            <h3>
              {line.target?.name ?? say("coalition.notNamed")} (
              {say(line.order === 1 ? "coalition.lead" : "coalition.second")})
            </h3>
            <p>
              <strong>{line.advice}</strong>
            </p>
            {line.route && (
              <>
                <p>
                  {say("coalition.way", { chain: chain(line.route) })}{" "}
                  <Band band={line.route.band} />
                </p>
                <ul aria-label={say("coalition.evidence")}>
                  {line.route.hops.map((hop) => {
                    const [best] = hop.evidence;
                    return (
                      best && (
                        <li key={best.tie_ids.join()}>
                          {best.reading}
                          {best.invented && ` (${say("actor.invented")})`}{" "}
                          <small>{best.sources.join("; ")}</small>
                        </li>
                      )
                    );
                  })}
                </ul>
              </>
            )}
            {line.facts.length > 0 && (
              <>
                <h4>{say("coalition.toKnow")}</h4>
                <ul>
                  {line.facts.map((fact) => (
                    <li key={fact.text}>
                      {fact.text} <small>{fact.sources.join("; ")}</small>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </li>
        ))}
      </ol>
      <Remarks notes={answer.notes} />
    </article>
  );
}
