/** Draws maps by vis-network, the renderer of the pictures: no graphics card needed.
 *
 * It keeps camera, dragging, clicks and the nodes' shapes; everything else is the painter's.
 */

import { coloursNow, FONT, Painter } from "./painter";
import { pan } from "./pan";
import { pictureOf } from "./picture";
import type { Graph, Heard, MapNode, Mode, Renderer } from "./renderer";

const SCRIPT = "workbench/vis-network.min.js";
const STILL_MS = 140;

interface Clicked {
  readonly nodes: readonly string[];
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

interface VisNetwork {
  on(name: string, heard: (event: never) => void): void;
  setData(data: { nodes: unknown; edges: unknown }): void;
  redraw(): void;
  getScale(): number;
  getPosition(id: string): Spot;
  getNodeAt(spot: Spot): string | undefined;
  getViewPosition(): Spot;
  moveTo(options: { position?: Spot; scale?: number }): void;
  fit(options: { animation: boolean }): void;
  unselectAll(): void;
  destroy(): void;
}

interface DataSet {
  update(items: readonly object[]): void;
}

export interface Vis {
  Network: new (place: HTMLElement, data: object, options: object) => VisNetwork;
  DataSet: new (items: readonly object[]) => DataSet;
}

declare global {
  interface Window {
    vis?: Vis;
  }
}

let loading: Promise<Vis> | null = null;

/** Fetch the renderer's code when the first map is opened. */
export function loadVis(): Promise<Vis> {
  loading ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = SCRIPT;
    script.onload = () => (window.vis ? done(window.vis) : failed(new Error(SCRIPT)));
    script.onerror = () => failed(new Error(SCRIPT));
    document.head.append(script);
  });
  return loading;
}

const OPTIONS = {
  physics: { enabled: false },
  layout: { improvedLayout: false },
  interaction: {
    hover: true,
    keyboard: { enabled: false },
    tooltipDelay: 1e6,
    // The ground is moved by `pan`.
    dragView: false,
    multiselect: false,
  },
  nodes: { borderWidth: 1 },
};

export class VisRenderer implements Renderer {
  private readonly painter = new Painter();
  private readonly network: VisNetwork;
  private readonly heard: Partial<Heard> = {};
  private readonly seen = new Map<string, string>();
  private readonly theme = new MutationObserver(() => this.restyle());
  private readonly system = window.matchMedia("(prefers-color-scheme: dark)");
  private data: DataSet | null = null;
  private moving = false;
  private stale = true;
  private timer = 0;
  private readonly letGo: () => void;

  constructor(
    private readonly vis: Vis,
    private readonly ground: HTMLElement,
  ) {
    this.network = new vis.Network(ground, { nodes: new vis.DataSet([]), edges: [] }, OPTIONS);
    // It would take the focus without a sign of it; what holds the map has it, and its keys.
    ground.querySelector(".vis-network")?.setAttribute("tabindex", "-1");
    this.listen();
    this.letGo = pan(ground, {
      isFree: (x, y) => this.network.getNodeAt({ x, y }) === undefined,
      shift: (dx, dy, moving) => this.shift(dx, dy, moving),
    });
    this.theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.system.addEventListener("change", this.restyle);
  }

  setGraph(graph: Graph): void {
    const before = this.painter.number;
    const stayed = graph.nodes.some((one) => before.has(one.id));
    const same =
      before.size === graph.nodes.length && graph.nodes.every((one) => before.has(one.id));
    this.painter.setGraph(graph);
    this.seen.clear();
    const items = graph.nodes.map((one, n) => {
      this.seen.set(one.id, keyOf(this.painter.seen(n)));
      return this.item(one, n);
    });
    if (same && this.data) {
      this.data.update(items);
    } else {
      const camera = { position: this.network.getViewPosition(), scale: this.network.getScale() };
      this.data = new this.vis.DataSet(items);
      this.network.setData({ nodes: this.data, edges: [] });
      // What grew or shrank is looked at from where it was.
      if (stayed) this.network.moveTo(camera);
      else this.fit();
    }
    this.settle();
  }

  highlight(id: string | null): void {
    this.painter.choose(id);
    this.refade();
  }

  focus(id: string): void {
    const position = this.place(id);
    if (position) {
      this.network.moveTo({ position, scale: Math.max(this.network.getScale(), 0.7) });
      this.settle();
    }
  }

  filter(mode: Mode): void {
    this.painter.mode = mode;
    this.painter.changed();
    this.refade();
  }

  fit(): void {
    this.network.fit({ animation: false });
    // Names stand beside their nodes and need room at the rim.
    this.network.moveTo({ scale: Math.min(1.6, this.network.getScale() * 0.92) });
    this.settle();
  }

  zoom(by: number): void {
    this.network.moveTo({ scale: this.network.getScale() * by });
    this.settle();
  }

  place(id: string): Spot | null {
    const n = this.painter.number.get(id);
    return n === undefined ? null : this.painter.at(n);
  }

  toPNG(rows: readonly string[]): Promise<Blob> {
    const { paper, ink } = this.painter.colours;
    return pictureOf(this.ground.querySelector("canvas"), rows, { paper, ink, font: FONT });
  }

  on<Event extends keyof Heard>(name: Event, heard: Heard[Event]): void {
    this.heard[name] = heard;
  }

  destroy(): void {
    window.clearTimeout(this.timer);
    this.letGo();
    this.theme.disconnect();
    this.system.removeEventListener("change", this.restyle);
    this.network.destroy();
  }

  private listen(): void {
    const on = this.network.on.bind(this.network) as (
      name: string,
      heard: (event: never) => void,
    ) => void;
    on("beforeDrawing", (context: CanvasRenderingContext2D) =>
      this.painter.below(context, this.camera()),
    );
    on("afterDrawing", (context: CanvasRenderingContext2D) => this.above(context));
    on("click", ({ nodes }: Clicked) => this.heard.select?.(nodes[0] ?? null));
    on("doubleClick", ({ nodes }: Clicked) => nodes[0] && this.heard.open?.(nodes[0]));
    on("hoverNode", ({ node }: { node: string }) => this.hover(node));
    on("blurNode", () => this.hover(null));
    // Names stay as they are until the hand lets go.
    on("dragStart", () => {
      this.moving = true;
      window.clearTimeout(this.timer);
    });
    on("dragging", (event: Clicked) => this.dragged(event));
    on("dragEnd", (event: Clicked) => this.dropped(event));
    on("zoom", () => this.move());
    on("resize", () => this.settle());
  }

  private readonly restyle = (): void => {
    this.painter.colours = coloursNow();
    this.painter.changed();
    this.data?.update(this.painter.graph.nodes.map((one, n) => this.item(one, n)));
    this.network.redraw();
  };

  private camera() {
    const { x, y } = this.network.getViewPosition();
    const { clientWidth: width, clientHeight: height } = this.ground;
    return { x, y, scale: this.network.getScale(), width, height };
  }

  private above(context: CanvasRenderingContext2D): void {
    const camera = this.camera();
    if (this.stale && !this.moving) {
      this.painter.placeNames(context, camera);
      this.stale = false;
    }
    this.painter.above(context, camera);
  }

  private item(one: MapNode, n: number): object {
    const { ink, edge } = this.painter.colours;
    const border = one.focus ? ink : edge || one.colour;
    const lit = { background: one.colour, border: ink };
    return {
      id: one.id,
      x: one.x,
      y: one.y,
      size: one.size,
      shape: one.shape,
      color: { background: one.colour, border, highlight: lit, hover: lit },
      borderWidth: one.focus ? 3 : 1,
      shapeProperties: { borderDashes: one.invented ? [4, 4] : false },
      ...this.painter.seen(n),
    };
  }

  private refade(): void {
    const changed: object[] = [];
    this.painter.graph.nodes.forEach((one, n) => {
      const seen = this.painter.seen(n);
      const key = keyOf(seen);
      if (this.seen.get(one.id) === key) return;
      this.seen.set(one.id, key);
      changed.push({ id: one.id, ...seen });
    });
    if (changed.length) this.data?.update(changed);
    this.settle();
  }

  private hover(id: string | null): void {
    this.painter.hovered = id === null ? null : (this.painter.number.get(id) ?? null);
    this.ground.style.cursor = id === null ? "" : "pointer";
    this.network.redraw();
  }

  private dragged({ nodes }: Clicked): void {
    this.move();
    for (const id of nodes) {
      const n = this.painter.number.get(id);
      const { x, y } = this.network.getPosition(id);
      if (n !== undefined) this.painter.moveNode(n, x, y);
    }
  }

  private dropped({ nodes }: Clicked): void {
    this.dragged({ nodes });
    for (const id of nodes) {
      const { x, y } = this.network.getPosition(id);
      this.heard.move?.(id, x, y);
    }
    this.network.unselectAll();
  }

  private shift(dx: number, dy: number, moving: boolean): void {
    const [at, scale] = [this.network.getViewPosition(), this.network.getScale()];
    this.network.moveTo({ position: { x: at.x - dx / scale, y: at.y - dy / scale } });
    window.clearTimeout(this.timer);
    this.moving = moving;
    if (!moving) this.settle();
  }

  private move(): void {
    this.moving = true;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.settle(), STILL_MS);
  }

  private settle(): void {
    this.moving = false;
    this.stale = true;
    this.network.redraw();
  }
}

const keyOf = (seen: { opacity: number; hidden: boolean }): string =>
  `${seen.opacity} ${seen.hidden}`;
