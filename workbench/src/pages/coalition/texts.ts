/** Texts of the page "coalition". */
export const texts = {
  "coalition.title": "Coalition",
} as const satisfies Record<string, string>;
