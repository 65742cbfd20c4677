import assert from "node:assert/strict";
import { test } from "node:test";
import { csv } from "./csv";

test("commas, quotes and line ends stay in their field", () => {
  assert.equal(csv(["a", "b"], [['x, "y"', "1\n2"]]), '\ufeffa,b\r\n"x, ""y""","1\n2"\r\n');
});

test("no text becomes a formula", () => {
  const text = csv(["a"], [["=1+1"], ["@x"], ["\tx"], ["-1"]]);
  assert.deepEqual(text.split("\r\n").slice(1, 5), ["'=1+1", "'@x", "'\tx", "'-1"]);
});

test("a number is a number, also a negative one", () => {
  assert.equal(csv(["a"], [[-1.5], [null]]), "\ufeffa\r\n-1.5\r\n\r\n");
});
