/** Every file that a picture can be taken along as: the picture in sight, and what the server writes. */

import { useMemo, useState } from "preact/hooks";
import { told } from "../../app/answer";
import { download, keep, type Request } from "../../app/api";
import { type Command, useCommands } from "../../app/command";
import { say } from "../../app/texts";
import { TakeAlong } from "../../parts/takealong";
import type { Renderer } from "./renderer";

const FILES = [
  ["map.page", "html", "html"],
  ["SVG", "svg", "svg"],
  ["PDF", "pdf", "pdf"],
  ["map.tablesFile", "xlsx", "xlsx"],
  ["map.tablesActors", "actors", "actors.csv"],
  ["map.tablesTies", "ties", "ties.csv"],
  ["GEXF", "gexf", "gexf"],
  ["GraphML", "graphml", "graphml"],
] as const;

export interface OutProps {
  /** How the files are called. */
  readonly name: string;
  readonly file: (form: string) => Request;
  readonly renderer: () => Renderer | null;
  /** What stands below the picture: what it is of, day, level, notes and licences. */
  readonly rows: readonly string[];
}

export function Out({ name, file, renderer, rows }: OutProps) {
  const [problem, tell] = useState("");
  const picture = () => {
    void renderer()
      ?.toPNG(rows)
      .then((blob) => keep(blob, `${name}.png`));
  };
  const save = (form: string, suffix: string) => {
    tell("");
    download(file(form), `${name}.${suffix}`).catch((error: unknown) => tell(told(error).detail));
  };
  useCommands(
    useMemo(
      (): readonly Command[] => [{ name: say("map.picture"), run: picture }],
      [rows.join("\n")],
    ),
  );
  return (
    <TakeAlong>
      <button type="button" onClick={picture}>
        {say("map.picture")}
      </button>
      {FILES.map(([label, form, suffix]) => (
        <button key={form} type="button" onClick={() => save(form, suffix)}>
          {label.startsWith("map.") ? say(label as "map.page") : label}
        </button>
      ))}
      {problem && (
        <span role="alert" class="problem">
          {problem}
        </span>
      )}
    </TakeAlong>
  );
}

/** Sources and licences: folded on the screen, in full on paper. */
export function Licences({ lines }: { lines: readonly string[] }) {
  const list = (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  return (
    <>
      <details class="map-licences">
        <summary>
          {say("map.sources")} ({lines.length})
        </summary>
        {list}
      </details>
      <div class="map-printed">
        <p>{say("map.sources")}</p>
        {list}
      </div>
    </>
  );
}
