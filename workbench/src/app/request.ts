/** How a question is put to the service, without any text: also for what runs before the page. */

import { all, type Params } from "./address";

export const TOKEN = "corridors.token";

export interface Request {
  readonly path: string;
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  /** Asked at the caller's own level, whatever level the page is looked at with. */
  readonly ownLevel?: boolean;
}

type Value = string | number | boolean | null | undefined;

/** Write a path with its parameters; lists repeat the name, what is empty is left out. */
export function query(path: string, values: Record<string, Value | readonly Value[]>): string {
  const made = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== null && each !== undefined && each !== "") made.append(name, String(each));
    }
  }
  const text = made.toString();
  return text ? `${path}?${text}` : path;
}

/** What goes along with a question: what is accepted, the token, the level looked at with. */
export function headersOf({ body, ownLevel }: Request, params: Params): Headers {
  const made = new Headers({ Accept: "application/json" });
  if (body !== undefined) made.set("Content-Type", "application/json");
  const token = window.sessionStorage.getItem(TOKEN);
  if (token) made.set("Authorization", `Bearer ${token}`);
  const [level] = all(params, "level");
  if (level && !ownLevel) made.set("Corridors-Level", level);
  return made;
}

/** A question that was asked before the page's own code was there. */
interface Early {
  readonly path: string;
  readonly response: Promise<Response>;
}

declare global {
  interface Window {
    corridorsEarly?: Early;
  }
}

/** Ask before the page is there; the first question of the page takes the answer. */
export function askEarly(request: Request, params: Params): void {
  const headers = headersOf(request, params);
  const response = fetch(request.path, { headers, redirect: "error" });
  // What goes wrong is told by the page, which waits for the same.
  response.catch(() => undefined);
  window.corridorsEarly = { path: request.path, response };
}

/** Give the answer asked for early, once, if it is to this question. */
export function takeEarly(path: string): Promise<Response> | null {
  const early = window.corridorsEarly;
  delete window.corridorsEarly;
  return early?.path === path ? early.response : null;
}
