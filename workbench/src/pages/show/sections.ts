/** Which table a tie stands in: the first that fits; what fits none stands in the last. Pure. */

import type { TextKey } from "../../app/texts";
import type { Tie } from "./ties";

export interface Section {
  readonly title: TextKey;
  readonly aged?: boolean;
  readonly fits: (tie: Tie, self: string) => boolean;
}

const isOut = (tie: Tie, self: string): boolean => tie.subject.id === self;
const out = (relation: Tie["relation"]) => (tie: Tie, self: string) =>
  tie.relation === relation && isOut(tie, self);
const into = (relation: Tie["relation"]) => (tie: Tie, self: string) =>
  tie.relation === relation && !isOut(tie, self);
const isPublished = (tie: Tie): boolean => tie.qualifiers.some(([key]) => key === "published");
const isIn = (classes: readonly string[]) => (tie: Tie, self: string) =>
  classes.includes((isOut(tie, self) ? tie.object : tie.subject).classification ?? "");

const PARLIAMENT = ["Committee", "Subcommittee", "Delegation", "Institution", "GoverningBody"];

export const SECTIONS: readonly Section[] = [
  {
    title: "show.meetings",
    aged: true,
    fits: (tie) => tie.relation === "CONTACT_OF" && isPublished(tie),
  },
  { title: "show.ourContacts", aged: true, fits: into("CONTACT_OF") },
  { title: "show.contacts", aged: true, fits: out("CONTACT_OF") },
  {
    title: "show.unionSeats",
    fits: (tie, self) => out("MEMBER_OF")(tie, self) && tie.subject.kind === "Area",
  },
  {
    title: "show.groups",
    fits: (tie, self) =>
      out("MEMBER_OF")(tie, self) && isIn(["PoliticalGroup", "NationalParty"])(tie, self),
  },
  {
    title: "show.bodies",
    fits: (tie, self) => out("MEMBER_OF")(tie, self) && isIn(PARLIAMENT)(tie, self),
  },
  { title: "show.posts", fits: out("HOLDS") },
  { title: "show.holders", fits: into("HOLDS") },
  { title: "show.memberOf", fits: out("MEMBER_OF") },
  { title: "show.members", fits: into("MEMBER_OF") },
  { title: "show.countryOf", fits: out("REPRESENTS") },
  { title: "show.representatives", fits: into("REPRESENTS") },
  { title: "show.files", fits: out("RAPPORTEUR_FOR") },
  { title: "show.rapporteurs", fits: into("RAPPORTEUR_FOR") },
  { title: "show.bodyFiles", fits: out("RESPONSIBLE_FOR") },
  { title: "show.committees", fits: into("RESPONSIBLE_FOR") },
  { title: "show.stands", fits: out("STANDS_ON") },
  { title: "show.standsOnIt", fits: into("STANDS_ON") },
  {
    title: "show.votes",
    fits: (tie) => ["DECIDES_ON", "REFERENCE_FOR", "VOTED"].includes(tie.relation),
  },
  {
    title: "show.centresHere",
    fits: (tie, self) => into("LOCATED_IN")(tie, self) && isIn(["Centre"])(tie, self),
  },
  { title: "show.organisationsHere", fits: into("LOCATED_IN") },
  { title: "show.located", fits: out("LOCATED_IN") },
  { title: "show.signed", fits: out("SIGNED") },
  { title: "show.signatories", fits: into("SIGNED") },
  { title: "show.tookPart", fits: (tie) => tie.relation === "TOOK_PART_IN" },
  { title: "show.funds", fits: (tie) => tie.relation === "FUNDS" || tie.relation === "MANAGES" },
  { title: "show.others", fits: () => true },
];

/** Part ties among the sections, in their order; each tie stands in one. */
export function parted(
  ties: readonly Tie[],
  self: string,
): readonly (readonly [Section, readonly Tie[]])[] {
  const found = new Map<Section, Tie[]>();
  for (const tie of ties) {
    const section = SECTIONS.find((each) => each.fits(tie, self));
    if (section) found.set(section, [...(found.get(section) ?? []), tie]);
  }
  return SECTIONS.flatMap((section) => {
    const own = found.get(section);
    return own ? [[section, own] as const] : [];
  });
}
