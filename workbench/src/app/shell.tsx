/** What stands around every page: search, pages, day and level, undo and redo, commands, help. */

import { useEffect, useMemo, useRef } from "preact/hooks";
import { Finder } from "../parts/finder";
import { one } from "./address";
import { commands, keysOf, useCommands } from "./command";
import { Help, openHelp } from "./help";
import { canRedo, canUndo, go, linkTo, redo, undo, useAddress } from "./history";
import { Opened } from "./opened";
import { PAGES, pageOf } from "./pages";
import { openPalette, Palette } from "./palette";
import { say } from "./texts";
import { toggleTheme } from "./theme";
import { openToken, TokenDialog } from "./token";
import { Lowered, When } from "./when";

export function Shell() {
  const { page: name, params } = useAddress();
  const page = pageOf(name);
  useCommands(
    useMemo(
      () => [
        { name: say("app.commands"), keys: "Ctrl+K", run: openPalette },
        { name: say("app.undo"), keys: "Ctrl+Z", run: undo },
        { name: say("app.redo"), keys: "Ctrl+Y", run: redo },
        { name: say("app.help"), keys: "?", run: openHelp },
        { name: say("app.theme"), run: toggleTheme },
        { name: say("token.other"), run: openToken },
      ],
      [],
    ),
  );
  useEffect(() => {
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
  const title = page ? say(page.title) : say("app.unknownPage", { page: name });
  useEffect(() => {
    document.title = page ? `${title} · ${say("app.name")}` : say("app.name");
  }, [page]);
  useFocusOnHeading(name, JSON.stringify(params));
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        {say("app.skip")}
      </button>
      <header class={name === "start" ? "top at-start" : "top"}>
        <a class="brand" href={linkTo("start")}>
          {say("app.name")}
        </a>
        <Finder label={say("search.label")} take={(found) => go("show", { id: [found.id] })} />
        <When day={one(params, "day")} level={one(params, "level")} />
        <div class="tools">
          <button type="button" class="step" onClick={undo} disabled={!canUndo()} title="Ctrl+Z">
            {say("app.undo")}
          </button>
          <button type="button" class="step" onClick={redo} disabled={!canRedo()} title="Ctrl+Y">
            {say("app.redo")}
          </button>
          <button type="button" onClick={openPalette} title="Ctrl+K">
            {say("app.commands")}
          </button>
          <button type="button" onClick={openHelp} title="?">
            {say("app.help")}
          </button>
        </div>
      </header>
      <nav class="pages" aria-label={say("app.pages")}>
        {PAGES.map((each) => (
          <a
            key={each.name}
            href={linkTo(each.name)}
            aria-current={each.name === name ? "page" : undefined}
          >
            {say(each.title)}
          </a>
        ))}
      </nav>
      <Lowered day={one(params, "day")} level={one(params, "level")} />
      <main id="main" tabIndex={-1}>
        {page ? (
          <Opened key={page.name} page={page} params={params} />
        ) : (
          <>
            <h1 class="problem">{title}</h1>
            <p>
              {say("app.unknownPageWhy")} <a href={linkTo("start")}>{say("app.toStart")}</a>
            </p>
          </>
        )}
      </main>
      <p class="unseen" role="status">
        {say("app.atPage", { page: title })}
      </p>
      <Palette />
      <Help />
      <TokenDialog />
    </>
  );
}

/** A link to a part of the page would replace the state behind the #. */
function skip(): void {
  document.getElementById("main")?.focus();
}

function pressed(event: KeyboardEvent): void {
  const keys = keysOf(event);
  // In a field, undo and redo are of the text. An editor in a shadow is seen by its path only.
  const [target] = event.composedPath();
  const typing =
    target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  if (typing && keys !== "Ctrl+K") return;
  // Behind an open dialog nothing happens.
  if (document.querySelector("dialog[open]")) return;
  const found = commands().find((command) => command.keys === keys);
  if (!found) return;
  event.preventDefault();
  found.run();
}

/** Another page takes the focus to its heading, so that it is read out and Tab goes on from there.
 *
 * Where only parameters changed, this happens if what had the focus is gone.
 */
function useFocusOnHeading(page: string, state: string): void {
  const before = useRef<string | null>(null);
  useEffect(() => {
    const isFirst = before.current === null;
    const isOther = before.current !== page;
    before.current = page;
    if (isFirst) return;
    let left = 40;
    let timer = 0;
    const look = () => {
      const active = document.activeElement;
      const lost = !active || active === document.body || !active.isConnected;
      const heading = document.querySelector<HTMLElement>("main h1");
      left -= 1;
      if (!isOther && !lost) return;
      if (!heading && left > 0) {
        timer = window.setTimeout(look, 50);
        return;
      }
      // A page that put the focus somewhere itself knows better.
      if (active?.closest("main")?.contains(active) && !lost && active.id !== "main") return;
      heading?.setAttribute("tabindex", "-1");
      (heading ?? document.getElementById("main"))?.focus({ preventScroll: !isOther });
    };
    timer = window.setTimeout(look, 0);
    return () => window.clearTimeout(timer);
  }, [page, state]);
}
