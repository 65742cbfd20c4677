/** Questions beside the plan, each put with what the board already says. */

import type { Params } from "../../app/address";
import { linkTo } from "../../app/history";
import { say } from "../../app/texts";
import { asideParams } from "./ask";

const ASIDE = ["messengers", "recruit", "approach"] as const;

export function Aside({ params }: { params: Params }) {
  return (
    <section>
      <h2>{say("coalition.aside")}</h2>
      <ul>
        {ASIDE.map((name) => (
          <li key={name}>
            <a href={linkTo("questions", asideParams(params, name))}>
              {say(`coalition.aside.${name}`)}
            </a>{" "}
            <small>{say(`coalition.help.${name}`)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
