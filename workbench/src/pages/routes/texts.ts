/** Texts of the page "routes". */
export const texts = {
  "routes.title": "Routes",
} as const satisfies Record<string, string>;
