/** The search field: results in groups while one types, by arrows and Enter or by a click. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useAnswer } from "../app/answer";
import { query, type Schemas } from "../app/api";
import { say } from "../app/texts";
import { styleOf } from "./style";

type Hit = Schemas["HitOut"];

export interface Found {
  readonly id: string;
  readonly name: string;
}

export interface FinderProps {
  readonly label: string;
  readonly take: (found: Found) => void;
  /** What else can be found, such as questions: offered below what the graph holds. */
  readonly more?: (text: string) => readonly Found[];
  /** Clear the field when something is taken. */
  readonly clears?: boolean;
  readonly kinds?: readonly string[];
}

const PAUSE_MS = 120;

export function Finder({ label, take, more, clears = true, kinds = [] }: FinderProps) {
  const [text, setText] = useState("");
  const [settled, setSettled] = useState("");
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text.trim()), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  const wanted = settled
    ? { path: query("search", { q: settled, kind: kinds, limit: 12 }) }
    : null;
  const answer = useAnswer<Hit[]>(wanted);
  const groups = grouped(answer.value ?? [], settled && more ? more(settled) : []);
  const flat = groups.flatMap((group) => group.found);
  const choose = (found: Found | undefined) => {
    if (!found) return;
    setOpen(false);
    setText(clears ? "" : found.name);
    take(found);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      setAt((old) => (old + by + Math.max(flat.length, 1)) % Math.max(flat.length, 1));
      setOpen(true);
    } else if (event.key === "Enter") {
      // What was typed and not yet asked for is not what stands in the list.
      if (settled === text.trim() && flat.length) {
        event.preventDefault();
        choose(flat[at]);
      }
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  const shown = open && settled !== "";
  let number = -1;
  return (
    <div class="finder">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={field}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        placeholder={say("search.placeholder")}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && flat.length ? `${id}-${at}` : undefined}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={keys}
        onBlur={() => setOpen(false)}
        onFocus={() => setOpen(true)}
      />
      <div class="found" id={`${id}-list`} role="listbox" aria-label={label} hidden={!shown}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: options of a combobox are grouped by role
          <div key={group.word} role="group" aria-label={group.word}>
            <p aria-hidden="true">{group.word}</p>
            {group.found.map((found) => {
              number += 1;
              const mine = number;
              return (
                <div
                  key={found.id}
                  id={`${id}-${mine}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={mine === at}
                  // The field must not lose the focus before the click arrives.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => choose(found)}
                  onKeyDown={keys}
                >
                  <span aria-hidden="true" style={{ color: found.colour }}>
                    {found.glyph}
                  </span>{" "}
                  {found.name} {found.remark && <small>{found.remark}</small>}
                </div>
              );
            })}
          </div>
        ))}
        {shown && !answer.asking && answer.value?.length === 0 && !flat.length && (
          <p>{say("search.nothing")}</p>
        )}
        {answer.problem && <p>{answer.problem.detail}</p>}
      </div>
      <p class="unseen" role="status">
        {shown && !answer.asking ? say("search.found", { count: flat.length }) : ""}
      </p>
    </div>
  );
}

interface Option extends Found {
  readonly glyph: string;
  readonly colour: string;
  readonly remark: string;
}

/** Put hits of one kind together; groups in the order of their best hit, questions last. */
function grouped(
  hits: readonly Hit[],
  questions: readonly Found[],
): { word: string; found: Option[] }[] {
  const groups = new Map<string, Option[]>();
  for (const hit of hits) {
    const { word, glyph, colour } = styleOf(hit.actor);
    const remark = hit.matched === hit.actor.name ? "" : hit.matched;
    const option = { id: hit.actor.id, name: hit.actor.name, glyph, colour, remark };
    groups.set(word, [...(groups.get(word) ?? []), option]);
  }
  const made = [...groups].map(([word, found]) => ({ word, found }));
  if (questions.length) {
    const found = questions.map((one) => ({ ...one, glyph: "?", colour: "inherit", remark: "" }));
    made.push({ word: say("search.questions"), found });
  }
  return made;
}
