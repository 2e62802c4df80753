import { holdForms, isHeld } from "../held-forms.js";
import { openJournal } from "../journal.js";
import { startStateLine } from "../state-line.js";
import { readWords } from "../words.js";
import { equal, ok, test } from "./harness.js";
import { $, editsOf, HandClock, Portal, quiet, type, until, words } from "./stage.js";

const page = (can = "", seenBy = "OnlyMe") => `<main><form data-held method="post" action="/plans/p1/carer"><input type="hidden" name="token" value="t">
  <label for="can">What can you do?</label><textarea id="can" name="can">${can}</textarea>
  <fieldset><legend>Who may see this?</legend>${["OnlyMe", "Plan"].map(v => `<label><input type="radio" name="can/seenBy" value="${v}"${v === seenBy ? " checked" : ""}>${v}</label>`).join("")}</fieldset>
  <div class="row"><button>Keep my page</button></div></form></main>
  <div class="state"><span id="state-line" data-state="saved" role="status"><span data-text>Saved 10:40</span></span></div>
  <script type="application/json" id="words">${JSON.stringify(words)}</script>`;

/** The answer a browser gives after it has followed the server to the next page. */
const answer = (address, status = 200, { body = "", user = "u1" } = {}) => Object.defineProperty(new Response(body, { status, headers: user ? { "Care-User": user } : {} }), "url", { value: new URL(address, location.href).href });

async function stage({ html = page(), user = "u1", fetch = async () => answer("/plans/p1/carer?answer=kept"), clock = new HandClock() } = {}) {
  document.body.innerHTML = html;
  const left = [], posts = [];
  const journal = openJournal({ user, clock });
  await journal.ready;
  let line = null;
  const say = readWords(document);
  const held = holdForms(document, { journal, say, user, clock, leave: url => left.push(new URL(url).pathname + new URL(url).search), changed: () => line?.draw(), fetch: (url, init) => { posts.push(String(init.body)); return fetch(url, init); } });
  line = startStateLine({ element: $("#state-line"), edits: editsOf({ clock, journal }).edits, say, plan: "p1", user, clock, fetch: new Portal().fetch, held });
  await held.restored;
  return { journal, held, line, left, posts, clock, close: async () => { line.stop(); await journal.close(); }, press: () => $("form[data-held] button").click() };
}
const state = () => [$("#state-line").dataset.state, $("#state-line").textContent];

test("the state line never says saved while a form waits for its button", async () => {
  await stage();
  equal(state(), ["saved", "Saved 10:40"]);
  type("can", "Nights");
  equal(state(), ["kept", "Held since 10:42, press Keep my page"]);
  type("can", "");
  equal(state(), ["saved", "Saved 10:40"]);
});

test("what was typed in a form comes back after a reload, with whom it is for, and is not sent by itself", async () => {
  const before = await stage();
  type("can", "Nights and weekends");
  $("[value=Plan]").click();
  $("[value=Plan]").dispatchEvent(new InputEvent("input", { bubbles: true }));
  await before.close();
  const { posts, held } = await stage({ clock: before.clock });
  equal($("[name=can]").value, "Nights and weekends");
  ok($("[value=Plan]").checked);
  equal($("form [role=status]").textContent, "Back, press Keep my page");
  ok(held.since !== null);
  equal(posts, []);
});

test("a post that finds no signal leaves the words where they are and says so", async () => {
  const { press, left, journal } = await stage({ fetch: async () => { throw new TypeError("no network"); } });
  type("can", "Nights");
  press();
  await until(() => !$("form [role=status]").hidden, "what is said");
  equal($("form [role=status]").textContent, "No signal, still here");
  equal([$("[name=can]").value, left.length, (await journal.list()).map(isHeld)], ["Nights", 0, [true]]);
});

test("a post that is taken is sent once, lets go of what was kept and goes where the server says", async () => {
  const { press, left, posts, journal, held } = await stage();
  type("can", "Nights");
  press();
  press();
  await until(() => left.length === 1, "the next page");
  await quiet();
  equal(left, ["/plans/p1/carer?answer=kept"]);
  equal(posts, ["token=t&can=Nights&can%2FseenBy=OnlyMe"]);
  equal([held.since, (await journal.list()).length], [null, 0]);
});

async function refusedBy(where, status, more) {
  const { press, left, journal } = await stage({ fetch: async () => answer(where, status, more) });
  type("can", "Nights");
  press();
  await until(() => !$("form [role=status]").hidden, "what is said");
  equal([left.length, (await journal.list()).length], [0, 1]);
  return $("form [role=status]").textContent;
}

test("a post after the session, and one that is refused, keep the words and say what to do", async () => {
  equal(await refusedBy("/sign-in?returnUrl=x", 200), "Sign in again");
  equal(await refusedBy("/plans/p1/carer", 400), "Refused, still here");
});

test("a refusal says why in the server's words, and everything stays", async () => {
  const body = `<main><div class="error-summary"><h2>There is a problem</h2><ul><li><a href="#can">Write less here.</a></li></ul></div></main>`;
  equal(await refusedBy("/plans/p1/carer", 422, { body }), "Write less here.");
});

test("where somebody else wrote meanwhile, theirs is shown below one's own words, and the next press is sent knowing it", async () => {
  const field = (base, more = "") => `<main><div class="error-summary"><ul><li>Anne changed this too.</li></ul></div><form data-held action="/plans/p1/easy"><input type="hidden" name="base-can" value="${base}">
    <div class="field"><label for="can">Words</label><textarea id="can" name="can">${base}</textarea>${more}</div><div class="row"><button>Keep</button></div></form></main>`;
  const body = field("By day", `<div class="card" data-theirs><p class="kept">By day</p></div>`);
  const { press, posts } = await stage({ html: field("") + page().slice(page().indexOf(`<div class="state">`)), fetch: async () => answer("/plans/p1/easy", 422, { body }) });
  type("can", "By night");
  press();
  await until(() => $("form [role=status]")?.textContent === "Anne changed this too.", "what is said");
  equal([$(".field [data-theirs] .kept").textContent, $("[name=can]").value], ["By day", "By night"]);
  press();
  await until(() => posts.length === 2, "the second press");
  await quiet();
  equal(posts.map(p => new URLSearchParams(p).get("base-can")), ["", "By day"]);
  equal(document.querySelectorAll("[data-theirs]").length, 1);
});

const end = page().slice(page().indexOf(`<div class="state">`));
const sends = (posts, name) => posts.map(p => new URLSearchParams(p).get(name));

test("a choice from a list and a tick come back with the words they belong to", async () => {
  const html = `<main><form data-held action="/plans/p1/fact"><label for="kind">What is it?</label><select id="kind" name="kind"><option value="Contacts">Contacts</option><option value="Allergy">Allergy</option></select>
    <label for="fact-words">Words</label><textarea id="fact-words" name="words"></textarea><label><input type="checkbox" name="instead" value="yes">Instead of the plan</label><div class="row"><button>State it</button></div></form></main>${end}`;
  const before = await stage({ html });
  $("[name=kind]").value = "Allergy";
  $("[name=kind]").dispatchEvent(new InputEvent("input", { bubbles: true }));
  $("[name=instead]").click();
  type("words", "Penicillin");
  await before.close();
  const { press, posts } = await stage({ html, clock: before.clock });
  equal([$("[name=kind]").value, $("[name=instead]").checked, $("[name=words]").value], ["Allergy", true, "Penicillin"]);
  press();
  await until(() => posts.length === 1, "the post");
  equal([sends(posts, "kind"), sends(posts, "instead")], [["Allergy"], ["yes"]]);
});

test("who may see it by now is known to the next press, and a choice that was not touched is the one that stands", async () => {
  const card = (words, seenBy, more = "") => `<main><form data-held action="/plans/p1/carer"><div class="card"><div class="field"><label for="can">Can</label><input type="hidden" name="base-can" value="${words}"><textarea id="can" name="can">${words}</textarea>${more}</div>
    <fieldset><legend>Who?</legend><input type="hidden" name="base-can/seenBy" value="${seenBy}">${["OnlyMe", "Plan"].map(v => `<label><input type="radio" name="can/seenBy" value="${v}"${v === seenBy ? " checked" : ""}>${v}</label>`).join("")}</fieldset></div><div class="row"><button>Keep</button></div></form></main>`;
  const body = card("By day", "Plan", `<div data-theirs><p class="kept">By day</p><p class="note">Everybody</p></div>`);
  const { press, posts } = await stage({ html: card("", "OnlyMe") + end, fetch: async () => answer("/plans/p1/carer", 422, { body }) });
  type("can", "By night");
  press();
  await until(() => $("[data-theirs]"), "theirs");
  equal([$("[data-theirs] .note").textContent, $("[type=radio][value=Plan]").checked, $("[name=can]").value], ["Everybody", true, "By night"]);
  press();
  await until(() => posts.length === 2, "the second press");
  equal([sends(posts, "base-can"), sends(posts, "base-can/seenBy"), sends(posts, "can/seenBy")], [["", "By day"], ["OnlyMe", "Plan"], ["OnlyMe", "Plan"]]);
});

test("one's own words are not met as somebody else's", async () => {
  let arrive;
  const html = `<main><form data-held action="/plans/p1/easy"><input type="hidden" name="base-can" value=""><label for="can">Can</label><textarea id="can" name="can"></textarea><div class="row"><button>Keep</button></div></form></main>${end}`;
  const { press, posts } = await stage({ html, fetch: () => new Promise(resolve => { arrive = resolve; }) });
  type("can", "Nights");
  press();
  await until(() => arrive, "the post");
  type("can", "Nights and weekends");
  arrive(answer("/plans/p1/easy?answer=kept"));
  await until(() => !$("form [role=status]").hidden, "what is said");
  press();
  await until(() => posts.length === 2, "the second press");
  equal(sends(posts, "base-can"), ["", "Nights"]);
});

test("what a refusal says leads to its field on this page, and the field says it is wrong", async () => {
  const body = `<main><div class="error-summary"><ul><li><a href="/plans/p1/carer#can">Write less here.</a></li></ul></div></main>`;
  let taken = false;
  const { press, left } = await stage({ fetch: async () => taken ? answer("/plans/p1/carer?answer=kept") : answer("/plans/p1/carer", 422, { body }) });
  type("can", "Far too much");
  press();
  await until(() => $("form [role=status] a"), "the link");
  equal([$("form [role=status] a").getAttribute("href"), $("#can").getAttribute("aria-invalid")], [`${location.pathname}${location.search}#can`, "true"]);
  equal($(`#${$("#can").getAttribute("aria-describedby")}`).textContent, "Write less here.");
  taken = true;
  press();
  await until(() => left.length === 1, "the next page");
});

test("what may have arrived goes under its own number again, and other words under another", async () => {
  const html = op => `<main><form data-held action="/plans/p1/between-us"><input type="hidden" name="op" value="${op}"><label for="can">Note</label><textarea id="can" name="can"></textarea><div class="row"><button>Keep</button></div></form></main>${end}`;
  const cut = async () => { throw new TypeError("cut"); };
  const before = await stage({ html: html("first"), fetch: cut });
  type("can", "She slept");
  before.press();
  await until(() => !$("form [role=status]").hidden, "what is said");
  await before.close();
  const { press, posts } = await stage({ html: html("second"), clock: before.clock, fetch: cut });
  press();
  await until(() => posts.length === 1, "the post");
  await quiet();
  equal([sends(posts, "op"), sends(posts, "can")], [["first"], ["She slept"]]);
  type("can", "She slept well");
  press();
  await until(() => posts.length === 2, "the second post");
  ok(!["first", "second"].includes(sends(posts, "op")[1]));
});

test("an answer that is not the portal's to this person lets go of nothing", async () => {
  equal(await refusedBy("/plans/p1/carer", 200, { user: null }), "No signal, still here");
  equal(await refusedBy("/plans/p1/carer", 200, { user: "u2" }), "No signal, still here");
  equal(await refusedBy("http://cafe.example/welcome", 200), "No signal, still here");
});

test("what is typed while the post is on its way stays on the screen and on the device, after a reload too", async () => {
  let arrive;
  const before = await stage({ fetch: () => new Promise(resolve => { arrive = resolve; }) });
  type("can", "Nights");
  before.press();
  await until(() => arrive, "the post");
  type("can", "Nights and weekends");
  arrive(answer("/plans/p1/carer?answer=kept"));
  await until(() => !$("form [role=status]").hidden, "what is said");
  equal([$("form [role=status]").textContent, before.left.length, $("[name=can]").value], ["Saved, press Keep my page for the rest", 0, "Nights and weekends"]);
  equal((await before.journal.list()).map(e => [e.base, e.value]), [["Nights", "Nights and weekends"]]);
  await before.close();
  await stage({ html: page("Nights"), clock: before.clock });
  equal($("[name=can]").value, "Nights and weekends");
});

test("words that were too long come back to be shortened", async () => {
  const before = await stage({ fetch: async () => answer("/plans/p1/carer?answer=too-long") });
  type("can", "Far too much");
  before.press();
  await until(() => before.left.length === 1, "the page that says so");
  await before.close();
  await stage({ clock: before.clock });
  equal($("[name=can]").value, "Far too much");
});

test("words that stand there by now, from another device, stay beside what was kept", async () => {
  const before = await stage();
  type("can", "Nights");
  await before.close();
  await stage({ html: page("Weekends"), clock: before.clock });
  equal($("[name=can]").value, "Weekends\nNights");
});

test("the words of one person at a device are neither shown to the next nor thrown away", async () => {
  const first = await stage();
  type("can", "Only I know this");
  await first.close();
  const second = await stage({ user: "u2", clock: first.clock });
  equal($("[name=can]").value, "");
  type("can", "Mine");
  await second.close();
  await stage({ clock: first.clock });
  equal($("[name=can]").value, "Only I know this");
});

test("two forms of one page keep their words apart", async () => {
  const two = page().replace("<main>", `<main>${page().match(/<form[^]*<\/form>/)[0].replace("data-held", 'data-held="second"').replaceAll('"can"', '"other"').replace('name="other"', 'name="can"')}`);
  const before = await stage({ html: two });
  type("can", "Only in the first");
  await before.close();
  await stage({ html: two, clock: before.clock });
  equal([...document.querySelectorAll("[name=can]")].map(t => t.value), ["Only in the first", ""]);
});
