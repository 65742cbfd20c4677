/** The pages of the workbench; each is loaded when it is first opened. */

import type { ComponentType } from "preact";
import type { Params } from "./address";
import type { TextKey } from "./texts";

export interface PageProps {
  readonly params: Params;
}

export interface Page {
  readonly name: string;
  readonly title: TextKey;
  readonly load: () => Promise<{ default: ComponentType<PageProps> }>;
}

export const PAGES: readonly Page[] = [
  { name: "start", title: "page.start", load: () => import("../pages/start") },
  { name: "show", title: "page.show", load: () => import("../pages/show") },
  { name: "map", title: "page.map", load: () => import("../pages/map") },
  { name: "routes", title: "page.routes", load: () => import("../pages/routes") },
  {
    name: "coalition",
    title: "page.coalition",
    load: () => import("../pages/coalition"),
  },
  { name: "vote", title: "page.vote", load: () => import("../pages/vote") },
  {
    name: "questions",
    title: "page.questions",
    load: () => import("../pages/questions"),
  },
  { name: "cypher", title: "page.cypher", load: () => import("../pages/cypher") },
];

export const pageOf = (name: string): Page | undefined => PAGES.find((page) => page.name === name);
