import assert from "node:assert/strict";
import { test } from "node:test";
import { codes, mended, pasted, sides, withCode, withSide } from "./listed";

test("names are read one a line or parted by semicolons, each once", () => {
  assert.deepEqual(pasted(" Ada Lovelace\n\n2025/0059; Ada Lovelace;DROI "), [
    "Ada Lovelace",
    "2025/0059",
    "DROI",
  ]);
  assert.equal(pasted(Array.from({ length: 300 }, (_, at) => at).join("\n")).length, 200);
});

test("a side may hold the mark itself, the last one parts it", () => {
  assert.deepEqual(
    [...sides({ ready: ["A = B=0.5", "none", "=x", "C="] }, "ready")],
    [["A = B", "0.5"]],
  );
});

test("a side is changed, added and taken away", () => {
  const params = { ready: ["a=0.5", "b=1"] };
  assert.deepEqual(withSide(params, "ready", "a", "0"), ["b=1", "a=0"]);
  assert.deepEqual(withSide(params, "ready", "a", null), ["b=1"]);
  assert.deepEqual(withSide({}, "need", "Belgium", "2", ">="), ["Belgium>=2"]);
});

test("codes come together, and what is none is left out", () => {
  assert.deepEqual(codes({ speaks: ["a=EN, fr,?", "b=?"] }, "speaks"), { a: ["en", "fr"] });
  assert.deepEqual(withCode({ speaks: ["a=en"] }, "speaks", "a", "fr"), ["a=en,fr"]);
  assert.deepEqual(withCode({ speaks: ["a=en,fr"] }, "speaks", "a", "en"), ["a=fr,en"]);
});

test("of several names only the one that nobody has is replaced", () => {
  const told = "Nobody and nothing here is called 'Jon'.";
  assert.deepEqual(mended(["Ada", "Jon"], told, "p:1"), ["Ada", "p:1"]);
  assert.deepEqual(mended(["Jo"], told, "p:1"), ["p:1"]);
  assert.deepEqual(mended(["Ada", "Jon", "p:1"], told, "p:1"), ["Ada", "p:1"]);
  assert.deepEqual(mended(["Ada", "Ben"], told, "p:1"), ["p:1"]);
});
