/** Which routes are drawn together, as the address has it. */

import { one, type Params } from "../../app/address";

export const HOWS = ["best", "diverse", "disjoint", "robust"] as const;
export type How = (typeof HOWS)[number];

export const howOf = (params: Params): How =>
  HOWS.find((each) => each === one(params, "together")) ?? "best";

const OWN = ["columns", "without", "firm", "shorter", "earlier", "different", "at"];

/** The address of the picture of what a page of routes shows. */
export function togetherAddress(params: Params, how: How): Params {
  const asked = Object.entries(params).filter(([name]) => !OWN.includes(name));
  return { ...Object.fromEntries(asked), together: [how] };
}

/** The address of the routes that a picture was drawn of. */
export function routesAddress(params: Params): Params {
  const asked = Object.entries(params).filter(([name]) => name !== "together" && name !== "at");
  const different = howOf(params) === "diverse" ? { different: ["yes"] } : {};
  return { ...Object.fromEntries(asked), ...different };
}
