// Tests of our modules, run in a real browser by CarePlanning.Tests/JavaScript.
//
//   import { test, equal, ok, throws } from "./harness.js";
//   test("what should hold, in plain words", async () => { equal(await thing(), 3); });
//
// The name is written in the file itself, as one string in double quotes: the test run lists the tests by reading it.
// Each test has a frame of its own, read anew, with nothing stored.

const tests = new Map();

export function test(name, fn) {
  if (tests.has(name)) throw new Error(`two tests are called "${name}"`);
  tests.set(name, fn);
}

/** The names of the tests of this page's modules, in the order of their files. */
export const names = () => [...tests.keys()];

/** Runs one test; the failure is the promise's. */
export const run = async name => { await tests.get(name)(); };

export function ok(value, what = "a true value") {
  if (!value) throw new Error(`expected ${what}, got ${show(value)}`);
}

/** The two are written alike as JSON, so that lists and objects compare by their content. */
export function equal(actual, expected) {
  if (show(actual) !== show(expected)) throw new Error(`expected ${show(expected)}, got ${show(actual)}`);
}

/** The function, plain or asynchronous, fails with these words in its message. */
export async function throws(fn, words = "") {
  let failure = null;
  try { await fn(); } catch (error) { failure = error; }
  if (failure === null) throw new Error(`expected a failure that says "${words}", got none`);
  if (!String(failure.message ?? failure).includes(words)) throw new Error(`expected a failure that says "${words}", got "${failure.message ?? failure}"`);
}

const show = value => value === undefined ? "undefined" : typeof value === "number" ? String(value) : JSON.stringify(value);
