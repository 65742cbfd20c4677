import assert from "node:assert/strict";
import { test } from "node:test";
import { namedBy } from "./named";

test("the name nearest before an identifier is what it identifies", () => {
  assert.deepEqual(namedBy(["organisation", "adds", "reaches", "id"]), { id: 3, name: 0 });
  assert.deepEqual(namedBy(["day", "vote", "id", "ours"]), { id: 2, name: 1 });
  assert.deepEqual(namedBy(["day", "days left", "what", "of", "id"]), { id: 4, name: 3 });
});

test("without an identifier, or a name before it, nothing is named", () => {
  assert.equal(namedBy(["organization", "person", "uid"]), null);
  assert.equal(namedBy(["day", "id", "who"]), null);
});
