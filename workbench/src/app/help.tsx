/** Keys and a few words, opened by "?". The keys are those that are in force at that moment. */

import { useState } from "preact/hooks";
import { type Command, commands } from "./command";
import { Dialog, openDialog } from "./dialog";
import { say } from "./texts";

const ID = "help";
let look: () => void = () => {};

export function openHelp(): void {
  look();
  openDialog(ID);
}

export function Help() {
  const [listed, list] = useState<readonly Command[]>([]);
  look = () => list(commands().filter((command) => command.keys));
  return (
    <Dialog id={ID} title={say("app.helpTitle")}>
      <table>
        <caption>{say("help.keys")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("help.key")}</th>
            <th scope="col">{say("help.does")}</th>
          </tr>
        </thead>
        <tbody>
          {listed.map((command) => (
            <Line key={command.name} keys={command.keys ?? ""} does={command.name} />
          ))}
          <Line keys="Tab" does={say("help.tab")} />
          <Line keys="↑ ↓" does={say("help.arrows")} />
          <Line keys="Esc" does={say("help.escape")} />
        </tbody>
      </table>
      <h3>{say("help.words")}</h3>
      <ul>
        <li>{say("help.route")}</li>
        <li>{say("help.bands")}</li>
        <li>{say("help.score")}</li>
        <li>{say("help.level")}</li>
        <li>{say("help.shadow")}</li>
        <li>{say("help.invented")}</li>
        <li>{say("help.state")}</li>
      </ul>
      <p>
        <a href="plain">{say("help.plain")}</a>
        <br />
        <a href="workbench/licences.txt">{say("help.licences")}</a>
      </p>
    </Dialog>
  );
}

function Line({ keys, does }: { keys: string; does: string }) {
  return (
    <tr>
      <td>
        <kbd>{keys}</kbd>
      </td>
      <td>{does}</td>
    </tr>
  );
}
