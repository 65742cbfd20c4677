/** What the page wants of whatever draws a map; another renderer need only offer the same. */

export interface MapNode {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly shape: string;
  readonly colour: string;
  readonly change: "" | "appeared" | "vanished";
  readonly focus: boolean;
  readonly invented: boolean;
  readonly pinned: boolean;
  readonly shown: boolean;
  /** Its name stands in it, not below. */
  readonly inside?: boolean;
  /** Written in it where its name finds no room; what it stands for is told beside the map. */
  readonly short?: string;
  /** The more, the earlier its name is written. */
  readonly rank: number;
  /** Several routes lead through it: a diamond around it. */
  readonly shared?: boolean;
}

export interface MapLine {
  /** Numbers of nodes. */
  readonly low: number;
  readonly high: number;
  readonly width: number;
  readonly change: "" | "appeared" | "vanished";
  readonly invented: boolean;
  readonly shown: boolean;
  /** What it is, in words. */
  readonly label?: string;
  /** Where it leads; without it, it has no direction. */
  readonly arrow?: "low" | "high" | "both";
}

export interface Hull {
  readonly name: string;
  /** Numbers of nodes. */
  readonly members: readonly number[];
}

export interface Graph {
  readonly nodes: readonly MapNode[];
  readonly lines: readonly MapLine[];
  readonly hulls: readonly Hull[];
  /** Whether any line has a direction or any node a mark of its own. */
  readonly adorned?: boolean;
}

export type Mode = "fade" | "hide";

export interface Heard {
  /** A node was clicked; null: the ground was. */
  select: (id: string | null) => void;
  /** A node was double-clicked. */
  open: (id: string) => void;
  /** A node was dragged to a place. */
  move: (id: string, x: number, y: number) => void;
  /** A map stands: its nodes and ties are drawn; names follow in the next frame. */
  drawn: () => void;
}

export interface Renderer {
  setGraph(graph: Graph): void;
  /** Let one node and its neighbours stand out; null: all alike. */
  highlight(id: string | null): void;
  /** Bring a node into the middle. */
  focus(id: string): void;
  filter(mode: Mode): void;
  fit(): void;
  zoom(by: number): void;
  /** Where a node stands now, in units of the map. */
  place(id: string): { x: number; y: number } | null;
  /** A picture of what is in sight, with rows of text below it. */
  toPNG(rows: readonly string[]): Promise<Blob>;
  on<Name extends keyof Heard>(name: Name, heard: Heard[Name]): void;
  destroy(): void;
}
