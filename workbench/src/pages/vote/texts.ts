/** Texts of the page "vote". */
export const texts = {
  "vote.title": "Vote",
} as const satisfies Record<string, string>;
