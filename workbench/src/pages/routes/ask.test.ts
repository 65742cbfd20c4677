import assert from "node:assert/strict";
import { test } from "node:test";
import { compareRequest, described, leavesRequest, routeBody, steps, withoutBody } from "./ask";

test("an address without options asks for three routes of four steps", () => {
  const body = routeBody({ to: ["x"] }, ["x"]);
  assert.deepEqual([body.k, body.max_hops, body.invented, body.each], [3, 4, true, false]);
});

test("several targets are asked for each, one route to each", () => {
  const body = routeBody({}, ["x", "y"]);
  assert.deepEqual([body.each, body.k], [true, 1]);
  assert.equal(routeBody({ k: ["2"] }, ["x", "y"]).k, 2);
});

test("any number of steps is no number", () => {
  assert.equal(steps({ hops: ["any"] }), null);
  assert.equal(steps({ hops: ["9"] }), 6);
});

test("a described question leaves out what is as usual", () => {
  const { path } = described("robust", { invented: ["no"], avoid: ["a & b"] }, ["x"]);
  assert.equal(path, "ask/robust?to=x&k=3&avoid=a+%26+b&invented=false&hops=4");
});

test("two days are compared with the same conditions", () => {
  const { path } = compareRequest({ earlier: ["2026-01-01"], avoid: ["a"] }, ["x"]);
  assert.equal(path, "ask/compare?to=x&then=2026-01-01&k=3&max_hops=4&avoid=a");
});

test("who leaves is avoided, or does not start", () => {
  const body = routeBody({ avoid: ["a"] }, ["x"]);
  assert.deepEqual(withoutBody(body, "b", ["ours"])?.avoid, ["a", "b"]);
  assert.deepEqual(withoutBody(body, "ours", ["ours", "other"])?.sources, ["other"]);
  assert.equal(withoutBody(body, "ours", ["ours"]), null);
});

test("who leaves is no target of what is lost", () => {
  assert.equal(leavesRequest({}, ["x", "y"], "y").path, "ask/leaves?name=y&to=x&hops=4");
});

const EVERY = {
  relation: ["CONTACT_OF"],
  language: ["fr"],
  country: ["country:FRA"],
  kind: ["Ngo"],
  senior: ["yes"],
  consented: ["yes"],
  confidence: ["0.5"],
  channel: ["call"],
  from: ["a", "b"],
  ready: ["a=0.5", "stranger=0.5", "b=2"],
};

test("every condition of the address stands in the question", () => {
  const body = routeBody({ ...EVERY, load: ["2"] }, ["x"]);
  assert.deepEqual(
    [body.relations, body.languages, body.countries, body.kinds, body.load],
    [["CONTACT_OF"], ["fr"], ["country:FRA"], ["Ngo"], 2],
  );
  assert.deepEqual(body.ready, { a: 0.5 });
});

test("a load is kept among the routes to several together", () => {
  const body = routeBody({ load: ["1"] }, ["x", "y", "z", "u"]);
  assert.deepEqual([body.each, body.k], [false, 4]);
});

for (const name of ["diverse", "robust", "disjoint"] as const) {
  test(`${name} is asked under the same conditions`, () => {
    const asked = new URLSearchParams(described(name, EVERY, ["x"]).path.split("?")[1]);
    for (const each of ["relation", "language", "country", "kind", "channel", "confidence"]) {
      assert.ok(asked.get(each), each);
    }
    assert.equal(asked.get("ready"), "a=0.5");
  });
}

test("the earlier day and who leaves are asked about under the same conditions", () => {
  const compared = compareRequest({ ...EVERY, earlier: ["2026-01-01"] }, ["x"]).path;
  for (const each of ["relations=", "languages=", "countries=", "kinds=", "senior=true"]) {
    assert.ok(compared.includes(each), each);
  }
  const lost = leavesRequest(EVERY, ["x"], "b").path;
  for (const each of ["relation=", "language=", "channel=", "confidence=", "consented=true"]) {
    assert.ok(lost.includes(each), each);
  }
});

test("who leaves is asked no longer how free it is", () => {
  const body = routeBody(EVERY, ["x"]);
  assert.deepEqual(withoutBody(body, "a", ["a", "b"])?.ready, {});
});
