import { equal, ok, test } from "./harness.js";
import { startStateLine } from "../state-line.js";
import { $, HandClock, leaveField, stage as anyStage, type, until } from "./stage.js";

const stage = (options = {}) => {
  const page = anyStage({ journal: durable(), ...options });
  const line = startStateLine({ element: $("#state-line"), edits: page.edits, say: page.say, plan: "p1", root: page.root, user: "u1", clock: page.clock, fetch: page.portal.fetch });
  return { ...page, line };
};
// keeps nothing, but says it does: the journal has tests of its own
const durable = () => ({ durable: true, put() {}, remove() {}, list: async () => [], idle: async () => {} });
const state = () => $("#state-line").dataset.state;
const text = () => $("#state-line [data-text]").textContent;
const says = (s, t) => until(() => state() === s && text() === t, `${s}: ${t}, not ${state()}: ${text()}`);

test("nothing is said anew while nothing happens", async () => {
  const { clock } = stage();
  await clock.advance(30_000);
  equal([state(), text()], ["saved", "Saved 10:40"]);
});

test("nothing is said to be saved before it is known what the device keeps", async () => {
  let known;
  const { edits } = stage();
  edits.look(new Promise(resolve => { known = resolve; }));
  edits.base("about-me", "name", "");
  edits.adopt([]);
  leaveField(type("name", "Jo"));
  await until(() => edits.unsent().length === 0);
  equal(state(), "sending");
  known();
  await says("saved", "Saved 10:42");
});

test("saved is said only when the last of several edits was acknowledged", async () => {
  const { portal } = stage();
  portal.hold();
  leaveField(type("name", "Jo"));
  leaveField(type("nick", "J"));
  equal([state(), text()], ["sending", "Sending"]);
  portal.release();
  await says("saved", "Saved 10:42");
});

test("unsent words have their time from the oldest of them, and saving resumes by itself", async () => {
  const { portal, clock } = stage();
  portal.online = false;
  const since = clock.now();
  leaveField(type("name", "Jo"));
  const time = new Date(since).toTimeString().slice(0, 5);
  await says("kept", `Kept since ${time}`);
  await clock.advance(600_000);
  leaveField(type("nick", "J"));
  equal(text(), `Kept since ${time}`);
  portal.online = true;
  await clock.advance(20_000);
  await says("saved", "Saved 10:42");
});

test("a lost signal shows within ten seconds although nobody types, and its return too", async () => {
  const { portal, clock } = stage();
  portal.hold();
  await clock.advance(9999);
  await says("kept", "No signal");
  portal.release();
  await clock.advance(10_000);
  await says("saved", "Saved 10:40");
});

test("the heartbeat comes every five seconds and brings waiting edits along", async () => {
  const { portal, clock } = stage();
  await clock.advance(15_000);
  equal(portal.alive, 3);
  portal.online = false;
  leaveField(type("name", "Jo"));
  await clock.advance(40_000);
  portal.online = true;
  await clock.advance(5000);
  await says("saved", "Saved 10:42");
});

test("when the signal is back an edit that hangs on a dead connection is sent again at once, and applied once", async () => {
  const { portal, clock, edits } = stage();
  portal.hold();
  leaveField(type("name", "Jo"));
  await clock.advance(9000);
  await until(() => state() === "kept");
  equal(portal.requests.length, 1);
  // what hangs never comes back, what is asked from now on does
  portal.drop();
  await clock.advance(2000);
  await says("saved", "Saved 10:42");
  equal(edits.unsent().length, 0);
  equal(portal.requests.map(r => r.opId)[0], portal.requests.map(r => r.opId)[1]);
  equal([...portal.applied.values()], ["Jo"]);
});

test("without signal it is asked every second on several connections, and a late failure says nothing after an answer", async () => {
  const { portal, clock } = stage();
  portal.hold();
  await clock.advance(9000);
  await says("kept", "No signal");
  const asked = portal.alive;
  await clock.advance(3000);
  equal(portal.alive - asked, 3);
  portal.drop();
  await clock.advance(1000);
  await says("saved", "Saved 10:40");
  const seen = new Set();
  new MutationObserver(() => seen.add(state())).observe($("#state-line"), { attributes: true });
  await clock.advance(4000);
  equal([...seen, state()], ["saved"]);
});

test("a page that is not looked at does not ask, and asks at once when it is", async () => {
  const { portal, clock } = stage();
  let hidden = true;
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  await clock.advance(60_000);
  equal(portal.alive, 0);
  hidden = false;
  document.dispatchEvent(new Event("visibilitychange"));
  equal(portal.alive, 1);
  delete document.hidden;
});

test("after sleep the signal is tested at once and an answer from before says nothing", async () => {
  const { portal, clock } = stage();
  await clock.advance(4000);
  portal.hold();
  await clock.advance(1000);
  equal(portal.alive, 1);
  clock.sleep(2 * 3_600_000);
  portal.drop();
  const seen = new Set();
  new MutationObserver(() => seen.add(state())).observe($("#state-line"), { attributes: true });
  await clock.advance(1);
  await until(() => portal.alive >= 2);
  await clock.advance(1000);
  equal([...seen, state()], ["saved"]);
});

test("when somebody else is signed in nothing more is sent in the first one's name", async () => {
  const { portal, clock, edits } = stage();
  portal.user = "u2";
  await clock.advance(5000);
  await until(() => state() === "signed-out");
  leaveField(type("name", "Jo"));
  await clock.advance(60_000);
  equal(portal.requests.length, 0);
  equal(edits.unsent().map(r => r.value), ["Jo"]);
  portal.user = "u1";
  await clock.advance(5000);
  await says("saved", "Saved 10:42");
});

test("when the session is over there is a way back to this very question, and nothing is lost", async () => {
  const { portal, clock } = stage();
  portal.session = false;
  leaveField(type("name", "Jo"));
  await says("signed-out", "Sign in again");
  equal($("#state-line a").getAttribute("href"), `/sign-in?returnUrl=${encodeURIComponent("/plans/p1/about-me#q-important")}`);
  equal($("[name=name]").value, "Jo");
  portal.session = true;
  await clock.advance(5000);
  await says("saved", "Saved 10:42");
  equal(portal.values.get("name"), "Jo");
});

test("a refused token is the end of the session when nobody is signed in, and a reason to load again when somebody is", async () => {
  const { portal, clock } = stage();
  portal.session = false;
  portal.tokenFirst = true;
  leaveField(type("name", "Jo"));
  await says("signed-out", "Sign in again");
  portal.session = true;
  portal.staleToken = true;
  await clock.advance(5000);
  await says("signed-out", "Load again");
  portal.staleToken = false;
  await clock.advance(60_000);
  equal([text(), portal.values.size], ["Load again", 0]);
});

test("the end of the session is announced once, five minutes before", async () => {
  const { portal, clock } = stage();
  portal.expiresInSeconds = 300;
  await clock.advance(5000);
  ok(!$(".notice"));
  portal.expiresInSeconds = 290;
  await clock.advance(5000);
  await until(() => $(".notice"));
  equal($(".notice").textContent, "Signed out in 5 minutes");
  const first = $(".notice");
  portal.expiresInSeconds = 200;
  await clock.advance(5000);
  equal($(".notice"), first);
  portal.expiresInSeconds = 3600;
  await clock.advance(5000);
  await until(() => !$(".notice"));
});

test("a session that nobody used is kept by one press, and one that is used needs none", async () => {
  const { portal, clock } = stage();
  portal.expiresInSeconds = 200;
  portal.lastsSeconds = 9000;
  await clock.advance(5000);
  await until(() => $(".notice button"));
  equal([$(".notice").textContent, portal.touched], ["Idle, out in 4 Stay", 0]);
  portal.expiresInSeconds = 1800;
  $(".notice button").click();
  await until(() => portal.touched === 1 && !$(".notice"));
  await clock.advance(5000);
  equal(portal.touched, 1);
  window.dispatchEvent(new Event("scroll"));
  await clock.advance(5000);
  equal(portal.touched, 2);
});

test("a conflict and a refusal want attention, with a link to their question", async () => {
  const { portal } = stage();
  portal.other("alone", "no");
  $("[name=alone][value=yes]").click();
  await says("attention", "Look at this: Alone?");
  equal($("#state-line a").getAttribute("href"), "/plans/p1/about-me#q-home");
  $("[data-keep=mine]").click();
  await says("saved", "Saved 10:42");
  portal.refuse = () => ({});
  leaveField(type("name", "J9"));
  await says("attention", "Look at this: name label");
});

test("trouble in another section links to that section", async () => {
  const { portal, edits } = stage();
  portal.refuse = () => ({});
  edits.change("money", "amount", "x", { label: "How much" });
  edits.now();
  await says("attention", "Look at this: How much");
  equal($("#state-line a").getAttribute("href"), "/plans/p1/money");
});

test("saving is not read out each time, trouble and its end are", async () => {
  const { portal, clock } = stage();
  leaveField(type("name", "Jo"));
  await says("saved", "Saved 10:42");
  equal($("#state-line").getAttribute("aria-live"), "off");
  portal.online = false;
  leaveField(type("name", "Joy"));
  await until(() => state() === "kept");
  equal($("#state-line").getAttribute("aria-live"), "polite");
  portal.online = true;
  await clock.advance(5000);
  await says("saved", "Saved 10:42");
  equal($("#state-line").getAttribute("aria-live"), "polite");
});

test("where nothing can be kept the line says so and the page asks before it goes", async () => {
  const { portal } = stage({ journal: { ...durable(), durable: false } });
  const going = () => { const e = new Event("beforeunload", { cancelable: true }); window.dispatchEvent(e); return e.defaultPrevented; };
  equal(going(), false);
  portal.online = false;
  leaveField(type("name", "Jo"));
  equal([state(), text()], ["unkept", "Nothing can be kept"]);
  await says("unkept", "Only on the screen");
  equal(going(), true);
});
