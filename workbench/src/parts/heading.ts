/** The focus stays on the heading while the page below it comes. */

import { useLayoutEffect, useRef } from "preact/hooks";

/** Where another heading takes the place of the one that has the focus, it takes that too. */
export function useHeldHeading(there: boolean): void {
  const before = useRef(there);
  // Asked while the old heading still stands: once it is gone, so is its focus.
  const held = there && !before.current && document.activeElement?.matches("main h1") === true;
  useLayoutEffect(() => {
    before.current = there;
    if (!held) return;
    const heading = document.querySelector<HTMLElement>("main h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }, [there, held]);
}
