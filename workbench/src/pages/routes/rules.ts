/** What the rules in force know: kinds of contact, kinds of tie, and who passes a request on. */

import type { Schemas } from "../../app/api";

export interface Known {
  readonly channels: readonly string[];
  readonly relations: readonly string[];
  readonly kinds: readonly string[];
}

export function knownOf(rules: Schemas["Rules"] | null): Known {
  const lines = rules?.rules ?? [];
  const found = (pattern: RegExp, value?: string) => [
    ...new Set(
      lines
        .filter((line) => value === undefined || line.value === value)
        .flatMap(({ key }) => pattern.exec(key)?.[1] ?? []),
    ),
  ];
  const ties = found(/^strengths\.(\w+)\./);
  return {
    channels: found(/^channels\.(\w+)\.half_life_days$/),
    relations: ties.length ? ["CONTACT_OF", ...ties] : [],
    kinds: found(/^relays\.(?:classifications|kinds)\.(\w+)$/, "actor"),
  };
}
