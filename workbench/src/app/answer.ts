/** Answers to questions, asked when first needed and kept while the page is open. */

import { useEffect, useState } from "preact/hooks";
import { all } from "./address";
import { ask, Refused, type Request } from "./api";
import { here } from "./history";
import { say } from "./texts";

export interface Answer<T> {
  readonly value: T | null;
  readonly problem: Refused | null;
  readonly asking: boolean;
}

const MOST_KEPT = 60;
const kept = new Map<string, unknown>();

/** A question under way; all who ask the same wait for one answer. */
interface UnderWay {
  readonly answer: Promise<unknown>;
  readonly stop: AbortController;
  waiting: number;
}

const underWay = new Map<string, UnderWay>();

function keyOf(request: Request): string {
  const level = all(here().params, "level").join();
  return JSON.stringify([request, level]);
}

/** Ask what a page will need before the page is there; whoever asks later finds it under way. */
export function askAhead(request: Request): void {
  const key = keyOf(request);
  if (!kept.has(key) && !underWay.has(key)) begin(key, request);
}

function begin(key: string, request: Request): UnderWay {
  const stop = new AbortController();
  const answer = ask<unknown>(request, stop.signal);
  const made = { answer, stop, waiting: 0 };
  underWay.set(key, made);
  const isCurrent = () => underWay.get(key) === made && underWay.delete(key);
  answer.then((value) => {
    // What was asked before all was forgotten is not kept.
    if (!isCurrent()) return;
    kept.set(key, value);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  }, isCurrent);
  return made;
}

/** Leave a question; whoever was the last to wait for it has it stopped. */
function leave(key: string, one: UnderWay): void {
  one.waiting -= 1;
  if (one.waiting > 0 || underWay.get(key) !== one) return;
  underWay.delete(key);
  one.stop.abort();
}

/** Forget all answers: something was written, or another token is used. */
export function forget(): void {
  kept.clear();
  underWay.clear();
  for (const again of askers) again();
}

const askers = new Set<() => void>();

/** Ask; null asks nothing. The last answer stays in sight while the next is on its way. */
export function useAnswer<T>(request: Request | null): Answer<T> {
  const key = request ? keyOf(request) : "";
  const [round, again] = useState(0);
  const [state, set] = useState<Answer<T> & { key: string }>({ ...NOTHING, key: "" });
  useEffect(() => {
    const heard = () => again((old) => old + 1);
    askers.add(heard);
    return () => {
      askers.delete(heard);
    };
  }, []);
  useEffect(() => {
    if (!request) return;
    const known = kept.get(key);
    if (known !== undefined) {
      set({ value: known as T, problem: null, asking: false, key });
      return;
    }
    let left = false;
    set((old) => ({ ...old, problem: null, asking: true }));
    const asked = underWay.get(key) ?? begin(key, request);
    asked.waiting += 1;
    asked.answer.then(
      (value) => !left && set({ value: value as T, problem: null, asking: false, key }),
      (error: unknown) => !left && set({ value: null, problem: told(error), asking: false, key }),
    );
    return () => {
      left = true;
      leave(key, asked);
    };
  }, [key, round]);
  if (!request) return NOTHING;
  return state.key === key || state.asking ? state : { ...state, asking: true };
}

const NOTHING = { value: null, problem: null, asking: false };

export function told(error: unknown): Refused {
  return error instanceof Refused ? error : new Refused(0, say("api.failed"), String(error));
}
