import assert from "node:assert/strict";
import { test } from "node:test";
import { changed } from "../../app/address";
import { assignBody, carry, decide, decided, lines, numbers, sheetsRequest } from "./ask";

test("a backup is asked for unless it is not wanted", () => {
  assert.equal(assignBody({ to: ["x"] }).backup, true);
  assert.equal(assignBody({ to: ["x"], backup: ["no"] }).backup, false);
});

test("decisions become pins with their order, bans and capacities", () => {
  const body = assignBody({
    to: ["x"],
    lead: ["a > x"],
    second: ["b > x"],
    ban: ["c > x"],
    cap: ["a=3", "b=many"],
    org: ["a=1", "b"],
  });
  assert.deepEqual(body.pins, [
    { organization: "a", target: "x", order: 1 },
    { organization: "b", target: "x", order: 2 },
  ]);
  assert.deepEqual(body.bans, [{ organization: "c", target: "x" }]);
  assert.deepEqual(body.capacities, { a: 3 });
  assert.deepEqual(body.organizations, { a: 1, b: 2 });
});

test("one target has one lead", () => {
  const made = changed(
    { lead: ["a > x", "a > y"] },
    decide({ lead: ["a > x", "a > y"] }, "lead", "b", "x"),
  );
  assert.deepEqual(made["lead"], ["a > y", "b > x"]);
});

test("a pair is decided one way, and can be lifted", () => {
  const params = changed({ ban: ["a > x"] }, decide({ ban: ["a > x"] }, "second", "a", "x"));
  assert.deepEqual(params, { second: ["a > x"] });
  assert.equal(decided(params, "a", "x"), "second");
  assert.deepEqual(changed(params, decide(params, null, "a", "x")), {});
});

test("a ban of one leaves a ban of another", () => {
  const params = { ban: ["a > x"] };
  assert.deepEqual(changed(params, decide(params, "ban", "b", "x")).ban, ["a > x", "b > x"]);
});

test("a capacity stands instead of the last one", () => {
  const params = { cap: ["a=1", "b=2"] };
  assert.deepEqual(changed(params, carry(params, "a", 4)).cap, ["b=2", "a=4"]);
  assert.deepEqual(changed(params, carry(params, "a", null)).cap, ["b=2"]);
});

test("what is no line and no number is left out", () => {
  assert.deepEqual(lines({ lead: ["a", "a > b > c", " > x"] }, "lead"), []);
  assert.deepEqual(numbers({ need: ["Belgium>=2", "France"] }, "need", ">="), { Belgium: 2 });
});

test("sheets are asked for with everything that is decided", () => {
  const { path } = sheetsRequest({ to: ["x"], lead: ["a > x"], sheet: ["a"], cap: ["a=3"] });
  assert.equal(path, "ask/sheets?to=x&only=a&backup=true&hops=2&lead=a+%3E+x&capacity=a%3D3");
});
