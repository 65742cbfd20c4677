/** What can be taken along of a view: its address, print, and the files that the page offers. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { say } from "../app/texts";

export function TakeAlong({ children }: { children?: ComponentChildren }) {
  const [told, tell] = useState("");
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    tell(say("out.copied"));
  };
  return (
    <details class="takealong">
      <summary>{say("out.title")}</summary>
      <div class="tools">
        {children}
        <button type="button" onClick={() => window.print()}>
          {say("out.print")}
        </button>
        <button type="button" onClick={() => void copy()}>
          {say("out.link")}
        </button>
      </div>
      <p role="status">{told}</p>
    </details>
  );
}
