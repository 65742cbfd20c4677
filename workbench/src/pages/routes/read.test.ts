import assert from "node:assert/strict";
import { test } from "node:test";
import { age, byTarget, type Route, safe, shared, when } from "./read";

const actor = (id: string) => ({
  id,
  name: id.toUpperCase(),
  kind: "Person" as const,
  classification: null,
  invented: false,
});
const route = (...ids: string[]): Route => ({
  actors: ids.map(actor),
  hops: [],
  cost: 1,
  score: 0.5,
  band: "medium",
  weakest: 0,
});

test("who stands in the middle of two routes is shared; the ends are not", () => {
  const found = shared([route("o", "a", "t"), route("o", "a", "b", "t"), route("o", "t")]);
  assert.deepEqual([...found], [["a", 2]]);
});

test("where several start, a start can be shared too", () => {
  const found = shared([route("o", "t"), route("o", "a", "t"), route("p", "t")]);
  assert.deepEqual([...found], [["o", 2]]);
});

test("routes come under their target, targets without one last", () => {
  const groups = byTarget([actor("x"), actor("y")], [route("o", "y")]);
  assert.deepEqual(
    groups.map((group) => [group.target.id, group.routes.length]),
    [
      ["y", 1],
      ["x", 0],
    ],
  );
});

test("a version of the one target is that target", () => {
  const [group] = byTarget([actor("libe")], [route("o", "libe-10")]);
  assert.deepEqual([group?.target.id, group?.routes.length], ["libe", 1]);
});

test("ages are told in the unit that people use", () => {
  assert.deepEqual(
    [59, 231, 800].map((days) => age(days)),
    [
      { count: 59, unit: "days" },
      { count: 8, unit: "months" },
      { count: 2, unit: "years" },
    ],
  );
});

test("a day, a beginning and a span are told apart", () => {
  const day = { start: "2026-01-01", end: "2026-01-01", end_kind: "known" as const };
  assert.equal(when(day).key, "on");
  assert.equal(when({ ...day, end: null }).key, "since");
  assert.equal(when({ ...day, end: "2026-02-01" }).key, "from");
  assert.equal(when({ ...day, start: null, end: null }).key, "unknown");
});

test("only pages of the web are linked", () => {
  assert.equal(safe("javascript:alert(1)"), undefined);
  assert.equal(safe("https://example.org/a"), "https://example.org/a");
});
