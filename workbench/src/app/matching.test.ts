import assert from "node:assert/strict";
import { test } from "node:test";
import { fits } from "./matching";

test("a few letters of each word are enough, in any order and case", () => {
  assert.ok(fits("Who of us reaches everybody", "every REACH"));
  assert.ok(!fits("Who of us reaches everybody", "every nobody"));
});

test("accents do not matter", () => {
  assert.ok(fits("Délégation", "delegat"));
});

test("one wrong, missing or swapped letter is forgiven in longer words", () => {
  for (const typed of ["mesengers", "messangers", "messnegers", "messengerss"]) {
    assert.ok(fits("The messengers", typed), typed);
  }
  assert.ok(!fits("The messengers", "mesangers x"));
  assert.ok(!fits("cat", "cut"));
});
