/** Roles and ties in words: publishers' codes such as CHAIR_VICE, and what is not known. */

import { english } from "../app/english";
import { say, type TextKey } from "../app/texts";

/** A role as people say it; one that has no words here is told by its code, in small letters. */
export function roleWord(role: string | null): string {
  if (role === null) return say("role.unknown");
  const key = `role.${role}`;
  return key in english ? say(key as TextKey) : role.toLowerCase().replaceAll("_", " ");
}
