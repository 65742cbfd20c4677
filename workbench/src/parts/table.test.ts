import assert from "node:assert/strict";
import { test } from "node:test";
import { spoken } from "./table";

const rows = [
  [{ value: "A" }, { value: null }, { value: "" }, { value: 0 }],
  [{ value: "B" }, { value: null }, { value: "new" }, { value: 0 }],
];
const table = { caption: "", columns: ["Name", "Community", "Change", "Here"], rows };

test("a column that says nothing is left out where that is wanted", () => {
  const { columns, rows: left } = spoken({ ...table, unsaid: ["Community", "Change", "Here"] });
  assert.deepEqual(columns, ["Name", "Change", "Here"]);
  assert.deepEqual(
    left.map((row) => row.map(({ value }) => value)),
    [
      ["A", "", 0],
      ["B", "new", 0],
    ],
  );
});

test("an empty column stays unless that is wanted", () => {
  assert.equal(spoken(table).columns.length, 4);
});
