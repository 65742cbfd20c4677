/** Questions to the server that gave this page, and to no other. */

import { one } from "./address";
import { here } from "./history";
import { headersOf, query, type Request, TOKEN, takeEarly } from "./request";
import { say } from "./texts";
import type { components } from "./wire";

export { query, type Request };
export type Schemas = components["schemas"];
export type Actor = Schemas["ActorOut"];

/** What the server says where it does not answer: its own words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly nearest: readonly string[] = [],
  ) {
    super(detail);
  }
}

/** The day asked about, as every question takes it; undefined: today. */
export const day = (): string | undefined => one(here().params, "day") || undefined;

export const setToken = (token: string): void => window.sessionStorage.setItem(TOKEN, token);

/** Send a request; gives the response if it is one of success. */
export async function send(request: Request, signal?: AbortSignal): Promise<Response> {
  const { path, method = "GET", body } = request;
  let response: Response;
  try {
    const early = method === "GET" ? takeEarly(path) : null;
    response = await (early ??
      fetch(path, {
        method,
        headers: headersOf(request, here().params),
        body: body === undefined ? null : JSON.stringify(body),
        signal: signal ?? null,
        redirect: "error",
      }));
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refused(0, say("api.none"), say("api.noneWhy"));
  }
  if (response.ok) return response;
  throw await refusal(response);
}

async function refusal(response: Response): Promise<Refused> {
  try {
    const told = (await response.json()) as Schemas["Problem"];
    return new Refused(response.status, told.title, told.detail, told.nearest ?? []);
  } catch {
    return new Refused(response.status, response.statusText, say("api.unreadable"));
  }
}

/** Send a request and read its JSON; the type is the schema that the service describes. */
export async function ask<T>(request: Request, signal?: AbortSignal): Promise<T> {
  return (await (await send(request, signal)).json()) as T;
}

/** Fetch a file and hand it to the browser to keep. */
export async function download(request: Request, name: string): Promise<void> {
  keep(await (await send(request)).blob(), name);
}

/** Hand a text or picture made here to the browser to keep. */
export function keep(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
