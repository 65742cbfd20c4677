import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyOf, givenFor, parametersIn, placeIn, readGiven, writeGiven } from "./asking";

test("parameters are found, but not in texts, names and remarks", () => {
  const query =
    "MATCH (a {name: $one, x: '$no'}) // $no\nWHERE a.y > $two /* $no */ OR a.`$no` = $one";
  assert.deepEqual(parametersIn(query), ["one", "two"]);
});

test("parameters go through the address and come back", () => {
  for (const written of ["a=x = y", "a:=[1, 2]", "a:day=2026-03-04", "a="]) {
    const given = readGiven(written);
    assert.ok(given);
    assert.equal(writeGiven(given), written);
  }
  assert.equal(readGiven("no parameter"), null);
});

test("the day asked about is there without being typed", () => {
  const known = [{ name: "x", kind: "text", text: "7" }] as const;
  const given = givenFor("RETURN $as_of, $x, $y", known, "2026-11-24");
  assert.deepEqual(
    given.map((one) => [one.name, one.kind, one.text]),
    [
      ["as_of", "day", "2026-11-24"],
      ["x", "text", "7"],
      ["y", "text", ""],
    ],
  );
});

test("days, JSON and texts are sent as what they are", () => {
  const given = [
    { name: "a", kind: "text", text: "2026-03-04" },
    { name: "b", kind: "day", text: "2026-03-04" },
    { name: "c", kind: "json", text: "[1, null]" },
  ] as const;
  assert.deepEqual(bodyOf("RETURN 1", given, 10), {
    query: "RETURN 1",
    parameters: { a: "2026-03-04", c: [1, null] },
    days: { b: "2026-03-04" },
    limit: 10,
  });
});

test("what cannot be read is named and not sent", () => {
  assert.deepEqual(bodyOf("", [{ name: "a", kind: "json", text: "[" }], 1), {
    wrong: "a",
    kind: "json",
  });
  assert.deepEqual(bodyOf("", [{ name: "a", kind: "day", text: "4.3.2026" }], 1), {
    wrong: "a",
    kind: "day",
  });
});

test("the place of a refusal is read from its words", () => {
  assert.deepEqual(placeIn("'SET' (line 2, column 14) is not allowed"), { line: 2, column: 14 });
  assert.equal(placeIn("took too long"), null);
});
