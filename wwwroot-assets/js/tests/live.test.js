import { join } from "../live.js";
import { equal, ok, test } from "./harness.js";
import { $, field, quiet, stage as anyStage, type, until } from "./stage.js";

const stage = options => {
  location.hash = "q-name";
  return anyStage(options);
};
const news = (path, value, sequence, by = "Anne") => ({ path, value, by, at: "10:42", sequence });
const note = path => $(`[data-news="${path}"]`)?.textContent ?? null;

/** Stands for the live part of the page on the server. */
const island = () => {
  const said = [];
  join({ invokeMethodAsync: async (name, path) => { said.push(path); } });
  return said;
};

test("what another saved appears in a field that nobody touches, and a later change is based on it", async () => {
  const { live, portal, edits } = stage({ page: { name: "Joy" } });
  portal.other("name", "Joyce");
  live.hear([news("name", "Joyce", 5)]);
  equal($("[name=name]").value, "Joyce");
  equal(note("name"), "Anne wrote this at 10:42. ");
  type("name", "Joyce A");
  edits.now();
  await until(() => portal.values.get("name") === "Joyce A");
  equal(portal.requests.at(-1).base, "Joyce");
  equal(note("name"), null);
});

test("a field with the focus is left alone with a quiet line, and takes the words in when it is left", async () => {
  const { live, clock } = stage({ page: { name: "Joy" } });
  const input = $("[name=name]");
  input.focus();
  live.hear([news("name", "Joyce", 5)]);
  equal(input.value, "Joy");
  equal(note("name"), "Anne changed this at 10:42. See it");
  input.blur();
  await clock.advance(0);
  equal(input.value, "Joyce");
  equal(note("name"), "Anne wrote this at 10:42. ");
});

test("the quiet line shows the other's words when it is pressed, and the focus is in the field again", () => {
  const { live } = stage({ page: { name: "Joy" } });
  $("[name=name]").focus();
  live.hear([news("name", "Joyce", 5)]);
  $("[data-news=name] button").click();
  equal($("[name=name]").value, "Joyce");
  equal(document.activeElement.name, "name");
});

test("the quiet line stays while somebody presses it or comes to it with the keyboard, and goes when they go on", async () => {
  const { live, clock } = stage({ page: { name: "Joy" } });
  $("[name=name]").focus();
  live.hear([news("name", "Joyce", 5)]);
  const button = $("[data-news=name] button");
  ok(!button.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true })), "the focus to stay in the field");
  button.focus();
  await clock.advance(0);
  equal([$("[name=name]").value, button.isConnected, document.activeElement === button], ["Joy", true, true]);
  button.blur();
  await clock.advance(0);
  equal($("[name=name]").value, "Joyce");
});

test("who types on after the quiet line gets both versions to choose from", async () => {
  const { live, portal, edits } = stage({ page: { name: "Joy" } });
  portal.other("name", "Joyce");
  $("[name=name]").focus();
  live.hear([news("name", "Joyce", 5)]);
  type("name", "Joy A");
  edits.now();
  await until(() => $(".conflict"));
  equal($("[data-theirs]").textContent, "Joyce");
  equal($("[data-mine]").textContent, "Joy A");
  equal($("[name=name]").value, "Joy A");
  await quiet();
});

test("words not sent yet are never touched, and meet the other's when they are sent", async () => {
  const { live, portal } = stage({ page: { name: "Joy" } });
  portal.other("name", "Joyce");
  type("name", "Joy B");
  live.hear([news("name", "Joyce", 5)]);
  equal($("[name=name]").value, "Joy B");
  $("[data-news=name] button").click();
  await until(() => $(".conflict"));
  equal($("[name=name]").value, "Joy B");
});

test("news older than what this page saved changes nothing", async () => {
  const { live, portal, edits } = stage({ page: { name: "Joy" } });
  portal.values.set("name", "Joy");
  portal.sequence = 8;
  type("name", "Joyful");
  edits.now();
  await until(() => portal.values.get("name") === "Joyful");
  await quiet();
  live.hear([news("name", "Joyce", 8)]);
  equal($("[name=name]").value, "Joyful");
  live.hear([news("name", "Joyce", 12)]);
  equal($("[name=name]").value, "Joyce");
});

test("news that overtakes the answer to one's own save is shown once the answer is there", async () => {
  const { live, portal, edits, clock } = stage({ page: { name: "Joy" } });
  portal.values.set("name", "Joy");
  portal.sequence = 8;
  type("name", "Joyful");
  portal.hold();
  edits.now();
  live.hear([news("name", "Joyce", 12)]);
  equal($("[name=name]").value, "Joyful");
  portal.release();
  await until(() => edits.unsent().length === 0);
  await clock.advance(0);
  equal($("[name=name]").value, "Joyce");
});

test("an open choice between two versions gets the other's newer words", async () => {
  const { live, portal, edits } = stage({ page: { name: "Joy" } });
  portal.other("name", "Joyce");
  type("name", "Joy A");
  edits.now();
  await until(() => $(".conflict"));
  $("[data-keep=theirs]").focus();
  portal.other("name", "Joyce Ann");
  live.hear([news("name", "Joyce Ann", 20)]);
  equal($("[data-theirs]").textContent, "Joyce Ann");
  equal(document.activeElement, $("[data-keep=theirs]"));
  $("[data-keep=theirs]").click();
  equal($("[name=name]").value, "Joyce Ann");
});

test("whose words they are waits with the words", async () => {
  location.hash = "q-important";
  const { live, clock } = anyStage({ page: { important: "The cat", voice: "m1" } });
  $("[name='important/words']").focus();
  live.hear([news("important/words", "The dog", 5), news("important/voice", "together", 5)]);
  ok($("[name='important/voice'][value=m1]").checked);
  $("[name='important/words']").blur();
  await clock.advance(0);
  equal($("[name='important/words']").value, "The dog");
  ok($("[name='important/voice'][value=together]").checked);
});

test("choices and putting off follow too", () => {
  const { live } = stage();
  live.hear([news("alone", "no", 5), news("put-off/home", "NotToday", 6), news("likes/Tea", "yes", 7), news("born/day", "9", 8)]);
  ok($("[name=alone][value=no]").checked);
  ok($("[name='likes/Tea']").checked);
  equal($("[name='born/day']").value, "9");
  ok(!field("with").hidden);
  equal($("[data-question=home] [data-put-off=NotToday]").getAttribute("aria-pressed"), "true");
});

test("an entry that another added is announced, and drawn with its words when asked for", () => {
  const { live } = stage();
  live.hear([news("list/x9", "added", 5), news("list/x9/what", "", 5)]);
  ok(!$("[data-entry=x9]"));
  equal(note("list/x9"), "Anne added one at 10:42. Show it");
  live.hear([news("list/x9/what", "Sing", 6)]);
  $("[data-news='list/x9'] button").click();
  equal($("[name='list/x9/what']").value, "Sing");
  equal($("[data-entry=x9] legend").textContent, "Goal 2");
  equal(note("list/x9"), null);
});

test("an entry that another took out folds away with a way back", async () => {
  const { live, portal } = stage();
  portal.other("list/g1", "removed");
  live.hear([news("list/g1", "removed", 5)]);
  ok($("[data-entry=g1]").hidden);
  ok($(".removed").textContent.includes("Anne took this out at 10:42."));
  $("[data-put-back]").click();
  await until(() => portal.values.get("list/g1") === "added");
  equal(portal.requests.find(r => r.path === "list/g1").base, "removed");
});

test("an entry in which somebody writes stays when another takes it out", async () => {
  const { live, portal } = stage();
  portal.other("list/g1", "removed");
  const input = type("list/g1/what", "Sing");
  live.hear([news("list/g1", "removed", 5)]);
  ok(!$("[data-entry=g1]").hidden);
  equal(input.value, "Sing");
  equal(note("list/g1"), "Anne took this out at 10:42. Put it back");
  $("[data-news='list/g1'] button").click();
  await until(() => portal.values.get("list/g1") === "added");
});

test("an entry that another put back stands there again", () => {
  const { live } = stage();
  live.hear([news("list/g1", "removed", 5)]);
  live.hear([news("list/g1", "added", 6)]);
  ok(!$("[data-entry=g1]").hidden);
  ok(!$(".removed"));
});

test("who writes where stands at the field, or at the foot when its question is not shown", () => {
  const { live } = stage();
  live.meet([{ name: "Anne", path: "name" }, { name: "Tom", path: "list/g1/what" }]);
  equal(field("name").querySelector("[data-writing]").textContent, "AAnne is writing here");
  equal($("[data-others]").textContent.trim(), "Tom is writing at Goal 1: What");
  live.meet([]);
  ok(!$("[data-writing]"));
  equal($("[data-others]").textContent, "");
});

test("whoever is cut off does not go on saying that others write", async () => {
  const { live, clock } = stage();
  live.meet([{ name: "Anne", path: "name" }]);
  await clock.advance(90_000);
  ok(!$("[data-writing]"));
});

test("the server is told once where one writes, however much is typed, and once when one stops", async () => {
  const said = island();
  const { clock } = stage();
  $("[name=name]").focus();
  $("[name=nick]").focus();
  await clock.advance(400);
  equal(said, ["nick"]);
  type("nick", "a long answer, typed key by key");
  await clock.advance(400);
  equal(said, ["nick"]);
  $("[name=nick]").blur();
  await clock.advance(400);
  equal(said, ["nick", ""]);
});

test("a cursor left standing is nobody writing, until the next key", async () => {
  const said = island();
  const { clock } = stage();
  $("[name=nick]").focus();
  await clock.advance(60_000);
  equal(said, ["nick", ""]);
  type("nick", "on");
  await clock.advance(400);
  equal(said, ["nick", "", "nick"]);
});
