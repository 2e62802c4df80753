import { equal, ok, test } from "./harness.js";
import { editsOf, json, Portal, until } from "./stage.js";

const pause = 700;

test("pauses between tries grow to fifteen seconds and end at once with the signal", async () => {
  const { edits, portal, clock } = editsOf();
  portal.online = false;
  edits.change("s", "words", "one");
  edits.now();
  await until(() => edits.summary().failing);
  for (const [pause, tries] of [[1000, 2], [2000, 3], [4000, 4], [8000, 5], [15_000, 6], [15_000, 7]]) {
    await clock.advance(pause - 1);
    equal(portal.requests.length, tries - 1);
    await clock.advance(1);
    equal(portal.requests.length, tries);
  }
  portal.online = true;
  edits.hurry();
  await until(() => edits.unsent().length === 0);
  equal(new Set(portal.requests.map(r => r.opId)).size, 1);
});

test("after a failure one edit goes ahead and the others follow", async () => {
  const { edits, portal, clock } = editsOf();
  portal.online = false;
  for (const path of ["a", "b", "c", "d", "e", "f"]) edits.change("s", path, "1");
  edits.now();
  await until(() => portal.requests.length === 4 && edits.summary().failing);
  await clock.advance(1000);
  equal(portal.requests.length, 5);
  portal.online = true;
  await clock.advance(2000);
  await until(() => edits.unsent().length === 0);
  equal(portal.values.size, 6);
});

test("an edit that always fails does not hold up the others", async () => {
  const portal = new Portal();
  const answer = portal.answer.bind(portal);
  portal.answer = edit => edit.path === "bad" ? json(500, {}) : answer(edit);
  const { edits, clock } = editsOf({ portal });
  edits.change("s", "bad", "1");
  edits.now();
  await until(() => edits.summary().failing);
  edits.change("s", "good", "1");
  edits.now();
  await clock.advance(1000);
  await clock.advance(2000);
  equal(portal.values.get("good"), "1");
  equal(edits.unsent().map(r => r.path), ["bad"]);
});

test("a café's sign-in page that answers 200 is not taken for a save", async () => {
  const { edits, portal } = editsOf();
  portal.answer = () => new Response("<p>Welcome to our WiFi</p>", { status: 200 });
  edits.change("s", "words", "one");
  edits.now();
  await until(() => edits.summary().failing);
  equal(edits.unsent().length, 1);
});

test("no answer for ten seconds counts as a failure and is tried again", async () => {
  const { edits, portal, clock } = editsOf();
  portal.hold();
  edits.change("s", "words", "one");
  edits.now();
  await clock.advance(10_000);
  ok(edits.summary().failing);
  portal.release();
  await clock.advance(1000);
  await until(() => edits.unsent().length === 0);
  equal(portal.requests[0].opId, portal.requests[1].opId);
});
