/** Every step is an entry of the browser's history, so undo and redo are back and forward. */

import { useEffect, useState } from "preact/hooks";
import { type Address, type Change, changed, type Params, read, write } from "./address";

interface Place {
  readonly step: number;
}

let newest = 0;
/** The step that was last in sight: a followed link comes after it, and undoes what was undone. */
let last = 0;
const listeners = new Set<() => void>();

const step = (): number => (window.history.state as Place | null)?.step ?? 0;

function tell(): void {
  last = step();
  for (const listener of listeners) listener();
}

let known: { readonly hash: string; readonly address: Address } | null = null;

/** Where one is; read once, because every link on a page asks. */
export function here(): Address {
  const { hash } = window.location;
  if (known?.hash !== hash) known = { hash, address: read(hash) };
  return known.address;
}

/** Go to a page: one step that can be undone. The same address again is no step. */
export function go(page: string, params: Params = {}): void {
  push({ page, params: kept(params) });
}

function push(place: Address): void {
  const address = write(place);
  if (address === window.location.hash) return;
  newest = step() + 1;
  window.history.pushState({ step: newest } satisfies Place, "", address);
  tell();
}

/** The day and the level asked about stay from page to page. */
function kept(params: Params): Params {
  const stay: Record<string, readonly string[]> = {};
  for (const name of ["day", "level"]) {
    const values = here().params[name];
    if (values && !(name in params)) stay[name] = values;
  }
  return { ...stay, ...params };
}

export function change(wanted: Change): void {
  const { page, params } = here();
  push({ page, params: changed(params, wanted) });
}

/** Change some parameters without a step of its own: for what moves often and need not be undone. */
export function amend(wanted: Change): void {
  const { page, params } = here();
  const address = write({ page, params: changed(params, wanted) });
  if (address === window.location.hash) return;
  window.history.replaceState({ step: step() } satisfies Place, "", address);
  tell();
}

export const canUndo = (): boolean => step() > 0;
export const canRedo = (): boolean => step() < newest;
export const undo = (): void => window.history.back();
export const redo = (): void => window.history.forward();

/** A link's address. */
export const linkTo = (page: string, params: Params = {}): string =>
  write({ page, params: kept(params) });

export function useAddress(): Address {
  const [, again] = useState({});
  useEffect(() => {
    const heard = () => again({});
    listeners.add(heard);
    return () => {
      listeners.delete(heard);
    };
  }, []);
  return here();
}

export function listen(): void {
  if (window.history.state === null) window.history.replaceState({ step: 0 } satisfies Place, "");
  newest = step();
  window.addEventListener("popstate", tell);
  // A typed address or a followed link makes an entry without a number: it gets one.
  window.addEventListener("hashchange", () => {
    if (window.history.state === null) {
      newest = last + 1;
      window.history.replaceState({ step: newest } satisfies Place, "");
    }
    tell();
  });
}
