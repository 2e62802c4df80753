import { newId } from "../ids.js";
import { equal, ok, test } from "./harness.js";

test("an id is sixteen characters that need no escaping in an address", () => {
  for (let i = 0; i < 1000; i++) {
    const id = newId();
    ok(/^[0-9a-z]{16}$/.test(id), `sixteen of 0-9 and a-z, not "${id}"`);
  }
});

test("no two ids are the same", () => {
  equal(new Set(Array.from({ length: 10_000 }, newId)).size, 10_000);
});

test("every character is used about as often as any other", () => {
  const times = {};
  for (const letter of Array.from({ length: 9_000 }, newId).join("")) times[letter] = (times[letter] ?? 0) + 1;
  equal(Object.keys(times).length, 36);
  // 144,000 draws, 4,000 each expected: 500 off is about eight standard deviations, so chance never gets there
  for (const [letter, n] of Object.entries(times)) ok(Math.abs(n - 4_000) < 500, `${letter} about 4,000 times, not ${n}`);
});
