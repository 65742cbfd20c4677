/** Texts of the parts that pages share. */
export const texts = {
  "conditions.more": "More conditions",
  "conditions.moreSet": "More conditions ({count} set)",
  "conditions.inForce": "Conditions in force",
  "conditions.drop": "Drop the condition: {text}",
  "conditions.clear": "Drop all conditions",
  "conditions.add": "Add",
  "conditions.addOf": "Add: {left}, {right}",
  "conditions.choose": "choose",
  "language.locale": "en",
  "several.open": "Several at once",
  "several.label": "Names, numbers or files, one a line",
  "several.add": "Add them",
} as const satisfies Record<string, string>;
