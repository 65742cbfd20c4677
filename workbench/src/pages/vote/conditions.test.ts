import assert from "node:assert/strict";
import { test } from "node:test";
import { changed } from "../../app/address";
import { english } from "../../app/english";
import { councilPath, powerPath, scenarioPath } from "./ask";
import { inForce, inForceOfCouncil } from "./conditions";
import { positionsOf, stancesOf, withStance } from "./stances";

const COUNCIL = {
  jha: ["yes"],
  ireland: ["yes"],
  year: ["2024"],
  reach: ["FR=0.6", "DE=2"],
  won: ["FR"],
  lost: ["HU"],
  known: ["2026-01-01"],
};

test("every condition of the Council is a chip that takes it away", () => {
  const found = inForceOfCouncil(COUNCIL);
  assert.equal(found.length, 7);
  assert.ok(found.every((one) => one.text in english));
  for (const one of found) {
    assert.ok(inForceOfCouncil(changed(COUNCIL, one.lift)).length < found.length, one.key);
  }
});

test("Ireland cannot opt into what was not asked", () => {
  assert.deepEqual(inForceOfCouncil({ ireland: ["yes"] }), []);
});

test("a committee knows substitutes and what was known", () => {
  const found = inForce({ substitutes: ["yes"], known: ["2026-01-01"], jha: ["yes"] });
  assert.deepEqual(
    found.map((one) => one.key),
    ["substitutes", "known"],
  );
});

test("states may lean or leave something open; members may not", () => {
  const params = { stance: ["FR=lean-for", "IT=abstain..for", "DE=for", "HU=maybe"] };
  assert.deepEqual([...positionsOf(params).keys()], ["FR", "IT", "DE"]);
  assert.deepEqual([...stancesOf(params).keys()], ["DE"]);
  assert.deepEqual(withStance(positionsOf(params), "FR", null), ["DE=for", "IT=abstain..for"]);
});

test("the Council is asked under every condition, sets only where they are looked for", () => {
  const params = { file: ["f"], stance: ["FR=lean-for", "DK=absent"], ...COUNCIL };
  const of = (sets: boolean) =>
    new URLSearchParams(councilPath(params, positionsOf(params), sets).split("?")[1]);
  const plain = of(false);
  assert.deepEqual([plain.get("position"), plain.get("without")], ["FR=lean-for", "DK"]);
  assert.deepEqual([plain.getAll("reach"), plain.get("year")], [["FR=0.6"], "2024"]);
  assert.deepEqual([plain.get("winning_with"), plain.get("known_at")], [null, "2026-01-01"]);
  assert.deepEqual([of(true).get("winning_with"), of(true).get("blocking_with")], ["FR", "HU"]);
});

test("a scenario is asked with what it assumes, as a rule that it knows", () => {
  const asked = new URLSearchParams(
    scenarioPath({
      body: ["LIBE"],
      rule: ["two-thirds"],
      otherwise: ["0.4"],
      shock: ["0"],
      contacts: ["3"],
      effect: ["1"],
      known: ["2026-01-01"],
    }).split("?")[1],
  );
  assert.deepEqual(
    ["rule", "otherwise", "shock", "contacts", "effect", "known_at"].map((name) =>
      asked.get(name),
    ),
    ["simple", "0.4", "0", "3", "1", "2026-01-01"],
  );
});

test("weights are asked under the rule and for whoever takes part", () => {
  const params = { stance: ["DK=absent", "FR=for"], rule: ["reinforced"], ...COUNCIL };
  assert.equal(
    powerPath(params, true),
    "ask/power?body=Council&rule=reinforced&known_at=2026-01-01&year=2024&without=DK&jha=true&ireland_opts_in=true",
  );
  const parliament = powerPath({ body: ["LIBE"], rule: ["two-thirds"] }, false);
  assert.equal(parliament, "ask/power?body=LIBE");
});
