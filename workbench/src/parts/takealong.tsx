/** What can be taken along of a view: its address, print, and the files that the page offers. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { say } from "../app/texts";

export function TakeAlong({ children }: { children?: ComponentChildren }) {
  const [told, tell] = useState("");
  // A browser gives the clipboard to safe origins only: elsewhere the address is shown instead.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      tell(say("out.copied"));
    } catch {
      tell(window.location.href);
    }
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
