// What the tests of the scripts play on: a clock moved by hand, a portal that keeps values and op ids as the real one does,
// and a page like those the portal draws.

import { createEdits } from "../edits.js";
import { bindLists } from "../lists.js";
import { startLive } from "../live.js";
import { showConflicts } from "../conflicts.js";
import { showProblems } from "../problems.js";
import { showWhen } from "../shown-when.js";
import { bindFields, voiceOf } from "../typing.js";
import { startWizard } from "../wizard.js";
import { readWords } from "../words.js";

/** Waits, turn by turn of the browser's own queue, until something holds. */
export async function until(holds, what = String(holds)) {
  const end = performance.now() + 20_000;
  while (!await holds()) {
    if (performance.now() > end) throw new Error(`never came: ${what}`);
    await turn();
  }
}

/** Lets the browser do what it has ready. */
export const turn = () => new Promise(resolve => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); resolve(); };
  port2.postMessage(0);
});

/** Some turns, for asserting that nothing more happens. */
export async function quiet(turns = 20) { for (let i = 0; i < turns; i++) await turn(); }

export class HandClock {
  #now = Date.UTC(2026, 2, 3, 10, 42);
  #timers = new Map();
  #next = 1;
  now = () => this.#now;
  random = () => 0.5;
  setTimeout = (fn, ms) => { this.#timers.set(this.#next, { fn, at: this.#now + ms }); return this.#next++; };
  clearTimeout = id => { this.#timers.delete(id); };
  get waiting() { return this.#timers.size; }

  /** Moves on, running what falls due on the way in its order. */
  async advance(ms) {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, t]) => t.at <= end).sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
      if (!due) break;
      this.#now = Math.max(this.#now, due[1].at);
      this.#timers.delete(due[0]);
      due[1].fn();
      await quiet(3);
    }
    this.#now = end;
    await quiet(3);
  }

  /** The device slept: time went by, no timer ran. */
  sleep(ms) { this.#now += ms; }
}

/** Keeps values by path and answers as the portal's edit endpoint does. */
export class Portal {
  values = new Map();
  by = new Map();
  applied = new Map();
  requests = [];
  alive = 0;
  touched = 0;
  online = true;
  loseAnswers = false;
  session = true;
  tokenFirst = false;
  staleToken = false;
  user = "u1";
  expiresInSeconds = 3600;
  lastsSeconds = 0;
  sequence = 0;
  refuse = () => null;
  warn = () => [];
  #held = null;
  #letGo = null;

  hold() { this.#held = new Promise(resolve => { this.#letGo = resolve; }); }
  release() { this.#letGo?.(); this.#held = null; }
  /** What is held never comes back; what is asked from now on does. */
  drop() { this.#held = null; }

  /** Another person writes. */
  other(path, value, who = "Anne") { this.values.set(path, value); this.by.set(path, who); }

  get sent() { return this.requests.map(r => `${r.path}=${r.value}`); }

  fetch = async (url, init = {}) => {
    if (url === "/alive") {
      this.alive++;
      if (init.headers?.["Care-Active"]) this.touched++;
      return this.#over(init, () => this.session ? json(200, { user: this.user, at: "10:42", expiresInSeconds: this.expiresInSeconds, lastsSeconds: this.lastsSeconds }) : json(401, {}));
    }
    const edit = JSON.parse(init.body);
    this.requests.push({ ...edit, keepalive: Boolean(init.keepalive), token: init.headers.RequestVerificationToken, url });
    return this.#over(init, () => this.answer(edit));
  };

  async #over(init, answer) {
    const aborted = new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError"))));
    if (this.#held) await Promise.race([this.#held, aborted]);
    if (!this.online) throw new TypeError("no network");
    const said = answer();
    if (this.loseAnswers) throw new TypeError("cut");
    return said;
  }

  answer({ opId, path, base, value, voice }) {
    // the form token belongs to the session, and is looked at first
    if (!this.session || this.staleToken) return this.tokenFirst ? json(400, { state: "refused", why: "Token", problems: [] }) : json(401, {});
    const before = this.values.get(path) ?? "";
    if (this.applied.has(opId)) return json(200, { state: "saved", at: "10:42", value: before, again: true, problems: [] });
    if (base !== before && value !== before) return json(409, { state: "conflict", theirs: before, by: this.by.get(path) ?? null, at: "10:41", mine: value });
    const refused = this.refuse({ path, value });
    if (refused) return json(refused.status ?? 422, { state: "refused", why: refused.why ?? "WrongValue", problems: refused.problems ?? [] });
    this.values.set(path, value);
    if (voice && path.endsWith("/words")) this.values.set(path.replace(/words$/, "voice"), voice);
    this.by.set(path, "Me");
    this.applied.set(opId, value);
    return json(200, { state: "saved", at: "10:42", value, again: false, sequence: ++this.sequence, problems: this.warn({ path, value }) });
  }
}

export const json = (status, body) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

let ids = 0;
/** Edits of a plan without a page. */
export function editsOf({ portal = new Portal(), clock = new HandClock(), ...more } = {}) {
  const edits = createEdits({ plan: "p1", url: "/plans/p1/edits", token: "t", clock, fetch: portal.fetch, newId: () => `op-${++ids}`, ...more });
  return { edits, portal, clock };
}

export const words = {
  saved: "Saved {0}", kept: "Kept since {0}", attention: "Look at this: {0}", sending: "Sending", noSignal: "No signal", stayNoSignal: "No signal, stay here", conflictTitle: "Two people changed this",
  mine: "You wrote", theirs: "{0} wrote, at {1}", theirsSomebody: "Somebody wrote", keepMine: "Keep mine", keepTheirs: "Keep theirs", keepBoth: "Keep both",
  nothingWritten: "Nothing", removed: "Taken out.", putBack: "Put it back", summaryTitle: "There is a problem", pageTitle: "{0} - {1}", notKept: "Nothing can be kept",
  notKeptUnsent: "Only on the screen", sessionSoon: "Signed out in {0} minutes", sessionIdle: "Idle, out in {0}", sessionStay: "Stay", sessionOver: "You are signed out.", sessionSignIn: "Sign in", signInAgain: "Sign in again", signInJoined: "Ask for a new code to send it", sessionOverJoined: "Your time has ended", unsent: "{0} answers are not sent yet", "unsent.one": "{0} answer is not sent yet", refused: "Not kept as it is",
  "putOff.NotToday": "Asked another day", "refused.PlanIsAgreed": "The plan is agreed",
  askNoSignal: "Nothing was sent", signOutWait: "Wait", signOutLook: "Look at both", signOutFile: "Save to a file", signOutDiscard: "Throw away and sign out", signOutCancel: "Stay", signOutStillUnsent: "Still not sent", leaveThem: "Go on, they stay", leaveNot: "Not yet", visitOver: "Over, {0} answers are left", "visitOver.one": "Over, {0} answer is left", visitGo: "Leave", fileName: "answers.txt", fileTitle: "Answers not sent",
  reload: "Load again", keptTooLong: "{0} old answers since {1}", keptUntil: "{0} answers until {1}", "keptUntil.one": "{0} answer until {1}", throwAway: "Throw away", keepOn: "Keep",
  held: "Held since {1}, press {0}", heldNot: "Not held, press {0}", heldBack: "Back, press {0}", heldSince: "Saved, press {0} for the rest", heldNoSignal: "No signal, still here", heldRefused: "Refused, still here",
  writesHere: "{0} is writing here", writesAt: "{0} is writing at {1}", changedBy: "{0} changed this at {1}.", seeIt: "See it", wroteThis: "{0} wrote this at {1}.",
  addedOne: "{0} added one at {1}.", showIt: "Show it", tookOut: "{0} took this out at {1}.", "tookOut.somebody": "Somebody took this out at {0}.",
};

const text = (name, value = "") => `<div class="field" data-field="${name}" data-kind="text"><label for="i-${name}">${name} label</label><p class="error" id="e-${name}" data-rule hidden></p><input id="i-${name}" name="${name}" value="${value}"></div>`;
const row = `<p class="put-off-said" hidden></p><div class="row"><button type="button" data-continue>Continue</button><button type="button" data-put-off="NotToday" aria-pressed="false">Not today</button><button type="button" data-put-off="DoNotKnow">I do not know</button><button type="button" data-back>Back</button></div>`;
const summary = `<div class="error-summary" role="alert" tabindex="-1" hidden><h2></h2><ul></ul></div>`;
const question = (name, answered, fields) => `<section class="question" id="q-${name}" data-question="${name}" data-answered="${answered}"><h1 tabindex="-1">About ${name}?</h1>${summary}${fields}${row}</section>`;
const entry = (id, n) => `<fieldset class="entry" data-entry="${id}"><legend>Goal ${n}</legend>
  <div class="field" data-field="list/${id}/what" data-kind="text"><label for="w-${id}">What</label><p class="error" id="ew-${id}" hidden></p><input id="w-${id}" name="list/${id}/what"></div>
  <div class="field" data-field="list/${id}/sure" data-kind="choice"><fieldset><legend>Sure?</legend><label><input type="radio" name="list/${id}/sure" value="yes">Yes</label><label><input type="radio" name="list/${id}/sure" value="no">No</label></fieldset></div>
  <div class="field" data-field="list/${id}/why" data-kind="text" data-shown-when="sure" data-shown-values="no"><label for="y-${id}">Why not</label><input id="y-${id}" name="list/${id}/why"></div>
  <button type="button" data-remove aria-label="Take out goal ${n}">Take this out</button></fieldset>`;

/** The HTML of a section page with four questions. */
export const sectionPage = ({ name = "", important = "", voice = "", standing = "", entries = ["g1"], answered = {} } = {}) => `
<form data-sign-out method="post" action="/sign-out"><button>Sign out</button></form>
<div class="page wizard" data-wizard data-plan="p1" data-section="about-me" data-edits="/plans/p1/edits" data-token="t" data-done="/plans/p1/about-me/check" data-prev="/plans/p1"><main id="main">
${question("name", answered.name ?? true, text("name", name) + text("nick"))}
${question("important", answered.important ?? false, `<div class="field" data-field="important" data-kind="narrative"><label for="i-important">What is most important?</label><p class="error" id="e-important" data-rule hidden></p><textarea id="i-important" name="important/words">${important}</textarea><fieldset class="voice"><legend>Whose words?</legend>${["m1", "together"].map(v => `<label class="chip"><input type="radio" name="important/voice" value="${v}"${v === voice ? " checked" : ""}><span>${v}</span></label>`).join("")}</fieldset><fieldset class="voice" data-standing="important/words" data-of="m2" hidden><legend>How you see it</legend>${["Agrees", "ToTalkAbout"].map(v => `<label class="chip"><input type="radio" name="important/standing/m2" value="${v}"${v === standing ? " checked" : ""}><span>${v}</span></label>`).join("")}</fieldset></div>`)}
${question("home", answered.home ?? false, `<div class="field" data-field="alone" data-kind="yesno"><fieldset><legend>Alone?</legend><p class="error" id="e-alone" hidden></p><label><input type="radio" name="alone" value="yes">Yes, alone</label><label><input type="radio" name="alone" value="no">No, with others</label></fieldset></div><div class="field" data-field="with" data-kind="text" data-shown-when="alone" data-shown-values="no"><label for="i-with">With whom</label><input id="i-with" name="with"></div><div class="field" data-field="likes" data-kind="choices"><fieldset><legend>Likes</legend><label><input type="checkbox" name="likes/Tea" value="yes">Tea</label></fieldset></div><div class="field" data-field="born" data-kind="date"><fieldset><legend>Born</legend><input name="born/day"><input name="born/month"><input name="born/year"></fieldset></div>`)}
${question("goals", answered.goals ?? false, `<div class="entries" data-list="list">${entries.map((id, i) => entry(id, i + 1)).join("")}</div><template data-template="list">${entry("~id~", "~n~")}</template><button type="button" data-add="list">Add another</button>`)}
</main><aside><div data-aside-for="name">Why name</div><div data-aside-for="important">Why important</div></aside></div>
<div class="state"><span id="state-line" data-state="saved" role="status"><span class="dot" aria-hidden="true"></span><span data-text>Saved 10:40</span></span><span data-others></span><button type="button" data-table-view>Larger</button></div>
<script type="application/json" id="words">${JSON.stringify(words)}</script>`;

/** Draws a section page and starts everything on it, as main.js does. */
export function stage({ portal = new Portal(), clock = new HandClock(), journal, page = {}, slow = false } = {}) {
  document.body.innerHTML = sectionPage(page);
  // the portal's pages have a base address, which bare fragments would lead to
  document.head.querySelector("base")?.remove();
  document.head.append(Object.assign(document.createElement("base"), { href: "/" }));
  history.replaceState(null, "", `/plans/p1/about-me${location.hash}`);
  const root = document.querySelector("[data-wizard]");
  const say = readWords(document);
  const left = [];
  const { promise: late, resolve: answer } = Promise.withResolvers();
  const { edits } = editsOf({ portal, clock, journal, voiceOf: (section, path) => section === "about-me" ? voiceOf(root, path) : null });
  const apply = showWhen(root);
  const lists = bindLists(root, edits, "about-me", say, { changed: apply, newId: () => `n${++ids}` });
  showProblems(root, edits, "about-me", say);
  showConflicts(root, edits, "about-me", say, { changed: apply });
  bindFields(root, edits, "about-me", { changed: apply });
  const wizard = startWizard(root, edits, say, { clock, leave: url => left.push(url), reached: async () => { if (slow) await late; return portal.online; } });
  const live = startLive(root, edits, "about-me", say, lists, { clock, changed: apply });
  return { root, edits, portal, clock, wizard, left, say, live, answer };
}

/** Types into an input as a person does: the value grows, an event follows each key. */
export function type(name, value) {
  const input = document.querySelector(`[name="${name}"]`);
  for (let i = 1; i <= value.length; i++) {
    input.value = value.slice(0, i);
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  if (value === "") { input.value = ""; input.dispatchEvent(new InputEvent("input", { bubbles: true })); }
  return input;
}

/** Leaves an input that was typed in. */
export const leaveField = input => input.dispatchEvent(new Event("change", { bubbles: true }));

export const $ = selector => document.querySelector(selector);
export const field = path => $(`[data-field="${path}"]`);
