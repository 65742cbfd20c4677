/** A button that makes a file to keep; where that fails, the server's words stand beside it. */

import { useState } from "preact/hooks";
import { told } from "../app/answer";

export function Keep({ label, make }: { label: string; make: () => Promise<void> }) {
  const [problem, tell] = useState("");
  const save = () =>
    make().then(
      () => tell(""),
      (error: unknown) => tell(told(error).detail),
    );
  return (
    <>
      <button type="button" onClick={() => void save()}>
        {label}
      </button>
      {problem && (
        <span role="alert" class="problem">
          {problem}
        </span>
      )}
    </>
  );
}
