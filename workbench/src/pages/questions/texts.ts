/** Texts of the page "questions". */
export const texts = {
  "questions.title": "Questions",
} as const satisfies Record<string, string>;
