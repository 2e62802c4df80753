import { equal, ok, test } from "./harness.js";
import { $, field, leaveField, stage, type, until } from "./stage.js";

const shown = () => [...document.querySelectorAll("[data-question]")].filter(q => !q.hidden).map(q => q.dataset.question);
const press = what => $(`[data-question]:not([hidden]) ${what}`).click();
const shows = name => until(() => shown().join() === name, `question ${name}`);

test("both versions of a conflict stand under the field and the words stay as typed until chosen", async () => {
  const { portal } = stage();
  portal.other("important/words", "Sunday lunch");
  const input = type("important/words", "My garden");
  leaveField(input);
  await until(() => $(".conflict"));
  ok(field("important").contains($(".conflict")));
  equal([...document.querySelectorAll(".conflict .by")].map(p => p.textContent), ["You wrote", "Anne wrote, at 10:41"]);
  equal([...document.querySelectorAll(".conflict .said")].map(p => p.textContent), ["My garden", "Sunday lunch"]);
  equal(input.value, "My garden");
  press("[data-continue]");
  equal(shown(), ["important"]);
  $(".conflict [data-keep=both]").click();
  equal(input.value, "Sunday lunch\nMy garden");
  await until(() => portal.values.get("important/words") === "Sunday lunch\nMy garden");
  ok(!$(".conflict"));
  press("[data-continue]");
  await shows("home");
});

test("a conflict over a choice shows the words of the choice and offers no both", async () => {
  const { portal } = stage();
  portal.other("alone", "no");
  $("[name=alone][value=yes]").click();
  await until(() => $(".conflict"));
  equal([...document.querySelectorAll(".conflict .said")].map(p => p.textContent), ["Yes, alone", "No, with others"]);
  ok(!$("[data-keep=both]"));
  $("[data-keep=theirs]").click();
  ok($("[name=alone][value=no]").checked);
  equal(portal.requests.length, 1);
});

test("two who put a question off differently see both under it, and choose", async () => {
  const { portal } = stage();
  portal.other("put-off/important", "NotToday");
  $("#q-important [data-put-off=DoNotKnow]").click();
  await until(() => $("#q-important .conflict"));
  equal([...document.querySelectorAll(".conflict .said")].map(p => p.textContent), ["DoNotKnow", "Asked another day"]);
  press("[data-continue]");
  equal([shown(), $("#q-important .error-summary li").textContent], [["important"], "Two people changed this: About important?"]);
  $(".conflict [data-keep=theirs]").click();
  equal([$("#q-important [data-put-off=NotToday]").getAttribute("aria-pressed"), $(".conflict"), document.activeElement.textContent], ["true", null, "About important?"]);
  press("[data-continue]");
  await shows("home");
});

test("a conflict in a field that does not matter any more is shown until it is decided", async () => {
  location.hash = "q-home";
  const { portal } = stage();
  $("[name=alone][value=no]").click();
  portal.other("with", "Her sister");
  portal.hold();
  leaveField(type("with", "Anne"));
  $("[name=alone][value=yes]").click();
  ok(field("with").hidden);
  portal.release();
  await until(() => $(".conflict"));
  ok(!field("with").hidden);
  $(".conflict [data-keep=theirs]").click();
  ok(field("with").hidden);
});
