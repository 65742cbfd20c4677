/** The pages of the workbench. They come together, so that none waits for another round trip; only
 * the console, whose editor is larger than all else, comes when it is first opened. */

import type { ComponentType } from "preact";
import CoalitionPage from "../pages/coalition";
import MapPage from "../pages/map";
import QuestionsPage from "../pages/questions";
import RoutesPage from "../pages/routes";
import ShowPage from "../pages/show";
import StartPage from "../pages/start";
import VotePage from "../pages/vote";
import type { Params } from "./address";
import type { TextKey } from "./texts";

export interface PageProps {
  readonly params: Params;
}

export type PageView = ComponentType<PageProps>;

export interface Page {
  readonly name: string;
  readonly title: TextKey;
  readonly view?: PageView;
  /** Where there is no view yet. */
  readonly load?: () => Promise<{ default: PageView }>;
}

export const PAGES: readonly Page[] = [
  { name: "start", title: "page.start", view: StartPage },
  { name: "show", title: "page.show", view: ShowPage },
  { name: "map", title: "page.map", view: MapPage },
  { name: "routes", title: "page.routes", view: RoutesPage },
  { name: "coalition", title: "page.coalition", view: CoalitionPage },
  { name: "vote", title: "page.vote", view: VotePage },
  { name: "questions", title: "page.questions", view: QuestionsPage },
  { name: "cypher", title: "page.cypher", load: () => import("../pages/cypher") },
];

export const pageOf = (name: string): Page | undefined => PAGES.find((page) => page.name === name);
