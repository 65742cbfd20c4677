import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, read, whole, write } from "./address";

test("an address is read as it was written", () => {
  const address = { page: "routes", params: { k: ["3"], to: ["2025/0059", "A & B = C #1?"] } };
  assert.deepEqual(read(write(address)), address);
});

test("the same state has the same address", () => {
  const one = write({ page: "map", params: { of: ["x"], day: ["2026-01-01"] } });
  assert.equal(one, write({ page: "map", params: { day: ["2026-01-01"], of: ["x"] } }));
});

test("no address is the start", () => {
  assert.deepEqual(read(""), { page: "start", params: {} });
});

test("nothing takes a parameter away", () => {
  assert.deepEqual(changed({ a: ["1"], b: ["2"] }, { a: null, b: [], c: "3" }), { c: ["3"] });
});

test("what is no whole number is not one", () => {
  assert.equal(whole({ k: ["2x"] }, "k", 3), 3);
  assert.equal(whole({ k: ["12"] }, "k", 3), 12);
});
