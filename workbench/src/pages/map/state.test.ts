import assert from "node:assert/strict";
import { test } from "node:test";
import { changed } from "../../app/address";
import {
  cleared,
  collapsed,
  fileOf,
  isFiltered,
  opened,
  pinned,
  pinsOf,
  questionOf,
  toggled,
} from "./state";

test("without anybody the address asks for the overview", () => {
  assert.equal(questionOf({ day: ["2026-01-01"] }), null);
});

test("opening adds relations to those already open, and opens what was shut", () => {
  const params = { of: ["a"], open: ["b|HOLDS", "c"], shut: ["b"] };
  const next = changed(params, opened(params, "b", ["MEMBER_OF"]));
  assert.deepEqual(next["open"], ["c", "b|HOLDS|MEMBER_OF"]);
  assert.equal(next["shut"], undefined);
});

test("collapsing undoes an opening first, and shuts what was never opened", () => {
  const params = { of: ["a"], open: ["b|HOLDS"] };
  const once = changed(params, collapsed(params, "b"));
  assert.equal(once["open"], undefined);
  assert.deepEqual(changed(once, collapsed(once, "b"))["shut"], ["b"]);
});

test("a pin is read as it was written, also of an id with an @ in it", () => {
  const params = changed({}, pinned({}, "mail:a@b.eu", { x: 1.25, y: -3 }));
  assert.deepEqual(pinsOf(params).get("mail:a@b.eu"), { x: 1.3, y: -3 });
  assert.equal(pinsOf(changed(params, pinned(params, "mail:a@b.eu", null))).size, 0);
});

test("a pin that is no place is none", () => {
  assert.equal(pinsOf({ pin: ["a@x,y", "b", "@1,2"] }).size, 0);
});

test("a filter is chosen, left, and cleared", () => {
  const on = changed({}, toggled({}, "kind", "MEP"));
  assert.deepEqual(on, { kind: ["MEP"] });
  assert.ok(isFiltered(on));
  assert.deepEqual(changed(on, toggled(on, "kind", "MEP")), {});
  assert.ok(!isFiltered(changed(on, cleared())));
});

test("a file is asked for with pins, filters and what filters do", () => {
  const path = fileOf({ of: ["a"], pin: ["a@1,2"], kind: ["MEP"], mode: ["hide"] }, "svg") ?? "";
  const asked = new URLSearchParams(path.split("?")[1]);
  assert.equal(asked.get("pin"), "a@1,2");
  assert.equal(asked.get("kind"), "MEP");
  assert.equal(asked.get("fade"), null);
});
