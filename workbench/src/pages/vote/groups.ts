/** Groups of the Parliament on the board: letter, colour and place from left to right.
 *
 * The order is that of the Parliament's own chart of its constitutive session (its pages of election
 * results, 23 July 2024). Groups that it does not name follow, by alphabet.
 */

export interface Group {
  readonly code: string;
  readonly letter: string;
  readonly colour: string;
  readonly place: number;
}

/** Colours stand out from white and from dark paper, and white letters from them. */
const KNOWN: readonly (readonly [code: string, letter: string, colour: string])[] = [
  ["The Left", "L", "#b8324b"],
  ["S&D", "S", "#d0021b"],
  ["Greens/EFA", "G", "#2e7d32"],
  ["Renew", "R", "#8a6200"],
  ["EPP", "E", "#2a6ac2"],
  ["ECR", "C", "#107f95"],
  ["PfE", "P", "#7157cc"],
  ["ESN", "N", "#946144"],
  ["NI", "–", "#6b7280"],
];

const BY_CODE = new Map(
  KNOWN.map(([code, letter, colour], place) => [
    code.toLowerCase(),
    { code, letter, colour, place },
  ]),
);

/** Give how a group is shown; one that is not known has a grey and its first letter. */
export function groupOf(code: string): Group {
  const known = BY_CODE.get(code.toLowerCase());
  if (known) return known;
  const letter = [...code.trim()][0]?.toUpperCase() ?? "?";
  return { code, letter, colour: "#6b7280", place: KNOWN.length };
}

/** Compare two groups from left to right. */
export function fromLeft(one: string, other: string): number {
  const by = groupOf(one).place - groupOf(other).place;
  return by || one.localeCompare(other);
}
