/** Kinds of contact and of tie in an advocate's words. */

import { english } from "../../app/english";
import { say, type TextKey } from "../../app/texts";
import { roleWord } from "../../parts/roles";
import { readable } from "./read";

export const wayWord = (channel: string): string => roleWord(channel);

/** A kind of tie; one that has no words yet is told by its name. */
export function relationWord(relation: string): string {
  const key = `routes.relation.${relation}`;
  return key in english ? say(key as TextKey) : readable(relation);
}
