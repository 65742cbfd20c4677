import assert from "node:assert/strict";
import { test } from "node:test";
import type { Question } from "../../app/questions";
import { addressOf, missing, type Parameter, savedParameters, textsOf, valuesOf } from "./asking";

const parameter = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  label: name,
  kind: "text",
  text: "",
  many: false,
  required: false,
  default: null,
  choices: [],
  least: null,
  most: null,
  ...more,
});

const QUESTION: Question = {
  name: "leaves",
  title: "Whom do we lose?",
  topic: "measures",
  group: "",
  example: {},
  parameters: [
    parameter("name", { required: true }),
    parameter("to", { many: true }),
    parameter("hops", { kind: "whole", default: 2 }),
    parameter("invented", { kind: "flag", default: true }),
  ],
};

test("parameters go through the address and come back", () => {
  const values = { name: ["Ada"], to: ["DROI", "LIBE"], hops: ["3"], invented: ["false"] };
  const params = addressOf(QUESTION, values);
  assert.deepEqual(params["name"], ["leaves"]);
  assert.deepEqual(params["p.name"], ["Ada"]);
  assert.deepEqual(valuesOf(QUESTION, params), values);
});

test("nothing typed and a flag as it is anyway leave no trace", () => {
  const params = addressOf(QUESTION, { name: [" "], to: [], invented: ["true"] });
  assert.deepEqual(params, { name: ["leaves"], ask: ["yes"] });
});

test("what is needed and not there is named", () => {
  assert.deepEqual(missing(QUESTION, {}), ["name"]);
  assert.deepEqual(missing(QUESTION, { name: ["Ada"] }), []);
});

test("a saved question holds numbers and flags, and lists where there may be several", () => {
  const values = { name: ["Ada"], to: ["DROI"], hops: ["3"], invented: ["false"] };
  const saved = savedParameters(QUESTION, values);
  assert.deepEqual(saved, { name: "Ada", to: ["DROI"], hops: 3, invented: false });
  assert.deepEqual(textsOf(saved), values);
});
