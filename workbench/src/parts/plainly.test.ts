import assert from "node:assert/strict";
import { test } from "node:test";
import { plainly } from "./plainly";

test("names are quoted as in print, and apostrophes stay", () => {
  assert.equal(
    plainly("Nobody and nothing here is called 'zzzz'. It is the Council's."),
    "Nobody and nothing here is called “zzzz”. It is the Council's.",
  );
  assert.equal(plainly('called "People\'s Party": no'), "called “People's Party”: no");
});

test("identifiers behind names are left out", () => {
  assert.equal(
    plainly("Nobody reports on 'A file' [ep-procedure:2025-0059] on that day."),
    "Nobody reports on “A file” on that day.",
  );
  assert.equal(plainly("No rule [here] is known."), "No rule [here] is known.");
});

test("nearest names that are offered as buttons are not said as well", () => {
  const told = "Nobody is called 'LIBR'. Nearest: Committee [ep-org:LIBE]; Libre [org:l].";
  assert.equal(plainly(told, true), "Nobody is called “LIBR”.");
  assert.equal(plainly(told), "Nobody is called “LIBR”. Nearest: Committee; Libre.");
});
