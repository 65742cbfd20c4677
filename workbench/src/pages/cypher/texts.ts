/** Texts of the page "cypher". */
export const texts = {
  "cypher.title": "Cypher",
} as const satisfies Record<string, string>;
