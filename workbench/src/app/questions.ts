/** The named questions that the service answers, with what each takes. */

import { useAnswer } from "./answer";
import type { Schemas } from "./api";

export type Question = Schemas["QuestionOut"];

const NONE: readonly Question[] = [];

/** Give them once they are there; they are asked for as soon as they are wanted. */
export function useQuestions(wanted = true): readonly Question[] {
  return useAnswer<Question[]>(wanted ? { path: "ask" } : null).value ?? NONE;
}
