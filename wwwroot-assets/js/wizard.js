// One question at a time. The address names the question, so that Back of the browser, bookmarks and reloads work.

import { browserClock } from "./clock.js";
import { addressOf, namesIn, valueOf } from "./fields.js";
import { summarise } from "./problems.js";

const longestWait = 2000;

/** Starts the wizard of a section page and answers with its way of going to a question. */
export function startWizard(root, edits, say, { window = globalThis.window, clock = browserClock, leave = url => window.location.assign(url), reached = async () => true } = {}) {
  const { document, location, history } = window;
  const { section, done, prev } = root.dataset;
  const questions = [...root.querySelectorAll("[data-question]")];
  const asides = [...document.querySelectorAll("[data-aside-for]")];
  const title = document.title;
  let current = null, leaving = false;

  // a link may also name a place within a question
  const placeOf = hash => hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  const named = hash => questions.find(q => q.contains(placeOf(hash)));
  const onTop = question => question.querySelector("h1");

  function show(question, moved) {
    if (question === current) return;
    current = question;
    for (const q of questions) q.hidden = q !== question;
    for (const a of asides) a.hidden = a.dataset.asideFor !== question.dataset.question;
    const asked = onTop(question).textContent.trim();
    document.title = say.has("pageTitle") ? say("pageTitle", asked, title) : `${asked} - ${title}`;
    if (!moved) return;
    window.scrollTo(0, 0);
    onTop(question).focus({ preventScroll: true });
  }

  const go = question => { location.hash = question.id; };

  async function onward() {
    edits.now();
    if (stays()) return;
    const next = questions[questions.indexOf(current) + 1];
    if (next) return go(next);
    await away(done);
  }

  async function away(url) {
    if (leaving) return;
    leaving = true;
    const from = current;
    const why = await whyNot();
    leaving = false;
    // a slow line takes its time, and meanwhile every question is open
    if (current !== from || stays()) return;
    if (why) sayHere(why); else leave(url);
  }

  // a browser that finds no signal puts a page of its own over this one, and there is nothing to write on
  async function whyNot() {
    const waits = edits.unsent().some(r => r.state === "waiting");
    const saved = await edits.settled(longestWait);
    if (!saved && !await edits.kept()) return say("notKept");
    return (waits && saved) || await reached() ? null : say("stayNoSignal");
  }

  // what was refused stays with its question until it is put right or put off
  function stays() {
    if (!summarise(current, say)) return false;
    current.querySelector(".error-summary")?.focus();
    return true;
  }

  function sayHere(sentence) {
    const summary = current.querySelector(".error-summary");
    if (!summary) return;
    summary.querySelector("h2").textContent = sentence;
    summary.querySelector("ul").replaceChildren();
    summary.hidden = false;
    summary.focus();
  }

  function back() {
    edits.now();
    const before = questions[questions.indexOf(current) - 1];
    if (before) go(before); else away(prev);
  }

  const putOffs = question => [...question.querySelectorAll("[data-put-off]")];

  function putOff(question, value, send = true) {
    for (const b of putOffs(question)) b.setAttribute("aria-pressed", String(b.dataset.putOff === value));
    const said = question.querySelector(".put-off-said");
    if (said) {
      said.textContent = value && say.has(`putOff.${value}`) ? say(`putOff.${value}`) : "";
      said.hidden = said.textContent === "";
    }
    if (!send) return;
    const path = `put-off/${question.dataset.question}`;
    edits.change(section, path, value, { label: onTop(question).textContent.trim() });
    edits.now(section, path);
  }

  const isPutOff = question => putOffs(question).find(b => b.getAttribute("aria-pressed") === "true")?.dataset.putOff ?? "";

  for (const question of questions) {
    const pressed = isPutOff(question);
    edits.base(section, `put-off/${question.dataset.question}`, pressed);
    for (const b of putOffs(question)) b.setAttribute("aria-pressed", String(b.dataset.putOff === pressed && pressed !== ""));
  }

  root.addEventListener("click", e => {
    const button = e.target.closest("button");
    const question = button?.closest("[data-question]");
    if (!question) return;
    if (button.dataset.continue !== undefined) onward();
    else if (button.dataset.back !== undefined) back();
    else if (button.dataset.putOff) putOff(question, button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.putOff);
  });

  // an answer takes the place of "not today"
  root.addEventListener("input", e => {
    const question = e.target.closest("[data-question]");
    if (/\/(voice|ownWords)$/.test(e.target.name)) return;
    if (question && e.target.name && valueOf(root, e.target.name) !== "" && isPutOff(question)) putOff(question, "");
  });

  edits.listen(({ type, record }) => {
    const question = record?.section === section && record.path.startsWith("put-off/") && questions.find(q => record.path === `put-off/${q.dataset.question}`);
    if (question && ["restored", "chosen", "arrived"].includes(type)) putOff(question, record.value, false);
  });

  window.addEventListener("hashchange", () => {
    const question = named(location.hash);
    if (!question) return;
    show(question, true);
    if (placeOf(location.hash) !== question) placeOf(location.hash).focus();
  });

  const isAnswered = question => question.dataset.answered !== "false" || namesIn(question).some(n => edits.find(section, n)?.state === "waiting");
  const first = named(location.hash) ?? questions.find(q => !isAnswered(q)) ?? questions[0];
  const place = placeOf(location.hash);
  if (!first.contains(place)) history.replaceState(history.state, "", addressOf(location, first.id));
  show(first, false);
  if (place !== first && first.contains(place)) place.focus();
  return { go, current: () => current };
}
