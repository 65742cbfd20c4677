/** The day that counts as today: the service's, since answers are worked out there. */

import { useAnswer } from "./answer";
import { day, type Schemas } from "./api";

/** The service's own day; null until it is known. */
export const useServiceDay = (): string | null =>
  useAnswer<Schemas["Health"]>({ path: "health", ownLevel: true }).value?.today ?? null;

/** The day asked about, else the service's own; null until that is known. */
export function useToday(): string | null {
  const own = useServiceDay();
  return day() ?? own;
}
