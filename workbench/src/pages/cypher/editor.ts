/** The editor: CodeMirror in a shadow of its own.
 *
 * In a shadow it brings its styles as sheets, which the page's policy allows; elsewhere it would
 * write style elements, which the policy forbids.
 */

import {
  autocompletion,
  type CompletionContext,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  bracketMatching,
  HighlightStyle,
  StreamLanguage,
  syntaxHighlighting,
} from "@codemirror/language";
import { cypher } from "@codemirror/legacy-modes/mode/cypher";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Place } from "./asking";
import { offersAt, type Words } from "./completion";

export interface EditorOptions {
  readonly text: string;
  readonly label: string;
  readonly hint: string;
  readonly changed: (text: string) => void;
  readonly run: () => void;
  readonly words: () => Words | null;
}

export interface Editor {
  readonly put: (text: string) => void;
  /** Mark the word at a place; null takes the mark away. */
  readonly mark: (place: Place | null, why: string) => void;
  readonly goTo: (place: Place) => void;
  readonly end: () => void;
}

export function mount(host: HTMLElement, options: EditorOptions): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: options.text, extensions: extensions(options) }),
  });
  return {
    put: (text) => {
      if (text === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    mark: (place, why) => {
      const found = place ? rangeAt(view.state, place) : null;
      const marks = found ? [{ ...found, severity: "error" as const, message: why }] : [];
      view.dispatch(setDiagnostics(view.state, marks));
    },
    goTo: (place) => {
      const { from } = rangeAt(view.state, place);
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      view.focus();
    },
    end: () => view.destroy(),
  };
}

function extensions({ label, hint, changed, run, words }: EditorOptions) {
  const complete = (context: CompletionContext) => {
    const known = words();
    if (!known) return null;
    const before = context.state.sliceDoc(0, context.pos);
    const found = offersAt(before, known, context.explicit);
    if (!found?.offers.length) return null;
    return { from: context.pos - found.typed, options: [...found.offers], validFor: /^\w*$/ };
  };
  const asks = () => {
    run();
    return true;
  };
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    bracketMatching(),
    EditorView.lineWrapping,
    StreamLanguage.define(cypher),
    syntaxHighlighting(COLOURS),
    autocompletion({ override: [complete], icons: false }),
    placeholder(hint),
    keymap.of([
      { key: "Mod-Enter", run: asks },
      ...completionKeymap,
      ...defaultKeymap,
      ...historyKeymap,
    ]),
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) changed(update.state.doc.toString());
    }),
    LOOK,
  ];
}

/** Where a place lies in the text, with the word that begins there. */
function rangeAt(state: EditorState, { line, column }: Place): { from: number; to: number } {
  const there = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  const from = Math.min(there.from + Math.max(column - 1, 0), there.to);
  const word = /^(\w+|\S)/.exec(state.sliceDoc(from, there.to))?.[0] ?? "";
  const to = Math.min(from + Math.max(word.length, 1), state.doc.length);
  return { from: Math.min(from, to), to };
}

/** Colours of the page, also its dark ones; words of the language are bold, remarks slanted. */
const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--act)", fontWeight: "bold" },
  {
    tag: [tags.standard(tags.variableName), tags.definition(tags.variableName)],
    color: "var(--act)",
  },
  { tag: tags.string, color: "var(--good)" },
  { tag: tags.atom, color: "var(--warn)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

const LOOK = EditorView.theme({
  "&": {
    color: "var(--ink)",
    backgroundColor: "var(--paper)",
    border: "1px solid var(--soft)",
    borderRadius: "6px",
    fontSize: "0.95rem",
  },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "2px" },
  ".cm-content": {
    fontFamily: "ui-monospace, 'DejaVu Sans Mono', monospace",
    caretColor: "var(--ink)",
  },
  ".cm-content, .cm-gutter": { minHeight: "8rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": {
    color: "var(--soft)",
    backgroundColor: "var(--panel)",
    borderRight: "1px solid var(--rule)",
  },
  ".cm-placeholder": { color: "var(--soft)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "color-mix(in srgb, var(--act) 25%, transparent)" },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--paper)",
    border: "1px solid var(--rule)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: "var(--on-act)",
    backgroundColor: "var(--act)",
  },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--bad)",
    backgroundColor: "color-mix(in srgb, var(--bad) 18%, transparent)",
  },
});
