/** Texts of the page "map". */
export const texts = {
  "map.title": "Map",
} as const satisfies Record<string, string>;
