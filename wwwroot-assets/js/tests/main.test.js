import { equal, ok, test } from "./harness.js";
import { Portal, sectionPage, until } from "./stage.js";

// a page of its own in a frame, so that it can really be reloaded; its fetch is the portal of the test
async function open(portal, { body = sectionPage(), user = "u1", path = "/", frame = null, early = () => {} } = {}) {
  const loaded = new Promise(resolve => {
    if (frame) frame.onload = resolve;
    else {
      frame = document.createElement("iframe");
      frame.onload = resolve;
      frame.src = "/";
      document.body.append(frame);
    }
  });
  await loaded;
  const { contentWindow: window, contentDocument: page } = frame;
  window.fetch = portal.fetch;
  if (path !== "/") window.history.replaceState(null, "", path);
  page.body.dataset.user = user;
  page.body.innerHTML = body;
  early(page);
  const script = Object.assign(page.createElement("script"), { type: "module", src: "/js/main.js" });
  const run = new Promise((resolve, reject) => { script.onload = resolve; script.onerror = reject; });
  page.head.append(script);
  await run;
  const $ = selector => page.querySelector(selector);
  const type = (name, value) => {
    const input = $(`[name="${name}"]`);
    input.focus();
    input.value = value;
    input.dispatchEvent(new window.InputEvent("input", { bubbles: true }));
    return input;
  };
  return { frame, window, page, $, type, leave: input => input.dispatchEvent(new window.Event("change", { bubbles: true })), reload: (then = portal, more = {}) => { window.location.reload(); return open(then, { body, user, frame, ...more }); } };
}

const kept = () => new Promise((resolve, reject) => {
  const opening = indexedDB.open("drafts");
  let isNew = false;
  // asking must not make what is not there yet: the page would find it without its stores
  opening.onupgradeneeded = () => { isNew = true; opening.transaction.abort(); };
  opening.onerror = () => isNew ? resolve(0) : reject(opening.error);
  opening.onsuccess = () => {
    const count = opening.result.transaction("edits").objectStore("edits").count();
    count.onsuccess = () => { opening.result.close(); resolve(count.result); };
  };
});

test("a section page starts with everything it has", async () => {
  const portal = new Portal();
  const { $, type, leave, window } = await open(portal);
  equal(window.location.hash, "#q-important");
  leave(type("important/words", "My garden"));
  await until(() => portal.values.get("important/words") === "My garden");
  await until(() => $("#state-line").textContent === "Saved 10:42");
  $("[data-table-view]").click();
  ok(window.document.documentElement.hasAttribute("data-table-view"));
  await until(async () => await kept() === 0);
});

test("words typed just before a reload without signal are back with focus and cursor, and are sent", async () => {
  const portal = Object.assign(new Portal(), { online: false });
  const first = await open(portal);
  first.type("important/words", "My garden").setSelectionRange(3, 5);
  await until(async () => await kept() === 1);
  const second = await first.reload();
  const input = second.$("[name='important/words']");
  await until(() => input.value === "My garden");
  await until(() => input.selectionStart === 3 && second.page.activeElement === input);
  portal.online = true;
  second.window.dispatchEvent(new Event("online"));
  await until(() => portal.values.get("important/words") === "My garden");
  equal(portal.applied.size, 1);
});

test("words typed after a reload before the script ran are kept and sent", async () => {
  const portal = new Portal();
  const first = await open(portal);
  await first.reload(portal, { early: page => { page.querySelector("[name='important/words']").value = "My garden"; } });
  await until(() => portal.values.get("important/words") === "My garden");
});

test("words acknowledged while the next page is drawn are on that page, and applied once", async () => {
  const portal = new Portal();
  const first = await open(portal);
  portal.hold();
  first.leave(first.type("important/words", "My garden"));
  await until(() => portal.requests.length === 1);
  await until(async () => await kept() === 1);
  // asked for, and drawn by the server before it had the words
  first.window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  portal.release();
  await until(() => first.$("#state-line").textContent === "Saved 10:42");
  const second = await first.reload();
  await until(() => second.$("[name='important/words']").value === "My garden");
  await until(async () => await kept() === 0);
  equal([...portal.applied.values()], ["My garden"]);
  equal(second.page.querySelectorAll(".conflict").length, 0);
});

test("the page that goes away sends what was typed in requests that outlive it", async () => {
  const portal = new Portal();
  const { frame, type, window } = await open(portal);
  type("important/words", "My garden");
  equal(portal.requests.length, 0);
  window.dispatchEvent(new PageTransitionEvent("pagehide"));
  equal(portal.requests.map(r => [r.path, r.value, r.keepalive]), [["important/words", "My garden", true]]);
  frame.remove();
});

test("a page of the plan that asks nothing sends what an earlier page left", async () => {
  const portal = Object.assign(new Portal(), { online: false });
  const first = await open(portal);
  first.type("important/words", "My garden");
  await until(async () => await kept() === 1);
  first.frame.remove();
  portal.online = true;
  await open(portal, { body: `<main data-edits="/plans/p1/edits" data-plan="p1" data-token="t2"></main>` });
  await until(() => portal.values.get("important/words") === "My garden");
  equal(portal.requests.at(-1).token, "t2");
  await until(async () => await kept() === 0);
});

test("so does a page of the plan that only has a state line, with the token of the sign-out form", async () => {
  const plan = "0193a1f0-0000-7000-8000-000000000001";
  const section = sectionPage().replaceAll("p1", plan);
  const portal = Object.assign(new Portal(), { online: false });
  const first = await open(portal, { body: section });
  first.type("important/words", "My garden");
  await until(async () => await kept() === 1);
  first.frame.remove();
  portal.online = true;
  const body = `<form data-sign-out><input type="hidden" name="__RequestVerificationToken" value="t3"></form><main>Check</main>${section.slice(section.indexOf("<div class=\"state\">"))}`;
  const { $ } = await open(portal, { body, path: `/plans/${plan}/about-me/check` });
  await until(() => portal.values.get("important/words") === "My garden");
  equal([portal.requests.at(-1).token, portal.requests.at(-1).url], ["t3", `/plans/${plan}/edits`]);
  await until(() => $("#state-line").textContent === "Saved 10:42");
});

const handed = `<main>Check</main><form data-held method="post" action="/plans/p1/carer"><textarea name="can"></textarea><div class="row"><button>Keep</button></div></form>`;

test("so does one on a laptop that was handed over, where nobody can sign out, and it holds forms and watches the line", async () => {
  const plan = "0193a1f0-0000-7000-8000-000000000001";
  const section = sectionPage().replaceAll("p1", plan);
  const portal = Object.assign(new Portal(), { online: false });
  const first = await open(portal, { body: section });
  first.type("important/words", "My garden");
  await until(async () => await kept() === 1);
  first.frame.remove();
  portal.online = true;
  const line = section.slice(section.indexOf("<div class=\"state\">")).replace(`id="state-line"`, `id="state-line" data-token="t4"`);
  const { $, type } = await open(portal, { body: handed + line, path: `/plans/${plan}/about-me/check` });
  await until(() => portal.values.get("important/words") === "My garden");
  equal(portal.requests.at(-1).token, "t4");
  type("can", "Nights");
  await until(() => $("#state-line").textContent.startsWith("Held since"));
});

test("a plan that may not be changed shows all its questions and listens to none", async () => {
  const portal = new Portal();
  const { page, type, leave } = await open(portal, { body: sectionPage().replace("data-wizard ", "data-wizard data-read-only ") });
  equal(page.querySelectorAll("[data-question][hidden]").length, 0);
  leave(type("name", "Jo"));
  equal(portal.requests.length, 0);
});

test("a page of somebody else at this device sends and removes none of it", async () => {
  const portal = Object.assign(new Portal(), { online: false });
  const first = await open(portal);
  first.type("important/words", "My garden");
  await until(async () => await kept() === 1);
  first.frame.remove();
  portal.online = true;
  portal.requests.length = 0;
  const { $, type, leave } = await open(portal, { user: "u2" });
  leave(type("name", "Anne"));
  await until(() => portal.values.get("name") === "Anne");
  equal([$("[name='important/words']").value, portal.requests.length, await kept()], ["", 1, 1]);
});

test("a page without a plan or a person starts nothing", async () => {
  const { page } = await open(new Portal(), { user: "", body: `<p>Hello</p><button type="button" data-table-view>Larger</button>` });
  equal(page.querySelector("button").getAttribute("aria-pressed"), "false");
  equal(await kept(), 0);
});

test("handing the laptop over asks about them too", async () => {
  const portal = Object.assign(new Portal(), { online: false }), alive = new Portal();
  const body = sectionPage() + `<form method="post" action="/plans/p1/hand-over" data-leaving><button>Hand over</button></form>`;
  const { $, type } = await open({ fetch: (url, init) => (url === "/alive" ? alive : portal).fetch(url, init) }, { body });
  type("name", "Jo");
  $("form[data-leaving] button").click();
  await until(() => $("dialog")?.open);
  equal($("dialog h2").textContent, "1 answer is not sent yet");
});

test("after a reload the page is scrolled to where it was", async () => {
  const portal = new Portal();
  const first = await open(portal, { body: sectionPage().replace("<main", `<main style="min-height: 4000px"`) });
  first.type("important/words", "My garden");
  first.window.scrollTo(0, 700);
  await until(() => portal.values.get("important/words") === "My garden");
  const second = await first.reload();
  await until(() => second.page.activeElement === second.$("[name='important/words']"));
  equal(second.window.scrollY, 700);
});

test("signing out asks about answers that only the device has", async () => {
  const portal = Object.assign(new Portal(), { online: false });
  const { $, type } = await open(portal);
  type("name", "Jo");
  $("form[data-sign-out] button").click();
  await until(() => $("dialog")?.open);
  equal($("dialog h2").textContent, "1 answer is not sent yet");
});

test("old answers that cannot be sent are announced before they are removed, only where the page asks for it", async () => {
  const portal = new Portal();
  portal.refuse = () => ({ why: "PlanIsAgreed" });
  const first = await open(portal);
  first.leave(first.type("name", "Jo"));
  await until(async () => await kept() === 1 && first.$("#e-name").textContent !== "");
  equal(first.$("dialog"), null);
  const untold = await first.reload();
  await until(() => untold.$("#e-name").textContent !== "");
  equal([untold.$("dialog"), await kept()], [null, 1]);
  untold.frame.remove();
  const second = await open(portal, { body: sectionPage().replace("data-wizard ", "data-wizard data-keep-days=\"0\" ") });
  await until(() => second.$("dialog")?.open);
  equal(second.$("dialog li").textContent, "name label");
  equal(await kept(), 1);
  second.$("dialog [data-discard]").click();
  await until(async () => await kept() === 0);
});
