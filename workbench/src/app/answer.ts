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

/** Forget all answers: something was written, or another token is used. */
export function forget(): void {
  kept.clear();
  for (const again of askers) again();
}

const askers = new Set<() => void>();

/** Ask; null asks nothing. The last answer stays in sight while the next is on its way. */
export function useAnswer<T>(request: Request | null): Answer<T> {
  const level = all(here().params, "level").join();
  const key = request ? JSON.stringify([request, level]) : "";
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
    const stop = new AbortController();
    set((old) => ({ ...old, problem: null, asking: true }));
    ask<T>(request, stop.signal).then(
      (value) => {
        kept.set(key, value);
        const [oldest] = kept.keys();
        if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
        set({ value, problem: null, asking: false, key });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        set({ value: null, problem: told(error), asking: false, key });
      },
    );
    return () => stop.abort();
  }, [key, round]);
  if (!request) return NOTHING;
  return state.key === key || state.asking ? state : { ...state, asking: true };
}

const NOTHING = { value: null, problem: null, asking: false };

export function told(error: unknown): Refused {
  return error instanceof Refused ? error : new Refused(0, say("api.failed"), String(error));
}
