/** Texts of the page "show". */
export const texts = {
  "show.title": "Record",
} as const satisfies Record<string, string>;
