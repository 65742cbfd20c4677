import assert from "node:assert/strict";
import { test } from "node:test";
import { identifierOf, plain, written } from "./values";

test("values are written as the forms without scripts write them", () => {
  assert.equal(written(0.123456), "0.1235");
  assert.equal(written(["a", true, null]), "a, yes, ");
  assert.equal(written(null), "");
  assert.equal(written({ _labels: ["MEP"], uid: "x:1", name: "Ada" }), "Ada");
  assert.equal(written({ _type: "MEMBER_OF", uid: "y:1" }), "MEMBER_OF");
});

test("numbers stay numbers", () => {
  assert.equal(plain(1234567), 1234567);
  assert.equal(plain(undefined), null);
});

test("only identifiers and nodes lead to a record", () => {
  assert.equal(identifierOf("ep-person:1"), "ep-person:1");
  assert.equal(identifierOf({ _labels: ["MEP"], uid: "ep-person:1" }), "ep-person:1");
  for (const value of ["javascript alert:1", "a: b", "Ada", 7, null, { _type: "X", uid: "x:1" }]) {
    assert.equal(identifierOf(value), null);
  }
});
