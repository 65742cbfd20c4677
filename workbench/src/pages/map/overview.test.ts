import assert from "node:assert/strict";
import { test } from "node:test";
import { type Overview, overviewGraph } from "./graph";
import { inside, kept, opening, overviewFile, overviewQuestion, within } from "./overview";

const PARAMS = { group: ["EPP"], mode: ["hide"], at: ["x"], within: ["ep-org:EP"], deep: ["2"] };

const place = (part: "community" | "divided community" | "smaller communities") => ({
  key: "k",
  name: "K",
  part,
  size: 3,
  seen: 3,
  members: [],
  x: 0,
  y: 0,
  radius: 1,
});

test("an address asks for a part, its filters and its day", () => {
  const asked = overviewQuestion({ ...PARAMS, day: ["2026-01-01"], evidence: ["2025-01-01"] });
  assert.equal(asked["inside"], "ep-org:EP");
  assert.equal(asked["deep"], "2");
  assert.deepEqual(asked["group"], ["EPP"]);
  assert.equal(asked["as_of"], "2026-01-01");
  assert.equal(asked["evidence_from"], "2025-01-01");
});

test("without a part nothing is said of how deep it is", () => {
  assert.equal(overviewQuestion({ deep: ["3"] })["deep"], "");
});

test("filters go along into what is opened, the selection does not", () => {
  assert.deepEqual(kept(PARAMS), { group: ["EPP"], mode: ["hide"] });
  assert.deepEqual(inside(PARAMS, "k", 1), { group: ["EPP"], mode: ["hide"], inside: ["k"] });
  assert.deepEqual(within({}, "k", 3), { within: ["k"], deep: ["3"] });
});

test("what is too large for a map opens into its parts", () => {
  assert.deepEqual(opening({}, place("community"), 2), { inside: ["k"], deep: ["2"] });
  assert.deepEqual(opening({}, place("smaller communities"), 1), { inside: ["k"] });
  assert.deepEqual(opening({}, place("divided community"), 1), { within: ["k"] });
});

test("a file fades what filters leave out, unless the view hides it", () => {
  assert.match(
    overviewFile({ kind: ["MEP"] }, "svg").path,
    /^maps\/overview\/files\/svg\?.*fade=true/,
  );
  assert.doesNotMatch(overviewFile(PARAMS, "pdf").path, /fade/);
});

test("on a ground higher than wide the overview lies on its side", () => {
  const answer = { places: [{ ...place("community"), x: 5, y: 9 }], lines: [] };
  const spots = (turned: boolean) =>
    overviewGraph(answer as unknown as Overview, turned).nodes.map(({ x, y }) => [x, y]);
  assert.deepEqual(spots(false), [[5, 9]]);
  assert.deepEqual(spots(true), [[9, 5]]);
});

test("each part has its number of the list beside the map, to stand where its name does not", () => {
  const answer = { places: [place("community"), place("community")], lines: [] };
  const { nodes } = overviewGraph(answer as unknown as Overview);
  assert.deepEqual(
    nodes.map(({ short }) => short),
    ["1", "2"],
  );
});
