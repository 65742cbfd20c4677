import assert from "node:assert/strict";
import { test } from "node:test";
import { offersAt, type Words } from "./completion";

const WORDS: Words = {
  labels: ["MEP"],
  relations: ["MEMBER_OF"],
  properties: ["name"],
  functions: ["size"],
  procedures: ["db.labels"],
  keywords: ["MATCH"],
};

const labels = (before: string, asked = false) =>
  offersAt(before, WORDS, asked)?.offers.map((one) => one.label) ?? [];

test("labels stand in nodes, relations in brackets, properties behind a dot", () => {
  assert.deepEqual(labels("MATCH (m:M"), ["MEP"]);
  assert.deepEqual(labels("MATCH (m)-[r:"), ["MEMBER_OF"]);
  assert.deepEqual(labels("MATCH (m)-[:A|"), ["MEMBER_OF"]);
  assert.deepEqual(labels("MATCH (m) RETURN m.na"), ["name"]);
  assert.deepEqual(labels("CALL db."), ["name"]);
  assert.deepEqual(labels("CALL d"), ["db.labels"]);
});

test("elsewhere stand keywords, functions and names that were given", () => {
  assert.deepEqual(labels("MATCH (mep)-[tie]->() WITH 1 AS one R"), [
    "MATCH",
    "size",
    "mep",
    "one",
    "tie",
  ]);
});

test("nothing is offered in a map, in a parameter, or where nothing was begun", () => {
  assert.deepEqual(labels("MATCH (m {name: x"), []);
  assert.deepEqual(labels("RETURN $na"), []);
  assert.deepEqual(labels("RETURN "), []);
  assert.ok(labels("RETURN ", true).length);
});
