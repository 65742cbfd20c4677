import assert from "node:assert/strict";
import { test } from "node:test";
import { called } from "./called";

test("a file is called by its number, a long name is cut behind a word", () => {
  const name = `Establishing a common system for the return of third-country nationals staying ${"x".repeat(40)}`;
  assert.equal(
    called({ id: "ep-procedure:2025-0059", name }),
    "2025/0059 Establishing a common system for the return of third-country nationals staying …",
  );
  assert.equal(called({ id: "ep-person:1", name: "Ann Other" }), "Ann Other");
});

test("a long name without a space is cut too", () => {
  const short = called({ id: "org:x", name: "y".repeat(200) });
  assert.ok(short.length < 100 && short.startsWith("yyyy"));
});
