/** A fault in the server's words as people read it: quoted as in print, without identifiers. */

const QUOTED = /(^|[\s(])'([^']+)'(?=[\s.,:;?!)]|$)/g;
const DOUBLY = /(^|[\s(])"([^"]+)"(?=[\s.,:;?!)]|$)/g;
/** An identifier in brackets behind a name. */
const BRACKETED = / \[[a-z][a-z0-9-]*:[^[\]]+\]/g;
const NEAREST = / Nearest: .*$/s;

/** `offered`: the nearest names stand below as buttons, so they are not said twice. */
export function plainly(text: string, offered = false): string {
  const shorter = offered ? text.replace(NEAREST, "") : text;
  return shorter.replace(BRACKETED, "").replace(QUOTED, "$1“$2”").replace(DOUBLY, "$1“$2”");
}
