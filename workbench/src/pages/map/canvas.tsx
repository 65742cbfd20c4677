/** The drawn map with its keys; what it shows is also said aloud and stands in tables below. */

import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { say } from "../../app/texts";
import { neighboursOf } from "./graph";
import { GroundRenderer } from "./ground";
import type { Graph, Mode, Renderer } from "./renderer";
import { ARROWS, next } from "./shapes";

export interface CanvasProps {
  readonly graph: Graph;
  readonly chosen: string | null;
  readonly mode: Mode;
  readonly label: string;
  readonly keys: string;
  /** Says of a node what a sighted person sees of it. */
  readonly tell: (n: number) => string;
  readonly choose: (id: string | null, walked: boolean) => void;
  readonly open: (id: string) => void;
  readonly move?: (id: string, x: number, y: number) => void;
  /** Further keys, for the chosen node; says whether the key meant something. */
  readonly press?: (key: string, id: string) => boolean;
  /** The map and its names are seen: what is beside and below it may follow. */
  readonly drawn?: () => void;
  /** Gives the renderer to whoever makes a picture of it. */
  readonly ready?: (renderer: Renderer | null) => void;
}

export function Canvas(props: CanvasProps) {
  const { graph, chosen, mode } = props;
  const ground = useRef<HTMLDivElement>(null);
  const [renderer, set] = useState<Renderer | null>(null);
  const [said, speak] = useState("");
  const heard = useRef(props);
  heard.current = props;
  // At once, not after the first frame: the map is what one waits for.
  useLayoutEffect(() => {
    const place = ground.current;
    if (!place) return undefined;
    const made = new GroundRenderer(place);
    made.on("select", (id) => heard.current.choose(id, false));
    made.on("open", (id) => heard.current.open(id));
    made.on("move", (id, x, y) => heard.current.move?.(id, x, y));
    made.on("drawn", () => {
      // For whoever measures: the first map stands.
      if (heard.current.graph.nodes.length) place.dataset["drawn"] = "yes";
      afterFrames(2, () => heard.current.drawn?.());
    });
    set(made);
    heard.current.ready?.(made);
    return () => {
      heard.current.ready?.(null);
      made.destroy();
    };
  }, []);
  useLayoutEffect(() => renderer?.setGraph(graph), [renderer, graph]);
  useLayoutEffect(() => renderer?.filter(mode), [renderer, graph, mode]);
  useLayoutEffect(() => renderer?.highlight(chosen), [renderer, graph, chosen]);
  const number = useMemo(() => new Map(graph.nodes.map((one, n) => [one.id, n])), [graph]);
  const beside = useMemo(() => later(() => neighboursOf(graph)), [graph]);
  const go = (id: string) => {
    const n = number.get(id);
    if (n === undefined) return;
    props.choose(id, true);
    renderer?.focus(id);
    speak(props.tell(n));
  };
  const walk = (key: string) => {
    const seen = graph.nodes.flatMap((one, n) => (one.shown ? [n] : []));
    const from = chosen === null ? undefined : number.get(chosen);
    const start = graph.nodes[from ?? -1];
    if (!start) {
      const [first] = [...seen].sort((a, b) => rank(graph, b) - rank(graph, a));
      const id = graph.nodes[first ?? -1]?.id;
      if (id !== undefined) go(id);
      return;
    }
    const spots = (many: readonly number[]) =>
      many.flatMap((n) => (graph.nodes[n]?.shown ? [graph.nodes[n]] : []));
    const to = next(start, ARROWS[key] ?? [0, 0], spots(beside()[from ?? -1] ?? []), spots(seen));
    if (to === null) speak(say("map.nobody"));
    else go(to);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key in ARROWS) walk(key);
    else if (key === "Escape" && chosen !== null) {
      props.choose(null, true);
      speak(say("map.left"));
    } else if (key === "Enter" && chosen !== null) props.open(chosen);
    else if (chosen === null || !props.press?.(key, chosen)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="map-frame">
      <div
        class="map-keys"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys itself
        tabIndex={0}
        aria-label={props.label}
        onKeyDown={pressed}
      >
        <div class="map-ground" ref={ground} />
      </div>
      <p class="map-hint" aria-hidden="true">
        {props.keys}
      </p>
      <div class="tools">
        <button type="button" onClick={() => renderer?.fit()}>
          {say("map.fit")}
        </button>
        <button type="button" aria-label={say("map.closer")} onClick={() => renderer?.zoom(1.4)}>
          +
        </button>
        <button
          type="button"
          aria-label={say("map.farther")}
          onClick={() => renderer?.zoom(1 / 1.4)}
        >
          −
        </button>
      </div>
      <p class="map-said" role="status" aria-live="polite">
        {said}
      </p>
    </div>
  );
}

/** Let some frames be seen, then go on: the map, then its names, are not kept waiting. */
function afterFrames(count: number, next: () => void): void {
  if (count) window.requestAnimationFrame(() => afterFrames(count - 1, next));
  else window.setTimeout(next);
}

/** Work something out when it is first asked for. */
function later<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const rank = (graph: Graph, n: number): number => graph.nodes[n]?.rank ?? 0;
