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
  /** Whether it stands in the row of pages; others are reached from them. */
  readonly inRow: boolean;
}

export const PAGES: readonly Page[] = [
  { name: "start", title: "page.start", load: () => import("../pages/start"), inRow: true },
  { name: "map", title: "page.map", load: () => import("../pages/map"), inRow: true },
  { name: "routes", title: "page.routes", load: () => import("../pages/routes"), inRow: true },
  {
    name: "coalition",
    title: "page.coalition",
    load: () => import("../pages/coalition"),
    inRow: true,
  },
  { name: "vote", title: "page.vote", load: () => import("../pages/vote"), inRow: true },
  { name: "show", title: "page.show", load: () => import("../pages/show"), inRow: false },
  {
    name: "questions",
    title: "page.questions",
    load: () => import("../pages/questions"),
    inRow: true,
  },
  { name: "cypher", title: "page.cypher", load: () => import("../pages/cypher"), inRow: true },
];

export const pageOf = (name: string): Page | undefined => PAGES.find((page) => page.name === name);
