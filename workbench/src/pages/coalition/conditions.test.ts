import assert from "node:assert/strict";
import { test } from "node:test";
import { changed } from "../../app/address";
import { english } from "../../app/english";
import { dropAll } from "../../parts/conditions";
import { asideParams, assignBody, routesOf, sheetsRequest } from "./ask";
import type { Board } from "./cells";
import { closings, inForce } from "./conditions";

// Texts ask which languages the browser prefers.
Object.defineProperty(globalThis, "navigator", { value: { languages: ["en"] } });

const EVERY = {
  backup: ["no"],
  even: ["yes"],
  cold: ["yes"],
  most: ["3"],
  org: ["a=1", "b"],
  need: ["Belgium>=2", "net:x>=1"],
  apart: ["a > b", "a > c"],
  speaks: ["a=en,fr"],
  language: ["x=de"],
  strict: ["yes"],
  hops: ["3"],
  invented: ["no"],
  known: ["2026-01-01"],
  seconds: ["30"],
};

test("every condition of the plan is a chip that takes it away", () => {
  const params = { to: ["x"], ...EVERY };
  const found = inForce(params);
  assert.deepEqual(
    [...new Set(found.flatMap((one) => Object.keys(one.lift)))].sort(),
    Object.keys(EVERY).sort(),
  );
  assert.ok(found.every((one) => one.text in english));
  for (const one of found) {
    assert.equal(inForce(changed(params, one.lift)).length, found.length - 1, one.key);
  }
  assert.deepEqual(changed(params, dropAll(found)), { to: ["x"] });
});

test("the plan is asked for with every condition", () => {
  const body = assignBody({ to: ["x"], ...EVERY });
  assert.deepEqual(body.needs, { Belgium: 2, "net:x": 1 });
  assert.deepEqual(body.apart, [
    { one: "a", other: "b" },
    { one: "a", other: "c" },
  ]);
  assert.deepEqual([body.speaks, body.languages], [{ a: ["en", "fr"] }, { x: ["de"] }]);
  assert.deepEqual([body.strict_language, body.seconds], [true, 30]);
});

test("nobody is apart from itself, and nothing said asks nothing", () => {
  assert.deepEqual(assignBody({ to: ["x"], apart: ["a > a"] }).apart, []);
  const body = assignBody({ to: ["x"] });
  assert.ok(!("seconds" in body));
  assert.equal(body.strict_language, false);
});

test("sheets are those of the plan under every condition", () => {
  const asked = new URLSearchParams(
    sheetsRequest({ to: ["x"], sheet: ["a"], ...EVERY }).path.split("?")[1],
  );
  assert.deepEqual(asked.getAll("need"), ["Belgium>=2", "net:x>=1"]);
  assert.deepEqual(asked.getAll("apart"), ["a > b", "a > c"]);
  assert.deepEqual([asked.get("speaks"), asked.get("language")], ["a=en,fr", "x=de"]);
  assert.deepEqual([asked.get("strict_language"), asked.get("seconds")], ["true", "30"]);
});

test("questions beside the plan ask of those who may go and are there", () => {
  const params = { to: ["x"], org: ["a=1", "b"], off: ["b"], hops: ["3"], invented: ["no"] };
  assert.deepEqual(asideParams(params, "messengers"), {
    name: ["messengers"],
    ask: ["yes"],
    to: ["x"],
    ours: ["a"],
    hops: ["3"],
    invented: ["false"],
  });
  assert.deepEqual(asideParams({ to: ["x"], hops: ["3"] }, "approach"), {
    name: ["approach"],
    ask: ["yes"],
    audience: ["x"],
  });
});

test("the routes of a pair are those that the plan counts", () => {
  assert.deepEqual(routesOf({ invented: ["no"], cold: ["yes"] }, "a", "x"), {
    from: ["a"],
    to: ["x"],
    hops: ["2"],
    invented: ["no"],
  });
});

const board = (bars: readonly (string | null)[], gap: { limited: boolean } | null): Board =>
  ({
    cells: bars.map((bar_kind) => ({ bar_kind })),
    plan: { gaps: gap ? [{ ...gap, missing: 2 }] : [] },
  }) as unknown as Board;
const GAP = { limited: false };

test("what closes most comes first, and only what was asked can be dropped", () => {
  const bars = ["language", "ban", "ban", null, "no_route", "off"];
  const params = { ban: ["a > x"], speaks: ["a=en"] };
  assert.deepEqual(closings(board(bars, GAP), params), [
    { why: "coalition.bar.ban", count: 2, lift: { ban: null } },
    { why: "coalition.bar.language", count: 1, lift: { speaks: null } },
  ]);
  assert.deepEqual(closings(board(bars, GAP), {}), []);
  assert.deepEqual(closings(board(bars, null), params), []);
});

test("a limit that leaves places empty is named first", () => {
  const found = closings(board([], { limited: true }), { most: ["1"] });
  assert.deepEqual(found, [{ why: "coalition.bar.limit", count: 2, lift: { most: null } }]);
});
