/** The command palette: pages, commands, people and questions, by a few letters. */

import { useEffect, useMemo, useState } from "preact/hooks";
import type { Found } from "../parts/finder";
import { Finder } from "../parts/finder";
import { commands } from "./command";
import { closeDialog, openDialog } from "./dialog";
import { go } from "./history";
import { fits } from "./matching";
import { PAGES } from "./pages";
import { useQuestions } from "./questions";
import { say } from "./texts";

const BOX = "palette";
const QUIET_MS = 1_000;

/** Open it at once: letters typed right after the keys that open it must not be lost. */
export const openPalette = (): void => openDialog(BOX);

interface Offer extends Found {
  readonly run: () => void;
}

export function Palette() {
  const [idle, rest] = useState(false);
  // Nobody waits for these; what the first page shows goes first.
  useEffect(() => {
    const timer = window.setTimeout(() => rest(true), QUIET_MS);
    return () => window.clearTimeout(timer);
  }, []);
  const questions = useQuestions(idle);
  /** How often it was closed: each time begins with an empty field. */
  const [round, again] = useState(0);
  const fixed = useMemo(() => [...pages(), ...asked(questions)], [questions]);
  const offered = (): readonly Offer[] => [...own(), ...fixed];
  const more = (text: string): Found[] =>
    offered()
      .filter((one) => fits(one.name, text))
      .slice(0, text ? 12 : 30);
  const take = (found: Found) => {
    const wanted = offered().find((one) => one.id === found.id);
    closeDialog(BOX);
    if (wanted) wanted.run();
    else go("show", { id: [found.id] });
  };
  return (
    <dialog
      id={BOX}
      class="palette"
      aria-label={say("palette.title")}
      onClose={() => again((old) => old + 1)}
    >
      <Finder key={round} label={say("palette.label")} take={take} more={more} eager />
    </dialog>
  );
}

const pages = (): Offer[] =>
  PAGES.map((page) => ({
    id: `page:${page.name}`,
    group: say("app.pages"),
    name: say(page.title),
    run: () => go(page.name),
  }));

/** What the open page and the frame around it offer at this moment; not to open what is open. */
const own = (): Offer[] =>
  commands()
    .filter((command) => command.run !== openPalette)
    .map((command) => ({
      id: `command:${command.name}`,
      group: say("app.commands"),
      name: command.keys ? `${command.name} (${command.keys})` : command.name,
      run: command.run,
    }));

const asked = (questions: ReturnType<typeof useQuestions>): Offer[] =>
  questions.map((question) => ({
    id: `question:${question.name}`,
    name: question.title,
    run: () => go("questions", { name: [question.name] }),
  }));
