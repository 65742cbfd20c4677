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
  /** What it stands under in the list; questions if nothing is said. */
  readonly group?: string;
  /** What it is, where the graph holds it: "Person", "Organization", "Dossier" … */
  readonly kind?: string;
}

export interface FinderProps {
  readonly label: string;
  readonly take: (found: Found) => void;
  /** What else can be found, such as questions: offered below what the graph holds. */
  readonly more?: (text: string) => readonly Found[];
  /** Clear the field when something is taken. */
  readonly clears?: boolean;
  readonly kinds?: readonly string[];
  /** What was typed may be taken as it stands: nothing of the list is chosen beforehand. */
  readonly free?: boolean;
  readonly placeholder?: string;
  /** Told of every letter, where what is typed matters before it is taken. */
  readonly heard?: (text: string) => void;
  /** What else can be found stands first, and already before anything is typed. */
  readonly eager?: boolean;
}

const PAUSE_MS = 120;

export function Finder(props: FinderProps) {
  const {
    label,
    take,
    more,
    clears = true,
    kinds = [],
    free = false,
    heard,
    eager = false,
  } = props;
  const first = free ? -1 : 0;
  const [text, setText] = useState("");
  const [settled, setSettled] = useState("");
  const [at, setAt] = useState(first);
  const [open, setOpen] = useState(false);
  const [hasty, setHasty] = useState(false);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text.trim()), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  const wanted = settled
    ? { path: query("search", { q: settled, kind: kinds, limit: 12, versions: false }) }
    : null;
  const answer = useAnswer<Hit[]>(wanted);
  // What is offered beside the graph needs no answer, so it follows every letter.
  const now = text.trim();
  const own = more && (now || eager) ? byGroup(more(now)) : [];
  const hits = grouped(settled ? (answer.value ?? []) : []);
  const groups = eager ? [...own, ...hits] : [...hits, ...own];
  const flat = groups.flatMap((group) => group.found);
  const choose = (found: Found | undefined) => {
    if (!found) return;
    setOpen(false);
    setAt(first);
    setText(clears ? "" : found.name);
    heard?.(clears ? "" : found.name);
    take(found);
  };
  // Enter before the answer takes the first of it when it comes.
  const arrived = settled === now && !answer.asking;
  useEffect(() => {
    if (!hasty || !arrived) return;
    setHasty(false);
    choose(flat[0]);
  }, [hasty, arrived]);
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setAt((old) => moved(old, event.key === "ArrowDown" ? 1 : -1, flat.length));
      setOpen(true);
    } else if (event.key === "Enter") {
      // What was typed and not yet asked for is not what stands in the list.
      if (free && at < 0) {
        if (now) event.preventDefault();
        choose(now ? { id: now, name: now } : undefined);
      } else if (flat[at] && (settled === now || (eager && at < count(own)))) {
        event.preventDefault();
        choose(flat[at]);
      } else if (now) {
        event.preventDefault();
        setHasty(true);
      }
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  // Whoever presses a button still finds it where it was: the list goes when it was pressed.
  const left = (event: FocusEvent) => {
    const to = event.relatedTarget;
    const isPressed = to instanceof Element && to.matches(":active");
    if (!isPressed) setOpen(false);
    else window.addEventListener("click", () => setOpen(false), { once: true });
  };
  const shown = open && (settled !== "" || eager) && (!free || flat.length > 0);
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
        placeholder={props.placeholder ?? say("search.placeholder")}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && flat[at] ? `${id}-${at}` : undefined}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          heard?.(event.currentTarget.value);
          setAt(first);
          setHasty(false);
          setOpen(true);
        }}
        onKeyDown={keys}
        onBlur={left}
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
        {shown && !free && !answer.asking && answer.value?.length === 0 && !flat.length && (
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

const count = (groups: readonly { found: readonly Option[] }[]): number =>
  groups.reduce((sum, group) => sum + group.found.length, 0);

/** Go one up or down, from the last to the first. */
function moved(at: number, by: number, count: number): number {
  if (!count) return at;
  return at < 0 && by < 0 ? count - 1 : (at + by + count) % count;
}

interface Option extends Found {
  readonly glyph: string;
  readonly colour: string;
  readonly remark: string;
}

/** Put hits of one kind together; groups in the order of their best hit. */
function grouped(hits: readonly Hit[]): { word: string; found: Option[] }[] {
  const groups = new Map<string, Option[]>();
  for (const hit of hits) {
    const { word, glyph, colour } = styleOf(hit.actor);
    const same = hit.matched.toLowerCase() === hit.actor.name.toLowerCase();
    const remark = same ? "" : hit.matched;
    const { id, name, kind } = hit.actor;
    const option = { id, name, kind, glyph, colour, remark };
    groups.set(word, [...(groups.get(word) ?? []), option]);
  }
  return [...groups].map(([word, found]) => ({ word, found }));
}

function byGroup(found: readonly Found[]): { word: string; found: Option[] }[] {
  const groups = new Map<string, Option[]>();
  for (const one of found) {
    const word = one.group ?? say("search.questions");
    const option = { ...one, glyph: "›", colour: "inherit", remark: "" };
    groups.set(word, [...(groups.get(word) ?? []), option]);
  }
  return [...groups].map(([word, each]) => ({ word, found: each }));
}
