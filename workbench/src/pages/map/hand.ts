/** What hands do to a map: mouse, pen, one finger or two, and the wheel. Knows nothing of drawing.
 *
 * One finger or the left button moves the ground, or the node under it; two fingers and the wheel
 * come closer or go away; a touch without a move chooses, a second one soon after opens.
 */

export interface Handled {
  /** Who lies under a point of the ground, in pixels; a finger covers more than a mouse. */
  under(x: number, y: number, slack: number): number | null;
  pan(dx: number, dy: number): void;
  zoom(by: number, x: number, y: number): void;
  /** A node was taken up; moved by some pixels; let go. */
  lift(n: number): void;
  carry(n: number, dx: number, dy: number): void;
  drop(n: number): void;
  hover(n: number | null): void;
  choose(n: number | null): void;
  open(n: number): void;
  /** The hand lets go: what it moved stays. */
  rest(): void;
}

const MOUSE = { still: 3, slack: 2 };
const FINGER = { still: 8, slack: 12 };
const TWICE_MS = 400;
const WHEEL_REST_MS = 140;
/** How much a turn of the wheel by one pixel zooms; a pinch on a pad turns it less. */
const WHEEL = 0.0016;
const PAD = 0.01;
const LINE_PX = 16;

type Doing = "nothing" | "pressing" | "panning" | "carrying" | "pinching";

interface Spot {
  x: number;
  y: number;
}

/** Listen to hands on a place; gives what stops it. */
export function listenToHands(ground: HTMLElement, map: Handled): () => void {
  const down = new Map<number, Spot>();
  let doing: Doing = "nothing";
  let held: number | null = null;
  let tapped: { n: number | null; at: number } = { n: null, at: 0 };
  let timer = 0;
  const spot = (event: MouseEvent): Spot => {
    const box = ground.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const kind = (event: PointerEvent) => (event.pointerType === "touch" ? FINGER : MOUSE);
  const between = () => {
    const [a = { x: 0, y: 0 }, b = a] = down.values();
    return {
      x: (a.x + b.x) / 2,
      y: (a.y + b.y) / 2,
      wide: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)),
    };
  };
  const letGo = () => {
    if (doing === "carrying" && held !== null) map.drop(held);
    if (doing === "panning" || doing === "pinching") map.rest();
    doing = "nothing";
    held = null;
  };
  const pressed = (event: PointerEvent) => {
    if (event.button !== 0 || down.size > 1) return;
    if (down.size) letGo();
    const here = spot(event);
    down.set(event.pointerId, here);
    ground.setPointerCapture(event.pointerId);
    if (down.size === 2) {
      doing = "pinching";
      return;
    }
    doing = "pressing";
    held = map.under(here.x, here.y, kind(event).slack);
  };
  const pinch = (event: PointerEvent) => {
    const before = between();
    down.set(event.pointerId, spot(event));
    const now = between();
    map.pan(now.x - before.x, now.y - before.y);
    map.zoom(now.wide / before.wide, now.x, now.y);
  };
  const moved = (event: PointerEvent) => {
    const before = down.get(event.pointerId);
    const here = spot(event);
    if (!before) {
      if (doing === "nothing" && event.pointerType !== "touch" && event.buttons === 0)
        map.hover(map.under(here.x, here.y, MOUSE.slack));
      return;
    }
    if (doing === "pinching") {
      pinch(event);
      return;
    }
    const [dx, dy] = [here.x - before.x, here.y - before.y];
    if (doing === "pressing") {
      if (Math.hypot(dx, dy) <= kind(event).still) return;
      doing = held === null ? "panning" : "carrying";
      if (held !== null) map.lift(held);
    }
    down.set(event.pointerId, here);
    if (doing === "panning") map.pan(dx, dy);
    else if (held !== null) map.carry(held, dx, dy);
  };
  const tap = (event: PointerEvent, n: number | null) => {
    const again = n !== null && n === tapped.n && event.timeStamp - tapped.at < TWICE_MS;
    tapped = { n: again ? null : n, at: event.timeStamp };
    if (again && n !== null) map.open(n);
    else map.choose(n);
  };
  const lifted = (event: PointerEvent) => {
    if (!down.delete(event.pointerId)) return;
    const [was, n] = [doing, held];
    letGo();
    if (down.size) doing = "panning";
    else if (was === "pressing" && event.type === "pointerup") tap(event, n);
  };
  const turned = (event: WheelEvent) => {
    event.preventDefault();
    const { x, y } = spot(event);
    const by = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
    map.zoom(Math.exp(-by * (event.ctrlKey ? PAD : WHEEL)), x, y);
    window.clearTimeout(timer);
    timer = window.setTimeout(() => map.rest(), WHEEL_REST_MS);
  };
  const left = () => {
    if (doing === "nothing") map.hover(null);
  };
  const stop = new AbortController();
  const { signal } = stop;
  ground.addEventListener("pointerdown", pressed, { signal });
  ground.addEventListener("pointermove", moved, { signal });
  ground.addEventListener("pointerup", lifted, { signal });
  ground.addEventListener("pointercancel", lifted, { signal });
  ground.addEventListener("pointerleave", left, { signal });
  ground.addEventListener("wheel", turned, { signal, passive: false });
  return () => {
    window.clearTimeout(timer);
    stop.abort();
  };
}
