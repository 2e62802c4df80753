import { openJournal } from "../journal.js";
import { equal, ok, test } from "./harness.js";
import { $, field, HandClock, leaveField, Portal, quiet, stage as anyStage, type, until } from "./stage.js";

// the whole page with a real database; close() is what the end of a page does to it
const stage = async (options = {}, user = "u1") => {
  const clock = options.clock ?? new HandClock();
  const journal = openJournal({ user, clock });
  const page = anyStage({ ...options, clock, journal });
  await journal.ready;
  const inherited = journal.inherit("p1", page.edits.adopt);
  return { ...page, journal, inherited };
};

const value = name => $(`[name="${name}"]`).value;

test("every key is on the device without waiting for quiet or signal", async () => {
  const { journal, portal } = await stage();
  portal.online = false;
  type("important/words", "My garden");
  await journal.idle();
  equal((await journal.list("p1")).map(e => [e.path, e.value, e.label]), [["important/words", "My garden", "What is most important?"]]);
});

test("what the server has is not kept on the device any longer", async () => {
  const { journal, edits, portal } = await stage();
  leaveField(type("important/words", "My garden"));
  await until(() => edits.unsent().length === 0);
  await journal.idle();
  equal(await journal.list(), []);
  equal(portal.values.get("important/words"), "My garden");
});

test("after a crash without signal the words are back in their fields and are sent", async () => {
  const portal = Object.assign(new Portal(), { online: false });
  const first = await stage({ portal });
  leaveField(type("important/words", "My garden"));
  $("[name=alone][value=no]").click();
  $("[name='likes/Tea']").click();
  leaveField(type("with", "Anne"));
  await until(() => first.edits.summary().failing);
  await first.journal.close();
  portal.online = true;
  const before = portal.requests.map(r => r.opId);
  const second = await stage({ portal });
  await second.inherited;
  equal([value("important/words"), value("with"), $("[name=alone][value=no]").checked, $("[name='likes/Tea']").checked], ["My garden", "Anne", true, true]);
  ok(!field("with").hidden, "shown because its neighbour says so");
  await until(() => second.edits.unsent().length === 0);
  equal([...portal.values].sort(), [["alone", "no"], ["important/voice", "m1"], ["important/words", "My garden"], ["likes/Tea", "yes"], ["with", "Anne"]]);
  ok(portal.requests.slice(before.length).every(r => before.includes(r.opId)), "the same edits, not new ones");
  await second.journal.idle();
  equal(await second.journal.list(), []);
});

test("an edit that arrived although its answer was lost is applied once over a reload", async () => {
  const portal = Object.assign(new Portal(), { loseAnswers: true });
  const first = await stage({ portal });
  leaveField(type("name", "Jo"));
  await until(() => first.edits.summary().failing);
  type("name", "Joyce");
  await first.journal.close();
  portal.loseAnswers = false;
  const second = await stage({ portal, page: { name: "Jo" } });
  await second.inherited;
  equal(value("name"), "Joyce");
  await until(() => second.edits.unsent().length === 0);
  equal(portal.values.get("name"), "Joyce");
  equal([...portal.applied.values()], ["Jo", "Joyce"]);
  equal(document.querySelectorAll(".conflict").length, 0);
});

test("an edit that the page already shows as saved is let go of", async () => {
  const portal = Object.assign(new Portal(), { loseAnswers: true });
  const first = await stage({ portal });
  leaveField(type("name", "Joyce"));
  await until(() => first.edits.summary().failing);
  await first.journal.close();
  portal.loseAnswers = false;
  const sent = portal.requests.length;
  const second = await stage({ portal, page: { name: "Joyce" } });
  await second.inherited;
  equal(second.edits.unsent().length, 0);
  equal(portal.requests.length, sent);
  equal(await second.journal.list(), []);
});

test("what another wrote meanwhile is met as a conflict, with the words of before in the field", async () => {
  const portal = Object.assign(new Portal(), { online: false });
  const first = await stage({ portal });
  leaveField(type("important/words", "My garden"));
  await until(() => first.edits.summary().failing);
  await first.journal.close();
  portal.online = true;
  portal.other("important/words", "Sunday lunch");
  const second = await stage({ portal, page: { important: "Sunday lunch" } });
  await until(() => $(".conflict"));
  equal(value("important/words"), "My garden");
  equal([...document.querySelectorAll(".conflict .said")].map(p => p.textContent), ["My garden", "Sunday lunch"]);
  $("[data-keep=theirs]").click();
  equal(value("important/words"), "Sunday lunch");
  await second.journal.idle();
  equal(await second.journal.list(), []);
});

test("a refused value is still there after a reload, and still refused", async () => {
  const portal = new Portal();
  portal.refuse = ({ path }) => path === "name" ? { problems: [{ ruleId: "X", path, sentence: "No" }] } : null;
  const first = await stage({ portal });
  leaveField(type("name", "J9"));
  await until(() => !$("#e-name").hidden);
  await first.journal.close();
  await stage({ portal });
  await until(() => !$("#e-name").hidden);
  equal(value("name"), "J9");
});

test("edits of other sections are sent from this page too", async () => {
  const portal = Object.assign(new Portal(), { online: false });
  const first = await stage({ portal });
  first.edits.change("money", "amount", "12", { label: "How much" });
  first.edits.change("money", "name", "not the name of this page");
  first.edits.now();
  await until(() => first.edits.summary().failing);
  await first.journal.close();
  portal.online = true;
  const second = await stage({ portal });
  await second.inherited;
  await until(() => second.edits.unsent().length === 0);
  equal(portal.requests.slice(-2).map(r => [r.section, r.path, r.value]), [["money", "amount", "12"], ["money", "name", "not the name of this page"]]);
  equal(value("name"), "");
});

test("an entry added without signal is drawn again with its words", async () => {
  location.hash = "q-goals";
  const portal = Object.assign(new Portal(), { online: false });
  const first = await stage({ portal });
  $("[data-add=list]").click();
  const id = [...document.querySelectorAll("[data-entry]")].at(-1).dataset.entry;
  type(`list/${id}/what`, "Sing");
  $("[data-entry=g1] [data-remove]").click();
  await first.journal.close();
  portal.online = true;
  portal.values.set("list/g1", "added");
  const second = await stage({ portal });
  await second.inherited;
  equal(value(`list/${id}/what`), "Sing");
  ok($("[data-entry=g1]").hidden);
  equal($(`[data-entry=${id}] legend`).textContent, "Goal 1");
  await until(() => second.edits.unsent().length === 0);
  equal([portal.values.get(`list/${id}`), portal.values.get(`list/${id}/what`), portal.values.get("list/g1")], ["added", "Sing", "removed"]);
});

test("another person at the same device gets none of it, and the first finds it again", async () => {
  const portal = Object.assign(new Portal(), { online: false });
  const first = await stage({ portal });
  type("important/words", "My garden");
  await first.journal.close();
  portal.online = true;
  const other = await stage({ portal }, "u2");
  await other.inherited;
  equal(value("important/words"), "");
  equal(portal.values.size, 0);
  await other.journal.close();
  const again = await stage({ portal });
  await again.inherited;
  equal(value("important/words"), "My garden");
  await until(() => portal.values.get("important/words") === "My garden");
});

test("two tabs that wrote at one place without signal both get their say", async () => {
  const portal = Object.assign(new Portal(), { online: false });
  const first = await stage({ portal });
  type("important/words", "from the first");
  await first.journal.idle();
  const second = await stage({ portal });
  type("important/words", "from the second");
  await second.journal.idle();
  await first.journal.close();
  await second.journal.close();
  portal.online = true;
  const third = await stage({ portal });
  await third.inherited;
  await until(() => $(".conflict"));
  equal([...document.querySelectorAll(".conflict .said")].map(p => p.textContent).sort(), ["from the first", "from the second"]);
  $("[data-keep=both]").click();
  await until(() => third.edits.unsent().length === 0);
  equal(portal.values.get("important/words").split("\n").sort(), ["from the first", "from the second"]);
  await third.journal.idle();
  equal(await third.journal.list(), []);
});

test("a second tab sends nothing of the first while that lives", async () => {
  const portal = Object.assign(new Portal(), { online: false });
  const first = await stage({ portal });
  type("important/words", "half a sen");
  await first.journal.idle();
  portal.online = true;
  const second = await stage({ portal });
  await second.journal.idle();
  await quiet(200);
  equal(value("important/words"), "");
  equal(portal.requests.length, 0);
});

test("words typed before the script ran are kept and sent", async () => {
  const portal = new Portal();
  const { edits } = await stage({ portal });
  edits.stop("session");
  const before = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "defaultValue");
  Object.defineProperty(HTMLTextAreaElement.prototype, "defaultValue", { configurable: true, get: () => "", set: before.set });
  const early = await stage({ portal, page: { important: "typed early" } });
  Object.defineProperty(HTMLTextAreaElement.prototype, "defaultValue", before);
  equal(early.edits.unsent().map(r => [r.path, r.base, r.value]), [["important/words", "", "typed early"]]);
});

test("Continue on the last question says that there is no signal and that the device has it all, and leaves when it is back", async () => {
  location.hash = "q-goals";
  const { portal, left, clock, journal, edits } = await stage();
  portal.online = false;
  type("list/g1/what", "Walk");
  $("#q-goals [data-continue]").click();
  await journal.idle();
  await clock.advance(2000);
  await until(() => !$("#q-goals .error-summary").hidden);
  equal([$("#q-goals .error-summary h2").textContent, left.length], ["No signal, stay here", 0]);
  portal.online = true;
  edits.hurry();
  $("#q-goals [data-continue]").click();
  await until(() => left.length === 1);
  equal(portal.values.get("list/g1/what"), "Walk");
});
