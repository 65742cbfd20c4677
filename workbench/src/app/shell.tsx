/** What stands around every page: search, pages, day and level, undo and redo, commands. */

import type { ComponentType } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { Finder } from "../parts/finder";
import { Waiting } from "../parts/notes";
import { one } from "./address";
import { forget, useAnswer } from "./answer";
import { type Schemas, setToken } from "./api";
import { commands, keysOf, useCommands } from "./command";
import { canRedo, canUndo, change, go, linkTo, redo, undo, useAddress } from "./history";
import { PAGES, type PageProps, pageOf } from "./pages";
import { openPalette, Palette } from "./palette";
import { say } from "./texts";
import { toggleTheme } from "./theme";

const LEVELS = ["public", "network", "office", "protected"] as const;

export function Shell() {
  const { page: name, params } = useAddress();
  const page = pageOf(name);
  const list = useMemo(
    () => [
      { name: say("app.commands"), keys: "Ctrl+K", run: openPalette },
      { name: say("app.undo"), keys: "Ctrl+Z", run: undo },
      { name: say("app.redo"), keys: "Ctrl+Y", run: redo },
      { name: say("app.theme"), run: toggleTheme },
    ],
    [],
  );
  useCommands(list);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const keys = keysOf(event);
      // In a field, undo and redo are of the text.
      const typing = (event.target as HTMLElement | null)?.closest(
        "input, textarea, select, .cm-editor",
      );
      if (typing && keys !== "Ctrl+K") return;
      const found = commands().find((command) => command.keys === keys);
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
  useEffect(() => {
    document.title = page ? `${say(page.title)} · ${say("app.name")}` : say("app.name");
  }, [page]);
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        {say("app.skip")}
      </button>
      <header class="top">
        <a class="brand" href={linkTo("start")}>
          {say("app.name")}
        </a>
        <Finder label={say("search.label")} take={(found) => go("show", { id: [found.id] })} />
        <When day={one(params, "day")} level={one(params, "level")} />
        <div class="tools">
          <button type="button" onClick={undo} disabled={!canUndo()} title="Ctrl+Z">
            {say("app.undo")}
          </button>
          <button type="button" onClick={redo} disabled={!canRedo()} title="Ctrl+Y">
            {say("app.redo")}
          </button>
          <button type="button" onClick={openPalette} title="Ctrl+K">
            {say("app.commands")}
          </button>
        </div>
      </header>
      <nav class="pages" aria-label={say("app.pages")}>
        {PAGES.filter((each) => each.inRow).map((each) => (
          <a
            key={each.name}
            href={linkTo(each.name)}
            aria-current={each.name === name ? "page" : undefined}
          >
            {say(each.title)}
          </a>
        ))}
      </nav>
      <main id="main" tabIndex={-1}>
        <Opened />
        {page ? (
          <Lazy key={page.name} load={page.load} params={params} />
        ) : (
          <Unknown name={name} />
        )}
      </main>
      <Palette />
    </>
  );
}

/** A link to a part of the page would replace the state behind the #. */
function skip(): void {
  document.getElementById("main")?.focus();
}

function Unknown({ name }: { name: string }) {
  return <p class="problem">{say("app.unknownPage", { page: name })}</p>;
}

function Lazy({
  load,
  params,
}: PageProps & { load: () => Promise<{ default: ComponentType<PageProps> }> }) {
  const [Loaded, set] = useState<ComponentType<PageProps> | null>(null);
  useEffect(() => {
    void load().then((module) => set(() => module.default));
  }, [load]);
  return Loaded ? <Loaded params={params} /> : <p class="asking">{say("wait.asking")}</p>;
}

/** Ask for a token where the service wants one. */
function Opened() {
  const health = useAnswer<Schemas["Health"]>({ path: "health" });
  if (health.problem?.status !== 401) return null;
  const use = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get("token");
    if (typeof typed === "string" && typed.trim()) setToken(typed.trim());
    forget();
  };
  return (
    <form class="token" onSubmit={use}>
      <h2>{say("token.title")}</h2>
      <Waiting answer={health} />
      <label>
        {say("token.label")} <input name="token" type="password" autocomplete="off" required />
      </label>
      <button type="submit">{say("token.use")}</button>
      <p>{say("token.note")}</p>
    </form>
  );
}

function When({ day, level }: { day: string; level: string }) {
  return (
    <div class="when">
      <label>
        {say("app.day")}{" "}
        <input
          type="date"
          value={day}
          onChange={(event) => change({ day: event.currentTarget.value || null })}
        />
      </label>
      <label>
        {say("app.level")}{" "}
        <select
          value={level}
          onChange={(event) => change({ level: event.currentTarget.value || null })}
        >
          <option value="">{say("app.ownLevel")}</option>
          {LEVELS.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
