/** The command palette: pages, commands, people and questions, by a few letters. */

import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Found } from "../parts/finder";
import { Finder } from "../parts/finder";
import { commands } from "./command";
import { go } from "./history";
import { PAGES } from "./pages";
import { useQuestions } from "./questions";
import { say } from "./texts";

export function Palette({ close }: { close: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  const questions = useQuestions();
  useEffect(() => {
    box.current?.showModal();
    box.current?.querySelector("input")?.focus();
  }, []);
  const offered = useMemo(() => {
    const pages = PAGES.filter((page) => page.inRow).map((page) => ({
      id: `page:${page.name}`,
      name: say(page.title),
      run: () => go(page.name),
    }));
    const own = commands().map((command) => ({
      id: `command:${command.name}`,
      name: command.keys ? `${command.name} (${command.keys})` : command.name,
      run: command.run,
    }));
    const asked = questions.map((question) => ({
      id: `question:${question.name}`,
      name: question.title,
      run: () => go("questions", { name: [question.name] }),
    }));
    return [...pages, ...own, ...asked];
  }, [questions]);
  const more = (text: string): Found[] => {
    const wanted = text.toLowerCase();
    return offered.filter((one) => one.name.toLowerCase().includes(wanted)).slice(0, 12);
  };
  const take = (found: Found) => {
    close();
    const own = offered.find((one) => one.id === found.id);
    if (own) own.run();
    else go("show", { id: [found.id] });
  };
  return (
    <dialog ref={box} class="palette" aria-label={say("palette.title")} onClose={close}>
      <Finder label={say("palette.label")} take={take} more={more} />
    </dialog>
  );
}
