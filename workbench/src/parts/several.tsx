/** Several names at once, as somebody pastes them from a mail or a table. */

import { useState } from "preact/hooks";
import { say } from "../app/texts";
import { pasted } from "./listed";

export function Several({ add }: { add: (names: readonly string[]) => void }) {
  const [text, setText] = useState("");
  const names = pasted(text);
  return (
    <details class="several">
      <summary>{say("several.open")}</summary>
      <label>
        {say("several.label")}
        <textarea rows={4} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <button
        type="button"
        disabled={!names.length}
        onClick={() => {
          add(names);
          setText("");
        }}
      >
        {say("several.add")}
      </button>
    </details>
  );
}
