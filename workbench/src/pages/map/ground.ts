/** Draws a map on a canvas and looks at it through a camera: no graphics card and no library.
 *
 * While a hand moves or zooms, what is drawn is moved and stretched as it is, which costs nothing;
 * at rest, or too far from there, it is drawn anew. A node in the hand, or under the mouse, is
 * drawn on a sheet of its own above the rest.
 */

import { type Camera, carried, fitted, isNear, panned, toMap, zoomed } from "./camera";
import { coloursNow } from "./colours";
import { type Handled, listenToHands } from "./hand";
import { FONT, Painter } from "./painter";
import { pictureOf } from "./picture";
import type { Graph, Heard, Mode, Renderer } from "./renderer";

const MOST_RATIO = 2;
/** Whoever is brought into the middle can be read. */
const NEAREST_FOCUS = 0.7;

export class GroundRenderer implements Renderer {
  private readonly painter = new Painter();
  private readonly plate = document.createElement("canvas");
  private sheet: HTMLCanvasElement | null = null;
  private camera: Camera;
  /** From where the plate was drawn. */
  private drawn: Camera;
  private readonly heard: Partial<Heard> = {};
  private readonly theme = new MutationObserver(() => this.restyle());
  private readonly system = window.matchMedia("(prefers-color-scheme: dark)");
  private readonly size = new ResizeObserver(() => this.resize());
  private readonly letGo: () => void;
  private hovered: number | null = null;
  private frame = 0;
  private isFirst = false;
  private isStale = true;
  /** What is drawn lacks nothing but marks and names. */
  private isBare = false;
  private isFitted = false;

  constructor(private readonly ground: HTMLElement) {
    this.camera = this.drawn = { x: 0, y: 0, scale: 1, width: 0, height: 0 };
    ground.append(this.plate);
    this.measure();
    this.letGo = listenToHands(ground, this.hands());
    this.theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.system.addEventListener("change", this.restyle);
    this.size.observe(ground);
  }

  setGraph(graph: Graph): void {
    const stayed = graph.nodes.some((one) => this.painter.number.has(one.id));
    this.painter.setGraph(graph);
    this.hover(null);
    // What grew or shrank is looked at from where it was.
    if (stayed) this.settle();
    else this.fit();
    this.isFirst = !stayed;
  }

  highlight(id: string | null): void {
    this.painter.choose(id);
    this.settle();
  }

  focus(id: string): void {
    const place = this.place(id);
    if (!place) return;
    this.camera = {
      ...this.camera,
      ...place,
      scale: Math.max(this.camera.scale, NEAREST_FOCUS),
    };
    this.settle();
  }

  filter(mode: Mode): void {
    this.painter.mode = mode;
    this.painter.changed();
    this.settle();
  }

  fit(): void {
    const { nodes } = this.painter.graph;
    const seen = nodes.flatMap((one, n) =>
      this.painter.seen(n).hidden ? [] : [{ ...this.painter.at(n), size: one.size }],
    );
    this.camera = fitted(this.camera, seen);
    this.isFitted = this.camera.width > 0;
    this.settle();
  }

  zoom(by: number): void {
    const { width, height } = this.camera;
    this.camera = zoomed(this.camera, by, [width / 2, height / 2]);
    this.settle();
  }

  place(id: string): { x: number; y: number } | null {
    const n = this.painter.number.get(id);
    return n === undefined ? null : this.painter.at(n);
  }

  toPNG(rows: readonly string[]): Promise<Blob> {
    this.settle();
    this.draw();
    const { paper, ink } = this.painter.colours;
    return pictureOf(this.plate, rows, { paper, ink, font: FONT });
  }

  on<Event extends keyof Heard>(name: Event, heard: Heard[Event]): void {
    this.heard[name] = heard;
  }

  destroy(): void {
    window.cancelAnimationFrame(this.frame);
    this.letGo();
    this.theme.disconnect();
    this.size.disconnect();
    this.system.removeEventListener("change", this.restyle);
    this.plate.remove();
    this.hover(null);
  }

  private hands(): Handled {
    const idOf = (n: number) => this.painter.graph.nodes[n]?.id ?? "";
    return {
      under: (x, y, slack) => this.under(x, y, slack),
      pan: (dx, dy) => this.look(panned(this.camera, dx, dy)),
      zoom: (by, x, y) => this.look(zoomed(this.camera, by, [x, y])),
      lift: (n) => {
        this.hover(null);
        this.painter.lift(n);
        this.draw();
        this.above(n, true);
      },
      carry: (n, dx, dy) => {
        const { x, y } = this.painter.at(n);
        this.painter.moveNode(n, x + dx / this.camera.scale, y + dy / this.camera.scale);
        this.above(n, true);
      },
      drop: (n) => {
        this.painter.lift(null);
        this.painter.changed();
        this.hover(null);
        this.settle();
        const { x, y } = this.painter.at(n);
        this.heard.move?.(idOf(n), x, y);
      },
      hover: (n) => this.hover(n),
      choose: (n) => this.heard.select?.(n === null ? null : idOf(n)),
      open: (n) => this.heard.open?.(idOf(n)),
      rest: () => this.settle(),
    };
  }

  private under(x: number, y: number, slack: number): number | null {
    const [left, top] = toMap(this.camera, [x, y]);
    return this.painter.under(left, top, slack / this.camera.scale);
  }

  private readonly restyle = (): void => {
    this.painter.colours = coloursNow();
    this.painter.changed();
    this.settle();
  };

  private resize(): void {
    if (!this.measure()) return;
    if (this.isFitted) this.settle();
    else this.fit();
  }

  /** Take the size of the ground; says whether it is another one. */
  private measure(): boolean {
    const { clientWidth: width, clientHeight: height } = this.ground;
    if (width === this.camera.width && height === this.camera.height) return false;
    this.camera = { ...this.camera, width, height };
    return true;
  }

  /** Look from elsewhere while a hand moves: move what is drawn, as long as that will do. */
  private look(camera: Camera): void {
    this.camera = camera;
    this.hover(null);
    if (!isNear(this.drawn, camera)) this.draw();
    const { dx, dy, by } = carried(this.drawn, camera);
    this.plate.style.willChange = "transform";
    this.plate.style.transform = `translate(${dx}px, ${dy}px) scale(${by})`;
  }

  /** Have everything drawn anew in the next frame, with names for the place looked at. */
  private settle(): void {
    this.isStale = true;
    this.isBare = false;
    this.plate.style.willChange = "";
    this.frame ||= window.requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    this.frame = 0;
    if (!this.isFirst) {
      this.draw();
      return;
    }
    this.isFirst = false;
    const context = this.base();
    if (!context) return;
    this.isBare = true;
    this.heard.drawn?.();
    this.frame = window.requestAnimationFrame(() => this.name());
  }

  /** Nodes and ties are seen; marks and names, which take as long again, are written over them. */
  private name(): void {
    this.frame = 0;
    const context = this.plate.getContext("2d");
    if (context && this.isBare && this.drawn === this.camera) this.finish(context);
    else this.draw();
  }

  private draw(): void {
    const context = this.base();
    if (context) this.finish(context);
  }

  /** Draw what lies below marks and names; gives the context, if there is one. */
  private base(): CanvasRenderingContext2D | null {
    const context = prepared(this.plate, this.camera);
    this.drawn = this.camera;
    this.plate.style.transform = "";
    if (context) this.painter.below(context, this.camera);
    return context;
  }

  private finish(context: CanvasRenderingContext2D): void {
    if (this.isStale) this.painter.placeNames(context, this.camera);
    this.isStale = false;
    this.isBare = false;
    this.painter.above(context, this.camera);
  }

  private hover(n: number | null): void {
    if (n !== null && n === this.hovered) return;
    this.hovered = n;
    this.ground.style.cursor = n === null ? "" : "pointer";
    if (n !== null) this.above(n, false);
    else {
      this.sheet?.remove();
      this.sheet = null;
    }
  }

  /** Draw one node on the sheet above. */
  private above(n: number, withLines: boolean): void {
    if (!this.sheet) {
      this.sheet = document.createElement("canvas");
      this.sheet.className = "map-sheet";
      this.ground.append(this.sheet);
    }
    const context = prepared(this.sheet, this.camera);
    if (context) this.painter.single(context, this.camera, n, withLines);
  }
}

/** Empty a canvas of the size of the ground; what is drawn on it is in units of the map. */
function prepared(canvas: HTMLCanvasElement, camera: Camera): CanvasRenderingContext2D | null {
  const { width, height, scale } = camera;
  const ratio = Math.min(MOST_RATIO, window.devicePixelRatio || 1);
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, wide, high);
  const zoom = ratio * scale;
  const [left, top] = [
    (ratio * width) / 2 - camera.x * zoom,
    (ratio * height) / 2 - camera.y * zoom,
  ];
  context.setTransform(zoom, 0, 0, zoom, left, top);
  return context;
}
