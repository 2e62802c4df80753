import { guardSignOut } from "../sign-out.js";
import { openJournal } from "../journal.js";
import { make } from "../words.js";
import { equal, ok, test } from "./harness.js";
import { $, HandClock, stage as anyStage, type, until } from "./stage.js";

const stage = async () => {
  const clock = new HandClock();
  const journal = openJournal({ user: "u1", clock });
  const page = anyStage({ clock, journal });
  await journal.ready;
  const out = [], saved = [];
  const form = $("form[data-sign-out]");
  const send = async () => { page.edits.hurry(); await page.edits.settled(1000); await journal.idle(); };
  guardSignOut(form, { edits: page.edits, journal, say: page.say, send, save: (d, say, answers) => saved.push(...answers.map(a => [a.label, a.value])) });
  form.addEventListener("submit", e => { if (!e.defaultPrevented) out.push("out"); e.preventDefault(); });
  return { ...page, journal, out, saved, leave: () => $("form[data-sign-out] button").click() };
};
const asked = () => until(() => $("dialog")?.open, "the dialog");

test("with everything sent, signing out goes through", async () => {
  const { leave, out } = await stage();
  leave();
  await until(() => out.length === 1);
  ok(!$("dialog"));
});

test("with answers not sent it first says how many and which", async () => {
  const { portal, leave, out } = await stage();
  portal.online = false;
  type("name", "Jo");
  type("important/words", "My garden");
  leave();
  await asked();
  equal($("dialog h2").textContent, "2 answers are not sent yet");
  equal([...document.querySelectorAll("dialog li")].map(l => l.textContent), ["name label", "What is most important?"]);
  equal(document.activeElement, $("dialog h2"));
  $("[data-cancel]").click();
  await until(() => !$("dialog"));
  equal(out, []);
  equal($("[name=name]").value, "Jo");
  leave();
  await asked();
});

test("waiting signs out when all is sent, and says so when it is not", async () => {
  const { portal, clock, leave, out } = await stage();
  portal.online = false;
  type("name", "Jo");
  leave();
  await asked();
  $("[data-wait]").click();
  await clock.advance(1000);
  await until(() => $("dialog [role=status]").textContent === "Still not sent");
  equal(out, []);
  portal.online = true;
  $("[data-wait]").click();
  await until(() => out.length === 1);
  equal(portal.values.get("name"), "Jo");
  await until(() => !$("dialog"));
});

test("answers can be saved to a file with their questions, and the choice is still open", async () => {
  const { portal, leave, out, saved } = await stage();
  portal.online = false;
  type("important/words", "My garden");
  leave();
  await asked();
  $("[data-file]").click();
  equal(saved, [["What is most important?", "My garden"]]);
  ok($("dialog").open);
  equal(out, []);
});

test("throwing away by name lets go of everything and signs out", async () => {
  const { portal, leave, out, journal, edits } = await stage();
  portal.online = false;
  type("name", "Jo");
  leave();
  await asked();
  $("[data-discard]").click();
  await until(() => out.length === 1);
  equal(edits.unsent().length, 0);
  equal(await journal.list(), []);
  equal($("[name=name]").value, "");
});

test("answers of another plan count too", async () => {
  const { leave, journal, saved } = await stage();
  journal.put({ id: "x", plan: "p2", at: 1, section: "s", path: "q", label: "Another plan's question", base: "", value: "words", opId: "o", sent: null });
  leave();
  await asked();
  equal([...document.querySelectorAll("dialog li")].map(l => l.textContent), ["Another plan's question"]);
  $("[data-file]").click();
  equal(saved, [["Another plan's question", "words"]]);
});

test("where both versions cannot be looked at from here, it does not offer it", async () => {
  const { portal, edits, leave } = await stage();
  portal.other("name", "Joan");
  type("name", "Jo");
  edits.now();
  await until(() => $(".conflict"), "both versions");
  $("#state-line").remove();
  leave();
  await asked();
  equal([$("[data-look]"), $("[data-wait]"), $("[data-file]") !== null], [null, null, true]);
});

test("where somebody else wrote as well, it offers to look at both and not to wait, because waiting sends nothing", async () => {
  const { portal, edits, leave, out } = await stage();
  let looked = false;
  portal.other("name", "Joan");
  type("name", "Jo");
  edits.now();
  await until(() => $(".conflict"), "both versions");
  document.body.append(make(document, "p", { id: "state-line" }, make(document, "a", { href: "#q-name", click: e => { e.preventDefault(); looked = true; } }, "Look at this")));
  leave();
  await asked();
  ok(!$("[data-wait]"));
  $("[data-look]").click();
  await until(() => looked, "the place");
  ok(!$("dialog"));
  equal(out, []);
});

test("where the laptop changes hands it asks as well, and what is not sent stays for whoever wrote it", async () => {
  const { portal, edits, journal, say } = await stage();
  portal.online = false;
  document.body.insertAdjacentHTML("beforeend", `<form method="get" action="/plans/p1/take-back" data-leaving><button>Take back</button></form>`);
  const form = $("form[data-leaving]"), gone = [];
  guardSignOut(form, { edits, journal, say, send: async () => {}, stays: true });
  form.addEventListener("submit", e => { if (!e.defaultPrevented) gone.push(new URLSearchParams(new FormData(form)).toString()); e.preventDefault(); });
  type("name", "Jo");
  form.querySelector("button").click();
  await asked();
  equal([$("dialog h2").textContent, $("[data-discard]"), $("[data-file]") !== null], ["1 answer is not sent yet", null, true]);
  $("[data-go]").click();
  await until(() => gone.length === 1);
  equal([gone, (await journal.list()).map(e => e.value)], [["asked=yes"], ["Jo"]]);
});
