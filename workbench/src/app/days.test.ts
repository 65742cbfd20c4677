import assert from "node:assert/strict";
import { test } from "node:test";
import { isDay } from "./days";

test("a day is one of the calendar, in ISO order", () => {
  assert.ok(isDay("2024-02-29"));
  for (const text of ["2025-02-29", "04/03/2026", "2026-3-4", "2026-13-01", ""]) {
    assert.ok(!isDay(text), text);
  }
});
