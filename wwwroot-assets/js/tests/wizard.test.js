import { equal, ok, test } from "./harness.js";
import { $, field, leaveField, Portal, quiet, stage, type, until } from "./stage.js";

const shown = () => [...document.querySelectorAll("[data-question]")].filter(q => !q.hidden).map(q => q.dataset.question);
const press = what => $(`[data-question]:not([hidden]) ${what}`).click();
const shows = name => until(() => shown().join() === name, `question ${name}`);

test("the first unanswered question is asked first, and its aside with it", async () => {
  stage();
  equal(shown(), ["important"]);
  equal(location.hash, "#q-important");
  equal(document.title, "About important? - Modules");
  equal([...document.querySelectorAll("[data-aside-for]")].map(a => a.hidden), [true, false]);
});

test("the question that the address names is asked first", async () => {
  location.hash = "q-goals";
  stage();
  equal(shown(), ["goals"]);
});

test("a link to a field shows its question and goes to the field", async () => {
  location.hash = "i-with";
  stage();
  equal(shown(), ["home"]);
  location.hash = "i-name";
  await shows("name");
  await until(() => document.activeElement === $("#i-name"));
});

test("the address of the page stays what it was, but for the question", () => {
  stage();
  equal(location.pathname + location.hash, "/plans/p1/about-me#q-important");
});

test("when all is answered the first question is asked first", async () => {
  stage({ page: { answered: { important: true, home: true, goals: true } } });
  equal(shown(), ["name"]);
});

test("Continue goes on and puts the focus on the new headline", async () => {
  stage();
  press("[data-continue]");
  await shows("home");
  equal(document.activeElement.textContent, "About home?");
  equal(document.title, "About home? - Modules");
});

test("Back of the browser returns to the question before", async () => {
  stage();
  press("[data-continue]");
  await shows("home");
  history.back();
  await shows("important");
  press("[data-back]");
  await shows("name");
});

test("Back on the first question leaves for the page before", async () => {
  location.hash = "q-name";
  const { left } = stage();
  press("[data-back]");
  await until(() => left.length === 1);
  equal(left, ["/plans/p1"]);
});

test("an address that names no question changes nothing", async () => {
  stage();
  location.hash = "main";
  await until(() => location.hash === "#main");
  equal(shown(), ["important"]);
});

test("Continue on the last question leaves when all is saved", async () => {
  location.hash = "q-goals";
  const { portal, left } = stage();
  portal.hold();
  type("list/g1/what", "Walk to the gate");
  press("[data-continue]");
  equal(left, []);
  portal.release();
  await until(() => left.length === 1);
  equal(left, ["/plans/p1/about-me/check"]);
  equal(portal.values.get("list/g1/what"), "Walk to the gate");
});

test("without signal Continue on the last question and Back on the first stay, also when all is saved", async () => {
  location.hash = "q-goals";
  const { portal, left, wizard } = stage();
  portal.online = false;
  press("[data-continue]");
  await until(() => !$("#q-goals .error-summary").hidden);
  equal([$("#q-goals .error-summary h2").textContent, document.activeElement === $("#q-goals .error-summary")], ["No signal, stay here", true]);
  location.hash = "q-name";
  await until(() => wizard.current().id === "q-name");
  press("[data-back]");
  await until(() => !$("#q-name .error-summary").hidden);
  equal(left, []);
  portal.online = true;
  press("[data-back]");
  await until(() => left.length === 1);
});

test("whoever went on to another question while the portal was asked stays there", async () => {
  location.hash = "q-goals";
  const { portal, left, wizard, answer } = stage({ slow: true });
  press("[data-continue]");
  location.hash = "q-name";
  await until(() => wizard.current().id === "q-name");
  answer();
  await quiet();
  equal([left, portal.requests.length], [[], 0]);
});

test("Continue on the last question stays when nothing is saved nor kept", async () => {
  location.hash = "q-goals";
  const { portal, left, clock } = stage();
  portal.online = false;
  type("list/g1/what", "Walk");
  press("[data-continue]");
  await clock.advance(2000);
  await until(() => !$("#q-goals .error-summary").hidden);
  equal(left, []);
  equal($("#q-goals .error-summary h2").textContent, "Nothing can be kept");
});

test("a refused answer is listed when Continue is pressed, and gone when its place is accepted", async () => {
  location.hash = "q-name";
  const { portal } = stage();
  portal.refuse = ({ value }) => value.includes("9") ? { problems: [{ ruleId: "TX-02", path: "name", severity: "Block", sentence: "Names have no numbers" }] } : null;
  const input = type("name", "J9");
  leaveField(input);
  await until(() => !$("#e-name").hidden);
  equal($("#e-name").dataset.rule, "TX-02");
  equal(input.getAttribute("aria-invalid"), "true");
  equal(input.getAttribute("aria-describedby"), "e-name");
  equal(input.value, "J9");
  press("[data-continue]");
  equal(shown(), ["name"]);
  equal(document.activeElement, $("#q-name .error-summary"));
  equal($("#q-name .error-summary h2").textContent, "There is a problem");
  $("#q-name .error-summary a").click();
  equal(document.activeElement, input);
  leaveField(type("name", "Jo"));
  await until(() => $("#e-name").hidden);
  ok(!input.hasAttribute("aria-invalid") && !input.hasAttribute("aria-describedby"));
  press("[data-continue]");
  await shows("important");
  ok($("#q-name .error-summary").hidden);
});

test("a refusal without words of its own gets those of its reason", async () => {
  const { portal } = stage();
  portal.refuse = () => ({ why: "PlanIsAgreed" });
  leaveField(type("name", "Jo"));
  await until(() => !$("#e-name").hidden);
  equal($("#e-name").textContent, "The plan is agreed");
});

test("a warning stands softly under the field until the place is saved without it", async () => {
  const { portal } = stage();
  portal.warn = ({ path, value }) => path === "name" && value.length < 3 ? [{ ruleId: "NM-01", path: "name", severity: "Warn", sentence: "Is that all of it?" }] : [];
  const input = type("name", "Jo");
  leaveField(input);
  await until(() => $(".note-warn"));
  equal([$(".note-warn").textContent, $(".note-warn").dataset.rule, field("name").contains($(".note-warn"))], ["Is that all of it?", "NM-01", true]);
  equal(input.getAttribute("aria-describedby"), $(".note-warn").id);
  ok(!input.hasAttribute("aria-invalid"));
  leaveField(type("name", "Joyce"));
  await until(() => !$(".note-warn"));
  ok(!input.hasAttribute("aria-describedby"));
});

test("putting off is a switch, and an answer takes its place", async () => {
  const { portal } = stage();
  const button = $("#q-important [data-put-off=NotToday]");
  button.click();
  equal(button.getAttribute("aria-pressed"), "true");
  equal($("#q-important .put-off-said").textContent, "Asked another day");
  await until(() => portal.values.get("put-off/important") === "NotToday");
  $("#q-important [data-put-off=DoNotKnow]").click();
  equal(button.getAttribute("aria-pressed"), "false");
  await until(() => portal.values.get("put-off/important") === "DoNotKnow");
  $("#q-important [data-put-off=DoNotKnow]").click();
  await until(() => portal.values.get("put-off/important") === "");
  button.click();
  await until(() => portal.values.get("put-off/important") === "NotToday");
  type("important/words", "My garden");
  equal(button.getAttribute("aria-pressed"), "false");
  ok($("#q-important .put-off-said").hidden);
  await until(() => portal.values.get("put-off/important") === "");
});

test("choosing whose words they are leaves a put-off question put off", async () => {
  const { portal } = stage();
  $("#q-important [data-put-off=NotToday]").click();
  await until(() => portal.values.get("put-off/important") === "NotToday");
  $("[name='important/voice'][value=together]").click();
  equal($("#q-important [data-put-off=NotToday]").getAttribute("aria-pressed"), "true");
});

test("words typed before anybody chose a voice are the first chip's", async () => {
  const { portal } = stage();
  leaveField(type("important/words", "My garden"));
  ok($("[name='important/voice'][value=m1]").checked);
  await until(() => portal.values.get("important/voice") === "m1");
  $("[name='important/voice'][value=together]").click();
  await until(() => portal.values.get("important/voice") === "together");
  equal(portal.requests.at(-1).base, "m1");
});

test("a chip that the server only proposed can be changed before anything is written", async () => {
  const { portal, edits } = stage({ page: { voice: "m1" } });
  $("[name='important/voice'][value=together]").click();
  await until(() => portal.values.get("important/voice") === "together" && edits.unsent().length === 0);
  equal(document.querySelectorAll(".conflict").length, 0);
});

test("how somebody sees the words of another can be said as soon as there are some, and correcting them ends agreement", async () => {
  const { portal, edits } = stage({ page: { voice: "m1" } });
  const standing = $("[data-standing]");
  ok(standing.hidden);
  leaveField(type("important/words", "My garden"));
  ok(!standing.hidden);
  $("[name='important/standing/m2'][value=Agrees]").click();
  await until(() => portal.values.get("important/standing/m2") === "Agrees" && edits.unsent().length === 0);
  // as the server does
  portal.warn = ({ path }) => { if (path === "important/words") portal.values.set("important/standing/m2", ""); return []; };
  leaveField(type("important/words", "My garden and the gate"));
  await until(() => edits.unsent().length === 0);
  ok(!$("[name='important/standing/m2'][value=Agrees]").checked);
  $("[name='important/standing/m2'][value=Agrees]").click();
  await until(() => portal.values.get("important/standing/m2") === "Agrees" && edits.unsent().length === 0);
  equal(document.querySelectorAll(".conflict").length, 0);
  type("important/words", "");
  ok(standing.hidden);
});

test("how somebody saw words can be said again once they are corrected", async () => {
  const { portal, edits } = stage({ page: { voice: "m1", important: "My garden", standing: "ToTalkAbout" } });
  portal.values.set("important/words", "My garden");
  leaveField(type("important/words", "My garden gate"));
  await until(() => edits.unsent().length === 0);
  ok(!$("[name='important/standing/m2']:checked"));
  $("[name='important/standing/m2'][value=ToTalkAbout]").click();
  await until(() => portal.values.get("important/standing/m2") === "ToTalkAbout" && edits.unsent().length === 0);
  equal(document.querySelectorAll(".conflict").length, 0);
});

test("fields of every kind send their own paths", async () => {
  const portal = new Portal();
  stage({ portal });
  $("[name='likes/Tea']").click();
  leaveField(type("born/year", "1948"));
  await until(() => portal.values.get("likes/Tea") === "yes" && portal.values.get("born/year") === "1948");
  $("[name='likes/Tea']").click();
  await until(() => portal.values.get("likes/Tea") === "");
});

test("a field is shown only while the one it depends on says so", async () => {
  stage();
  ok(field("with").hidden);
  $("[name=alone][value=no]").click();
  ok(!field("with").hidden);
  $("[name=alone][value=yes]").click();
  ok(field("with").hidden);
  ok(field("list/g1/why").hidden);
  $("[name='list/g1/sure'][value=no]").click();
  ok(!field("list/g1/why").hidden);
});

test("Continue and Back within the section work without signal, and the words stay", async () => {
  location.hash = "q-name";
  const { portal, wizard, edits } = stage();
  portal.online = false;
  type("name", "Joyce");
  $("[data-question=name] [data-continue]").click();
  await until(() => wizard.current().id === "q-important");
  $("[data-question=important] [data-back]").click();
  await until(() => wizard.current().id === "q-name");
  equal([$("[name=name]").value, edits.unsent().length], ["Joyce", 1]);
});
