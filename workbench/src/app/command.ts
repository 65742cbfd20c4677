/** Commands that the palette offers; a page adds its own while it is open. */

import { useEffect } from "preact/hooks";

export interface Command {
  readonly name: string;
  /** Keys that do the same, such as "Ctrl+Z"; shown beside the name. */
  readonly keys?: string;
  readonly run: () => void;
}

const offered = new Set<readonly Command[]>();

export const commands = (): readonly Command[] => [...offered].flat();

/** Offer commands as long as a component is there. */
export function useCommands(list: readonly Command[]): void {
  useEffect(() => {
    offered.add(list);
    return () => {
      offered.delete(list);
    };
  }, [list]);
}

/** Name the keys of an event as commands write them. */
export function keysOf(event: KeyboardEvent): string {
  const control = event.ctrlKey || event.metaKey ? "Ctrl+" : "";
  const shift = event.shiftKey && event.key.length > 1 ? "Shift+" : "";
  return `${control}${shift}${event.key.length === 1 ? event.key.toUpperCase() : event.key}`;
}
