import assert from "node:assert/strict";
import { test } from "node:test";
import { headOf } from "./adorn";
import { type Drawn, degreesOf, drawnGraph } from "./drawn";

const node = (id: string, routes = 0) => ({
  actor: { id, name: id.toUpperCase(), kind: "Person", classification: null, invented: false },
  x: 0,
  y: 0,
  focus: false,
  routes,
});

const link = (tail: string, head: string, more: object = {}) => ({
  id: `${tail}>${head}`,
  tail,
  head,
  label: "met",
  band: "",
  invented: false,
  arrow: true,
  said: [],
  ...more,
});

const drawn = (nodes: object[], links: object[]): Drawn =>
  ({ nodes, links, lanes: true, notes: [], attribution: [], left_out: 0 }) as unknown as Drawn;

test("a tie has its direction, two that run against each other have both", () => {
  const nodes = [node("a"), node("b"), node("c")];
  const { lines } = drawnGraph(
    drawn(nodes, [
      link("b", "a"),
      link("b", "c"),
      link("c", "b"),
      link("a", "c", { arrow: false }),
    ]),
  );
  assert.deepEqual(
    lines.map(({ low, high, arrow }) => [low, high, arrow]),
    [
      [0, 1, "low"],
      [1, 2, "both"],
      [0, 2, undefined],
    ],
  );
});

test("parallel ties are one line, as thick as the thickest; dashed only if all are invented", () => {
  const { lines } = drawnGraph(
    drawn(
      [node("a"), node("b")],
      [link("a", "b", { band: "weak", invented: true }), link("a", "b", { band: "strong" })],
    ),
  );
  assert.equal(lines.length, 1);
  assert.deepEqual([lines[0]?.width, lines[0]?.invented, lines[0]?.arrow], [5, false, "high"]);
});

test("who stands in several routes is marked by a shape and in the name", () => {
  const { nodes } = drawnGraph(drawn([node("a", 2), node("b", 1)], []));
  assert.deepEqual(
    nodes.map(({ name, shared }) => [name, shared]),
    [
      ["◆2 A", true],
      ["B", false],
    ],
  );
});

test("neighbours are counted, not ties", () => {
  const degree = degreesOf(
    drawn([node("a"), node("b")], [link("a", "b"), link("b", "a"), link("a", "a")]),
  );
  assert.deepEqual([...degree.values()], [1, 1]);
});

test("the head of an arrow ends at the rim of the node that it leads to", () => {
  const [tip, left, right] = headOf([0, 0], [100, 0], 10, 12);
  assert.deepEqual(tip, [90, 0]);
  assert.deepEqual([left?.[0], right?.[0]], [78, 78]);
  assert.equal((left?.[1] ?? 0) + (right?.[1] ?? 0), 0);
});
