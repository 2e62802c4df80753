// The line at the foot of the page. It says "saved" only when the server has everything, and finds out within ten seconds
// that the signal is gone, also when nobody types.

import { browserClock, timeOfDay } from "./clock.js";
import { addressOf, questionOf } from "./fields.js";
import { showLeftOver } from "./left-over.js";
import { noteTouches, sessionNotice, signInAgain } from "./session.js";
import { make } from "./words.js";

const beat = 5000;
const patience = 4000;
// without signal it is asked more often, and several may be on their way: a browser keeps dead connections for a while,
// and each question finds out about one
const beatLost = 1000;
const atOnceLost = 4;
const asleep = 60_000;
// what was asked before the signal came back and has no answer by then gets none
const hung = 2000;
const gone = new Set(["NoSuchPlace", "NotYours", "NotFound"]);

/** Keeps the state line true, and watches signal, session and who is signed in. */
export function startStateLine({ element, edits, say, plan, root, user, held = null, clock = browserClock, fetch = globalThis.fetch.bind(globalThis), window = globalThis.window }) {
  const { document } = window;
  const text = element.querySelector("[data-text]");
  const lang = document.documentElement.lang || undefined;
  const rendered = element.dataset.saved ?? text.textContent;
  let lost = false, timer = null, last = clock.now(), beating = 0, wasCalm = true, heardAt = 0, shown = "";
  const touched = noteTouches(window);
  const notice = sessionNotice(document, made => element.after(made), say, () => { touched.touch(); alive(); });

  function draw() {
    const { unsent, since, failing, looking, stopped, savedAt, durable } = edits.summary();
    const troubled = unsent.find(r => r.state === "conflict" || r.state === "refused");
    if (stopped) put("signed-out", [stopped === "token" ? reload() : signIn()]);
    else if (troubled) put("attention", filled("attention", linkTo(troubled)));
    else if (unsent.length && !durable) put("unkept", [say(failing || lost ? "notKeptUnsent" : "notKept")]);
    else if (unsent.length && (failing || lost)) put("kept", [say("kept", timeOfDay(since, clock.now(), lang))]);
    else if (unsent.length || (looking && !lost)) put("sending", [say("sending")]);
    else if (held?.since) put(held.durable ? "kept" : "unkept", [say(held.durable ? "held" : "heldNot", held.button, timeOfDay(held.since, clock.now(), lang))]);
    else if (lost) put("kept", [say("noSignal")]);
    else put("saved", [savedAt ? say("saved", savedAt) : rendered]);
  }

  function put(state, content) {
    const calm = state === "saved" || state === "sending";
    const next = [state, ...content.map(c => c.href ? c.href + c.textContent : c.textContent ?? c)].join("\n");
    // a link that is drawn anew would lose the focus
    if (next === shown) return;
    shown = next;
    // every save would be read out otherwise; trouble and its end still are
    element.setAttribute("aria-live", calm && wasCalm ? "off" : "polite");
    if (state !== "sending") wasCalm = calm;
    element.dataset.state = state;
    text.replaceChildren(...content);
  }

  const filled = (key, node) => {
    const [before, after = ""] = say(key, "\u0000").split("\u0000");
    return [before, node, after];
  };

  function linkTo(record) {
    const question = root ? questionOf(root, record.path) : null;
    const here = question && record.section === root.dataset.section;
    const label = record.label || question?.querySelector("h1")?.textContent || record.path;
    // no link leads to what is no longer in the plan, so the words themselves are shown
    if (!here && record.state === "refused" && (record.section === root?.dataset.section || gone.has(record.why)))
      return make(document, "button", { type: "button", class: "link", click: () => showLeftOver(document, edits, record, say) }, label);
    return make(document, "a", { href: here ? addressOf(window.location, question.id) : `/plans/${plan}/${record.section}` }, label);
  }

  const signIn = () => signInAgain(window, say, window.location.pathname + window.location.search + window.location.hash);

  const reload = () => make(document, "button", { type: "button", class: "link", click: () => window.location.reload() }, say("reload"));

  async function alive() {
    if (beating >= (lost ? atOnceLost : 1)) return;
    beating++;
    const began = clock.now();
    const since = heardAt, wasLost = lost;
    let slept = false;
    const giveUp = new AbortController();
    const stopAt = clock.setTimeout(() => giveUp.abort(), patience);
    try {
      const response = await fetch("/alive", { cache: "no-store", credentials: "same-origin", redirect: "manual", headers: touched.take(), signal: giveUp.signal });
      if (response.status === 401 || response.type === "opaqueredirect") { lost = false; edits.stop("session"); return; }
      const said = response.ok ? await response.json() : null;
      if (!said?.user) throw new Error("not the portal");
      heard(said);
    } catch {
      // asked before the device slept: that says nothing about now
      slept = clock.now() - began > asleep;
      // nor does a question on a dead connection when a later one was answered
      lost ||= !slept && heardAt === since;
    } finally {
      clock.clearTimeout(stopAt);
      beating--;
      draw();
    }
    if (lost && !wasLost) again(beatLost);
    if (slept) await alive();
  }

  function heard(said) {
    const who = said.user;
    heardAt++;
    if (user && who !== user) { lost = false; edits.stop("user"); return; }
    const { stopped, failing } = edits.summary();
    const wasLost = lost;
    lost = false;
    if (stopped && stopped !== "token") edits.resume();
    else if (wasLost || failing) edits.hurry(wasLost ? { hung } : {});
    notice.heard(said);
  }

  function tick() {
    clock.clearTimeout(timer);
    // a gap means the device slept: what was on its way then is not coming any more
    if (clock.now() - last > asleep) edits.hurry();
    last = clock.now();
    if (!document.hidden) alive();
    again(lost ? beatLost : beat);
  }

  function again(ms) {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(tick, ms);
  }

  edits.listen(({ type }) => {
    draw();
    // a token is also refused when the session is over: the heartbeat knows which it is
    if (type === "stopped" && edits.summary().stopped === "token") alive();
  });
  for (const event of ["online", "focus", "pageshow"]) window.addEventListener(event, () => { if (lost || event === "online" || clock.now() - last > asleep) tick(); });
  window.addEventListener("offline", () => { lost = true; draw(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
  // nothing else would keep what is only on the screen
  window.addEventListener("beforeunload", e => {
    const { unsent, durable } = edits.summary();
    if (unsent.length && !durable) e.preventDefault();
  });
  timer = clock.setTimeout(tick, beat);
  draw();
  return { draw, test: tick, stop: () => clock.clearTimeout(timer) };
}
