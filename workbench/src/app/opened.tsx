/** A page once its code is there; where it cannot be loaded or fails, why. */

import { Component, type ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Page, PageProps, PageView } from "./pages";
import { say } from "./texts";

interface OpenedProps extends PageProps {
  readonly page: Page;
}

export function Opened({ page: { view, load }, params }: OpenedProps) {
  const [Loaded, set] = useState<PageView | null>(() => view ?? null);
  const [problem, tell] = useState("");
  useEffect(() => {
    load?.().then(
      (module) => set(() => module.default),
      (error: unknown) => tell(String(error)),
    );
  }, [load]);
  if (problem) return <Failed why={problem} />;
  if (!Loaded) return <p class="asking">{say("wait.asking")}</p>;
  return (
    <Guarded>
      <Loaded params={params} />
    </Guarded>
  );
}

function Failed({ why }: { why: string }) {
  return (
    <div class="problem" role="alert">
      <h1>{say("app.failed", { why })}</h1>
      <button type="button" onClick={() => window.location.reload()}>
        {say("app.reload")}
      </button>
    </div>
  );
}

/** What goes wrong in a page stays in it: the row of pages and undo still work. */
class Guarded extends Component<{ children: ComponentChildren }, { why: string }> {
  override state = { why: "" };

  override componentDidCatch(error: unknown): void {
    this.setState({ why: String(error) });
  }

  override render() {
    return this.state.why ? <Failed why={this.state.why} /> : this.props.children;
  }
}
