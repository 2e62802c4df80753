import { askAlive } from "./alive.js";
import { askFirst } from "./ask-first.js";
import { browserClock } from "./clock.js";
import { showConflicts } from "./conflicts.js";
import { createEdits } from "./edits.js";
import { followHands } from "./hands.js";
import { holdForms, isHeld } from "./held-forms.js";
import { openJournal } from "./journal.js";
import { watchKeeping } from "./keeping.js";
import { bindLists } from "./lists.js";
import { startLive } from "./live.js";
import { goToPlace, keepPlace, rememberedPlace } from "./place.js";
import { showProblems } from "./problems.js";
import { watchCircuit } from "./reconnect.js";
import { watchSession } from "./session.js";
import { showWhen } from "./shown-when.js";
import { guardSignOut } from "./sign-out.js";
import { bindSigning } from "./signing-pad.js";
import { startStateLine } from "./state-line.js";
import { bindTableView } from "./table-view.js";
import { followTotals } from "./totals.js";
import { bindFields, voiceOf } from "./typing.js";
import { startWizard } from "./wizard.js";
import { watchVisit } from "./visit.js";
import { readWords } from "./words.js";

const long = 10_000;
const short = 2000;
let lastField = null;
const say = readWords(document);
const user = document.body.dataset.user ?? "";
const page = document.querySelector("[data-edits]");
const signOut = document.querySelector("form[data-sign-out], form[action$='/sign-out']");
const stateLine = document.getElementById("state-line");
const asks = page?.dataset.wizard !== undefined && page.dataset.readOnly === undefined;
const token = page?.dataset.token ?? stateLine?.dataset.token ?? signOut?.querySelector("input[name=__RequestVerificationToken]")?.value;
// what an earlier page left is sent from every page of the plan that has a state line; not at the signing table, where a late edit
// would make what lies there to be signed a thing of the past
const plan = page?.dataset.plan ?? (stateLine && token ? /^\/plans\/([0-9a-f-]{36})(?!\/agree)/i.exec(location.pathname)?.[1] : undefined);

const pause = ms => new Promise(resolve => { browserClock.setTimeout(resolve, ms); });

bindTableView(document);
followHands({ user });
for (const form of document.querySelectorAll("form[data-signing]")) bindSigning(form);
const circuit = document.getElementById("components-reconnect-modal");
if (user && (plan || signOut || stateLine)) start();
else if (circuit) watchCircuit({ element: circuit });
// the state line watches the session where it watches a plan
if (user && !(stateLine && plan)) watchSession({ window });
if (user) askFirst({ window });

function start() {
  let line = null;
  const journal = openJournal({ user, onTrouble: () => line?.draw() });
  const edits = plan ? startPlan(journal) : null;
  const held = say.has("heldBack") ? holdForms(document, { journal, say, user, changed: () => line?.draw() }) : null;
  if (stateLine && edits) line = startStateLine({ element: stateLine, edits, say, plan, root: page, user, held });
  if (circuit) watchCircuit({ element: circuit, edits });
  const guard = { edits, journal, say, send: () => sendAll(edits, journal) };
  if (signOut) guardSignOut(signOut, guard);
  watchVisit(document, guard);
  for (const form of document.querySelectorAll("form[data-leaving]")) guardSignOut(form, { ...guard, stays: true });
}

function startPlan(journal) {
  const { section, edits: url = `/plans/${plan}/edits` } = page?.dataset ?? {};
  const edits = createEdits({ plan, url, token, journal, fetch: mine, voiceOf: (of, path) => asks && of === section ? voiceOf(page, path) : null });
  const place = asks ? startSection(edits, section) : null;
  const inherited = journal.inherit(plan, entries => {
    edits.adopt(entries);
    // words put back into the field move its cursor
    if (place && document.activeElement?.name === place.name) goToPlace(window, page, place);
  }).catch(() => {});
  // entries of another tab that lives stay with it
  edits.look(journal.keptSince(plan).then(since => since === null ? null : Promise.race([inherited, pause(short)])));
  window.addEventListener("beforeunload", () => edits.depart());
  window.addEventListener("pagehide", () => { edits.flush(); if (asks) keepPlace(window, lastField); });
  window.addEventListener("online", () => edits.hurry());
  document.addEventListener("visibilitychange", () => { edits.now(); if (!document.hidden) edits.hurry(); });
  // sent first, if that can be; a tab that lives keeps what is its own
  if (page?.dataset.keepDays !== undefined) Promise.race([inherited, pause(long)]).then(() => edits.settled(long))
    .then(() => watchKeeping({ edits, journal, say, days: Number(page.dataset.keepDays || 7), stateLine }));
  return edits;
}

// the server takes nothing under this page's name that was typed before the laptop changed hands
function mine(url, init) {
  return fetch(url, { ...init, headers: { ...init.headers, "Care-User": user } });
}

function startSection(edits, section) {
  const again = ["reload", "back_forward"].includes(performance.getEntriesByType("navigation")[0]?.type);
  const changed = showWhen(page);
  const lists = bindLists(page, edits, section, say, { changed });
  showProblems(page, edits, section, say);
  showConflicts(page, edits, section, say, { changed });
  bindFields(page, edits, section, { changed });
  startWizard(page, edits, say, { reached: async () => await askAlive() !== 0 });
  startLive(page, edits, section, say, lists, { changed });
  followTotals(document, edits, { fetch: mine });
  page.addEventListener("focusout", e => { if (e.target.name) lastField = e.target; });
  const place = again || signedInAgain() ? rememberedPlace(window) : null;
  if (place) {
    goToPlace(window, page, place);
    // a browser that follows the address to its question takes the focus away once more when the page is there
    window.addEventListener("load", () => window.requestAnimationFrame(() => { if (document.activeElement === document.body) goToPlace(window, page, place); }), { once: true });
  }
  return place;
}

function signedInAgain() {
  return document.referrer !== "" && new URL(document.referrer).pathname === "/sign-in";
}

async function sendAll(edits, journal) {
  edits?.hurry();
  const waits = edits ? [edits.settled(long)] : [];
  for (const other of new Set((await journal.list()).filter(e => !isHeld(e)).map(e => e.plan).filter(p => p !== plan))) {
    const others = createEdits({ plan: other, url: `/plans/${other}/edits`, token, journal, fetch: mine });
    others.adopt(await journal.list(other));
    waits.push(others.settled(long));
  }
  await Promise.all(waits);
  await journal.idle();
}
