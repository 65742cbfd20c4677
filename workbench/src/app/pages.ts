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
];

export const pageOf = (name: string): Page | undefined => PAGES.find((page) => page.name === name);
