import assert from "node:assert/strict";
import { test } from "node:test";
import { labelled, placed } from "./grid";
import { isOnMap, project } from "./projection";
import { parted } from "./sections";
import { SHAPES } from "./shapes.gen";
import type { Tie } from "./ties";
import { daysBetween, holds, standing, webAddress, words } from "./words";

test("only addresses of the web become links", () => {
  assert.equal(webAddress("https://example.org/a"), "https://example.org/a");
  for (const text of ["javascript:alert(1)", "data:text/html,x", "https:// x", "mailto:a@b", ""]) {
    assert.equal(webAddress(text), null);
  }
});

test("a period without a known end still holds", () => {
  const open = { start: "2025-01-01", end: null, end_kind: "unknown" } as const;
  const past = { start: "2025-01-01", end: "2025-02-01", end_kind: "known" } as const;
  assert.ok(holds(open, "2026-01-01") && !holds(open, "2024-12-31"));
  assert.ok(holds(past, "2025-02-01") && !holds(past, "2025-02-02"));
  assert.deepEqual(
    ["2024-12-31", "2025-01-01", "2025-02-02"].map((day) => standing(past, day)),
    ["ahead", "now", "before"],
  );
});

test("codes are written as words, days counted across a leap day", () => {
  assert.equal(words("CHAIR_VICE"), "chair vice");
  assert.equal(daysBetween("2024-02-28", "2024-03-01T05:00:00Z"), 2);
});

test("cities lie where their countries are drawn", () => {
  const [brussels, athens] = [project(4.35, 50.85), project(23.73, 37.98)];
  assert.ok(isOnMap(brussels) && isOnMap(athens) && !isOnMap(project(-74, 40.7)));
  assert.ok(brussels[0] < athens[0] && brussels[1] < athens[1]);
  const belgium = SHAPES.find((shape) => shape.id === "BEL");
  assert.ok(belgium && Math.hypot(belgium.x - brussels[0], belgium.y - brussels[1]) < 30);
});

test("the map has all member states, each once", () => {
  const codes =
    "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE";
  for (const code of codes.split(" ")) {
    assert.equal(SHAPES.filter((shape) => shape.id === code).length, 1, code);
  }
});

const actor = (id: string, classification: string | null = null) =>
  ({ id, name: id, kind: "Organization", classification, invented: false }) as Tie["subject"];
const tie = (relation: string, subject: string, object: string, published = false) =>
  ({
    id: `${relation} ${subject} ${object}`,
    subject: actor(subject),
    relation,
    object: actor(object, object === "libe" ? "Committee" : null),
    role: null,
    period: { start: null, end: null, end_kind: "unknown" },
    evidence: [],
    qualifiers: published ? [["published", "yes"]] : [],
    invented: false,
    disagreement: null,
  }) as unknown as Tie;

test("every tie stands in one section, and none is lost", () => {
  const ties = [
    tie("CONTACT_OF", "ngo", "me"),
    tie("CONTACT_OF", "ngo", "me", true),
    tie("MEMBER_OF", "me", "libe"),
    tie("MEMBER_OF", "me", "x"),
    tie("VERSION_OF", "me", "y"),
  ];
  const found = parted(ties, "me");
  assert.deepEqual(
    found.map(([section]) => section.title),
    ["show.meetings", "show.ourContacts", "show.bodies", "show.memberOf", "show.others"],
  );
  assert.equal(found.flatMap(([, own]) => own).length, ties.length);
});

const line = (id: string, power: number | null, interest: number | null) =>
  ({ actor: actor(id), power: { value: power }, interest: { value: interest } }) as never;

test("who has no value on an axis is not drawn; equal places move apart", () => {
  const dots = placed([line("a", 0.5, 0.5), line("b", 0.5, 0.5), line("c", null, 0.5)]);
  assert.equal(dots.length, 2);
  assert.ok(Math.hypot((dots[0]?.x ?? 0) - (dots[1]?.x ?? 0), 0) >= 6);
});

test("names lie over no dot and no other name", () => {
  const dots = placed([
    line("aaaaaaaa", 0.5, 0.5),
    line("bbbbbbbb", 0.5, 0.55),
    line("c", 0.1, 0.1),
  ]);
  assert.deepEqual([...labelled(dots)].sort(), ["bbbbbbbb", "c"]);
});
