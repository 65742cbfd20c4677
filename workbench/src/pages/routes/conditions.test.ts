import assert from "node:assert/strict";
import { test } from "node:test";
import { changed } from "../../app/address";
import { english } from "../../app/english";
import { dropAll } from "../../parts/conditions";
import { asksOfPeople, dropping, inForce } from "./conditions";

// Texts ask which languages the browser prefers.
Object.defineProperty(globalThis, "navigator", { value: { languages: ["en"] } });

const EVERY = {
  hops: ["2"],
  different: ["yes"],
  alike: ["0"],
  group: ["S&D"],
  from: ["org:a", "org:b"],
  avoid: ["org:c"],
  via: ["ep-person:1", "ep-person:2", "ep-person:3"],
  kind: ["Ngo"],
  country: ["country:FRA"],
  senior: ["yes"],
  channel: ["meeting"],
  relation: ["CONTACT_OF"],
  language: ["fr"],
  confidence: ["0.8"],
  consented: ["yes"],
  invented: ["no"],
  load: ["2"],
  ready: ["org:a=0.5", "org:z=0.5"],
  known: ["2026-01-01"],
  earlier: ["2026-02-01"],
};

test("every condition of the address is a chip, and each has its text", () => {
  const found = inForce({ to: ["x"], k: ["5"], ...EVERY });
  const names = new Set(found.flatMap((one) => Object.keys(one.lift)));
  assert.deepEqual([...names].sort(), Object.keys(EVERY).sort());
  assert.ok(found.every((one) => one.text in english));
  assert.equal(found.filter((one) => one.first).length, 3);
});

test("each chip takes away what it says, and all together take away everything", () => {
  const params = { to: ["x"], ...EVERY };
  for (const one of inForce(params)) {
    assert.ok(inForce(changed(params, one.lift)).length < inForce(params).length, one.key);
  }
  const left = changed(params, dropAll(inForce(params)));
  assert.deepEqual(Object.keys(left), ["to"]);
});

test("an address as usual has no condition in force", () => {
  assert.deepEqual(inForce({ to: ["x"], k: ["9"], hops: ["4"], day: ["2026-01-01"] }), []);
});

test("who no longer starts is no longer half free", () => {
  const [from] = inForce({ from: ["a"], ready: ["a=0.5"] });
  assert.deepEqual(changed({ from: ["a"], ready: ["a=0.5"] }, from?.lift ?? {}), {});
});

test("a condition at fault is dropped by its value, and never by guess", () => {
  const fault = (condition: string, value: string | null = null) => ({
    condition,
    value,
    text: condition,
    score: 0.5,
  });
  const params = { avoid: ["a", "b"], kind: ["Ngo"] };
  assert.deepEqual(dropping(params, fault("avoid", "a")), { avoid: ["b"] });
  assert.equal(dropping(params, fault("avoid", "c")), null);
  assert.deepEqual(dropping({ avoid: ["Human Rights Watch"] }, fault("avoid", "org:hrw")), {
    avoid: null,
  });
  assert.deepEqual(dropping(params, fault("kinds")), { kind: null });
  assert.deepEqual(dropping(params, fault("max_hops")), { hops: "any" });
  assert.equal(dropping(params, fault("of_later")), null);
});

test("conditions on people are told from those on ties", () => {
  assert.equal(asksOfPeople({ avoid: ["a"] }), true);
  assert.equal(asksOfPeople({ channel: ["call"], consented: ["yes"] }), false);
});
