import { equal, test } from "./harness.js";
import { editsOf, until } from "./stage.js";

test("a page that stays although another was asked for lets go of what is acknowledged a little later", async () => {
  const left = [], removed = [];
  const journal = { durable: true, put: e => { left.push(e.id); }, remove: id => { removed.push(id); }, list: async () => [], idle: async () => {} };
  const { edits, clock } = editsOf({ journal });
  edits.depart();
  edits.change("s", "a", "1");
  edits.now();
  await until(() => edits.unsent().length === 0);
  equal(removed, []);
  await clock.advance(20_000);
  equal(removed, [left[0]]);
  edits.change("s", "a", "2");
  edits.now();
  await until(() => removed.length === 2);
});
