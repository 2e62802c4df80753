import { ask, saveAnswers } from "./ask.js";
import { browserClock, timeOfDay } from "./clock.js";
import { showConflicts } from "./conflicts.js";
import { createEdits } from "./edits.js";
import { openJournal } from "./journal.js";
import { bindLists } from "./lists.js";
import { goToPlace, keepPlace, rememberedPlace } from "./place.js";
import { showProblems } from "./problems.js";
import { showWhen } from "./shown-when.js";
import { guardSignOut } from "./sign-out.js";
import { bindSigning } from "./signing-pad.js";
import { startStateLine } from "./state-line.js";
import { bindTableView } from "./table-view.js";
import { bindFields, voiceOf } from "./typing.js";
import { startWizard } from "./wizard.js";
import { readWords } from "./words.js";

const long = 10_000;
const say = readWords(document);
const user = document.body.dataset.user ?? "";
// a page of a plan names where its edits go, also when it asks nothing: what an earlier page left is sent from there
const page = document.querySelector("[data-edits]");
const signOut = document.querySelector("form[data-sign-out], form[action$='/sign-out']");

bindTableView(document);
for (const form of document.querySelectorAll("form[data-signing]")) bindSigning(form);
if (user && (page || signOut)) start();

function start() {
  let line = null;
  const journal = openJournal({ user, onTrouble: () => line?.draw() });
  const edits = page ? startPlan(journal) : null;
  const element = document.getElementById("state-line");
  if (element && edits) line = startStateLine({ element, edits, say, root: page, user });
  if (signOut) guardSignOut(signOut, { edits, journal, say, send: () => sendAll(edits, journal) });
}

function startPlan(journal) {
  const { plan, section, edits: url, token } = page.dataset;
  const asks = page.dataset.wizard !== undefined;
  const edits = createEdits({ plan, url, token, journal, voiceOf: (of, path) => asks && of === section ? voiceOf(page, path) : null });
  const place = asks ? startSection(edits, section) : null;
  journal.inherit(plan, entries => {
    edits.adopt(entries);
    // words put back into the field move its cursor
    if (place && document.activeElement?.name === place.name) goToPlace(window, page, place);
  }).catch(() => {});
  window.addEventListener("pagehide", () => { edits.flush(); if (asks) keepPlace(window); });
  window.addEventListener("online", () => edits.hurry());
  document.addEventListener("visibilitychange", () => { edits.now(); if (!document.hidden) edits.hurry(); });
  if (page.dataset.keepDays !== undefined) edits.settled(long).then(() => purge(edits, journal)).catch(() => {});
  return edits;
}

function startSection(edits, section) {
  const again = ["reload", "back_forward"].includes(performance.getEntriesByType("navigation")[0]?.type);
  const changed = showWhen(page);
  bindLists(page, edits, section, say, { changed });
  showProblems(page, edits, section, say);
  showConflicts(page, edits, section, say);
  bindFields(page, edits, section, { typedEarly: !again, changed });
  startWizard(page, edits, say);
  const place = again ? rememberedPlace(window) : null;
  if (place) goToPlace(window, page, place);
  return place;
}

// the sign-out form's own token serves plans whose page is not open
async function sendAll(edits, journal) {
  edits?.hurry();
  const token = page?.dataset.token ?? signOut.querySelector("input[name=__RequestVerificationToken]")?.value;
  const waits = edits ? [edits.settled(long)] : [];
  for (const plan of new Set((await journal.list()).map(e => e.plan).filter(p => p !== page?.dataset.plan))) {
    const others = createEdits({ plan, url: `/plans/${plan}/edits`, token, journal });
    others.adopt(await journal.list(plan));
    waits.push(others.settled(long));
  }
  await Promise.all(waits);
  await journal.idle();
}

// told before anything goes, and what cannot be sent can still be saved to a file
const purge = (edits, journal) => journal.purge(Number(page.dataset.keepDays || 7), async old => {
  let remove = false;
  const left = old.filter(e => e.plan !== page.dataset.plan || edits.find(e.section, e.path)?.state !== "clean");
  if (!left.length) return true;
  const asked = ask(document, {
    title: say("keptTooLong", String(left.length), timeOfDay(left[0].at, browserClock.now(), document.documentElement.lang || undefined)),
    items: left.map(e => e.label || e.path),
    choices: [
      ["file", say("signOutFile"), () => { saveAnswers(document, say, left); return false; }],
      ["discard", say("throwAway"), () => { remove = true; }],
      ["cancel", say("keepOn"), () => {}],
    ],
  });
  await asked.closed;
  return remove;
});
