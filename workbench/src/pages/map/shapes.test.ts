import assert from "node:assert/strict";
import { test } from "node:test";
import { around, hull, next, rowsOf, Taken } from "./shapes";

test("a box that meets a taken one is not free, one beside it is", () => {
  const taken = new Taken(50);
  taken.take([0, 0, 120, 10]);
  assert.equal(taken.isFree([100, 5, 130, 15]), false);
  assert.equal(taken.isFree([121, 0, 130, 10]), true);
});

test("a hull holds the outer points and leaves the inner ones", () => {
  const found = hull([
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
    [2, 2],
  ]);
  assert.equal(found.length, 4);
  assert.ok(!found.some(([x]) => x === 2));
});

test("points of one line still make a hull once they are widened", () => {
  const wide = hull(
    around(
      [
        [0, 0],
        [9, 0],
      ],
      5,
    ),
  );
  assert.ok(wide.length > 4);
});

test("long names take three rows at most", () => {
  assert.deepEqual(rowsOf("Subcommittee on Human Rights"), ["Subcommittee on Human Rights"]);
  assert.equal(rowsOf("word ".repeat(60)).length, 3);
});

test("an arrow goes to a neighbour before anybody nearer", () => {
  const from = { id: "a", x: 0, y: 0 };
  const near = { id: "near", x: 5, y: 0 };
  const tied = { id: "tied", x: 90, y: 3 };
  assert.equal(next(from, [1, 0], [tied], [near, tied]), "tied");
  assert.equal(next(from, [1, 0], [], [near, tied]), "near");
  assert.equal(next(from, [-1, 0], [tied], [near, tied]), null);
});

test("a hull of what is outermost, widened, is the hull of all, widened", () => {
  const points = Array.from({ length: 60 }, (_, n): [number, number] => [
    (n * 37) % 101,
    (n * 53) % 89,
  ]);
  assert.deepEqual(hull(around(hull(points), 7)), hull(around(points, 7)));
});
