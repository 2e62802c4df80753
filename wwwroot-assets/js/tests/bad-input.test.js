// What devices and people do that nobody asked for.

import { openJournal } from "../journal.js";
import { startStateLine } from "../state-line.js";
import { equal, ok, test } from "./harness.js";
import { $, editsOf, HandClock, leaveField, Portal, quiet, stage as anyStage, type, until } from "./stage.js";

const stage = async (options = {}) => {
  const clock = options.clock ?? new HandClock();
  const journal = options.journal ?? openJournal({ user: "u1", clock });
  const page = anyStage({ ...options, clock, journal });
  startStateLine({ element: $("#state-line"), edits: page.edits, say: page.say, plan: "p1", root: page.root, user: "u1", clock, fetch: page.portal.fetch });
  await journal.ready;
  const inherited = journal.inherit?.("p1", page.edits.adopt);
  return { ...page, clock, journal, inherited };
};
const state = () => $("#state-line").dataset.state;
const hour = 3_600_000;

test("words for a question that is gone are shown with the reason, on every page, until they are let go of by name", async () => {
  const portal = new Portal();
  portal.refuse = ({ path }) => path === "gone/words" ? { why: "NoSuchPlace" } : null;
  const first = await stage({ portal });
  first.edits.change("about-me", "gone/words", "My garden", { label: "An old question" });
  first.edits.now();
  await until(() => state() === "attention");
  await first.journal.idle();
  await first.journal.close();
  const { edits, journal } = await stage({ portal });
  await until(() => state() === "attention");
  $("#state-line button").click();
  equal($("dialog li").textContent, "An old question: My garden");
  $("dialog [data-cancel]").click();
  equal(edits.unsent().length, 1);
  $("#state-line button").click();
  $("dialog [data-discard]").click();
  await until(() => state() === "saved");
  await journal.idle();
  equal(await journal.list(), []);
});

test("a device clock an hour fast loses nothing and saves as always", async () => {
  const portal = Object.assign(new Portal(), { online: false });
  const hand = new HandClock();
  let wrong = hour;
  // what the device shows is wrong, how long a second takes is not
  const clock = { now: () => hand.now() + wrong, setTimeout: hand.setTimeout, clearTimeout: hand.clearTimeout, random: hand.random };
  const { edits, journal } = await stage({ portal, clock });
  leaveField(type("name", "Jo"));
  await until(() => state() === "kept");
  // put right by the system while an edit waits
  wrong = 0;
  leaveField(type("with", "Anne"));
  portal.online = true;
  await hand.advance(20_000);
  await until(() => edits.unsent().length === 0);
  equal([portal.values.get("name"), portal.values.get("with")], ["Jo", "Anne"]);
  await until(() => state() === "saved");
  await journal.idle();
  equal(await journal.list(), []);
});

test("a device clock an hour slow keeps, orders and sends what an earlier page left", async () => {
  const portal = Object.assign(new Portal(), { online: false });
  const first = await stage({ portal });
  leaveField(type("name", "Jo"));
  await until(() => state() === "kept");
  await first.journal.idle();
  await first.journal.close();
  const clock = new HandClock();
  clock.sleep(-hour);
  portal.online = true;
  const second = await stage({ portal, clock });
  await second.inherited;
  equal($("[name=name]").value, "Jo");
  await until(() => portal.values.get("name") === "Jo");
  equal(await second.journal.purge(7, () => true), 0);
});

test("where storage is forbidden that is said at the first key, and the words go straight to the server", async () => {
  const clock = new HandClock();
  const journal = openJournal({ user: "u1", clock, storage: null });
  const { portal, edits } = await stage({ clock, journal });
  type("name", "Jo");
  equal([state(), $("#state-line").textContent.trim().startsWith("Nothing can be kept")], ["unkept", true]);
  // sooner than where something is kept
  await clock.advance(200);
  await until(() => portal.values.get("name") === "Jo");
  await until(() => edits.unsent().length === 0);
  equal(state(), "saved");
});

test("a huge pasted picture changes nothing and sends nothing", async () => {
  const { portal, edits } = await stage();
  const input = $("[name='important/words']");
  input.focus();
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(20_000_000)], "photo.png", { type: "image/png" }));
  input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  await quiet();
  equal([input.value, edits.unsent().length, portal.requests.length], ["", 0, 0]);
});

test("a picture pasted as text that is too much for the server stays on the device and in the field, and says so", async () => {
  const portal = new Portal();
  portal.refuse = ({ value }) => value.length > 1_000_000 ? { status: 413, why: "TooLong" } : null;
  const { edits, journal } = await stage({ portal });
  const picture = `data:image/png;base64,${"A".repeat(1_500_000)}`;
  const input = $("[name='important/words']");
  input.value = picture;
  input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
  leaveField(input);
  await until(() => state() === "attention");
  equal([edits.unsent().length, edits.unsent()[0].why, input.value.length], [1, "TooLong", picture.length]);
  await journal.idle();
  ok((await journal.list("p1"))[0].value === picture, "the whole of it on the device");
});

test("an edit that was answered late, after the same was sent again, is applied once", async () => {
  const { portal, edits, clock } = { ...editsOf() };
  portal.hold();
  edits.change("s", "a", "1");
  edits.now();
  await until(() => portal.requests.length === 1);
  edits.hurry({ hung: 0 });
  await until(() => portal.requests.length === 2);
  portal.release();
  await clock.advance(1000);
  await until(() => edits.unsent().length === 0);
  equal([...portal.applied.values()], ["1"]);
});
