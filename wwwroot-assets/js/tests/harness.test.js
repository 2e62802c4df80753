import { equal, ok, test, throws } from "./harness.js";

test("equal compares lists and objects by their content", async () => {
  equal([1, { a: "b" }], [1, { a: "b" }]);
  equal(undefined, undefined);
  await throws(() => equal([1, 2], [2, 1]), "expected [2,1], got [1,2]");
  await throws(() => equal("1", 1), "expected 1");
  await throws(() => equal(NaN, null), "got NaN");
});

test("ok says what was expected", async () => {
  ok("words");
  await throws(() => ok("", "some words"), "expected some words");
});

test("throws wants a failure with those words, plain or asynchronous", async () => {
  await throws(() => { throw new Error("no such plan"); }, "such plan");
  await throws(async () => { throw new Error("no such plan"); }, "such plan");
  await throws(() => throws(() => {}, "anything"), "got none");
  await throws(() => throws(() => { throw new Error("another"); }, "the one"), "got \"another\"");
});

test("two tests may not share a name", async () => {
  await throws(() => test("ok says what was expected", () => {}), "two tests are called");
});
