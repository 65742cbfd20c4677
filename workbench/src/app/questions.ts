/** The named questions that the service answers, with what each takes. */

import { useAnswer } from "./answer";
import type { Schemas } from "./api";

export type Question = Schemas["QuestionOut"];

const NONE: readonly Question[] = [];

export function useQuestions(): readonly Question[] {
  return useAnswer<Question[]>({ path: "ask" }).value ?? NONE;
}
