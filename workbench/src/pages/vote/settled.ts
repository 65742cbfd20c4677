/** A value once it has rested: what takes long is not asked for while somebody still clicks. */

import { useEffect, useState } from "preact/hooks";

/** Give the last text that stayed the same for some milliseconds. */
export function useSettled(text: string, ms: number): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => settle(text), ms);
    return () => window.clearTimeout(timer);
  }, [text, ms]);
  return settled;
}
