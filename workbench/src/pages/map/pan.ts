/** Moves the drawn picture as a whole while its ground is dragged, and has it drawn anew at rest.
 *
 * Drawing two thousand shapes anew for each frame is what makes a map stutter without a graphics
 * card; moving what is drawn costs nothing. Far enough from where it was drawn, it is drawn anew.
 */

const FAR_PX = 240;

export interface Pannable {
  /** Whether nothing lies under a point of the ground, in pixels. */
  isFree: (x: number, y: number) => boolean;
  /** Look at what lies some pixels further, and draw it; whether the hand still moves it. */
  shift: (dx: number, dy: number, moving: boolean) => void;
}

export function pan(ground: HTMLElement, map: Pannable): () => void {
  let pointer: number | null = null;
  let [fromX, fromY] = [0, 0];
  const others = new Set<number>();
  const canvas = () => ground.querySelector("canvas");
  const rest = (event: PointerEvent) => {
    const [dx, dy] = [event.clientX - fromX, event.clientY - fromY];
    [fromX, fromY] = [event.clientX, event.clientY];
    const drawn = canvas();
    if (drawn) drawn.style.transform = "";
    map.shift(dx, dy, pointer !== null);
  };
  const down = (event: PointerEvent) => {
    others.add(event.pointerId);
    const box = ground.getBoundingClientRect();
    const free = map.isFree(event.clientX - box.left, event.clientY - box.top);
    // Two fingers zoom; that is the renderer's own.
    if (event.button !== 0 || others.size > 1 || !free) return;
    pointer = event.pointerId;
    [fromX, fromY] = [event.clientX, event.clientY];
    const drawn = canvas();
    if (drawn) drawn.style.willChange = "transform";
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== pointer) return;
    const [dx, dy] = [event.clientX - fromX, event.clientY - fromY];
    // The renderer need not look who lies under a hand that moves the ground.
    if ((dx || dy) && !ground.hasPointerCapture(event.pointerId)) {
      ground.setPointerCapture(event.pointerId);
    }
    if (others.size > 1) up(event);
    else if (Math.max(Math.abs(dx), Math.abs(dy)) > FAR_PX) rest(event);
    else {
      const drawn = canvas();
      if (drawn) drawn.style.transform = `translate(${dx}px, ${dy}px)`;
    }
  };
  const up = (event: PointerEvent) => {
    others.delete(event.pointerId);
    if (event.pointerId !== pointer) return;
    pointer = null;
    rest(event);
    const drawn = canvas();
    if (drawn) drawn.style.willChange = "";
  };
  ground.addEventListener("pointerdown", down);
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", up);
  window.addEventListener("pointercancel", up);
  return () => {
    ground.removeEventListener("pointerdown", down);
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", up);
    window.removeEventListener("pointercancel", up);
  };
}
