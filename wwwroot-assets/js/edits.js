// The write path of the page: every change becomes an edit, is kept on the device, sent, and let go when the server has it.
// An attempt that may have arrived is repeated as it was, with its op id, until it is answered; what was typed since waits
// and goes out on the acknowledged value. So a lost answer, a second tab or a crash can neither lose an edit nor apply it twice.

import { browserClock } from "./clock.js";
import { heldWithin, lettingGo, sendLast } from "./departure.js";
import { editRequests } from "./edit-requests.js";
import { newId as anyId } from "./ids.js";
import { memoryJournal } from "./memory-journal.js";
import { startRetries } from "./retries.js";

const quiet = 700;
const atOnce = 4;

/** Starts the write path of a plan; nothing is sent before something changes. */
export function createEdits({ plan, url, token, journal = memoryJournal(), clock = browserClock, fetch = globalThis.fetch.bind(globalThis), newId = anyId, voiceOf = () => null }) {
  const post = editRequests({ url, token, clock, fetch });
  const { letGo, depart } = lettingGo(journal, clock);
  const records = new Map();
  const listeners = new Set();
  const retries = startRetries(clock, () => hurry());
  let stopped = null, inFlight = 0, sequence = 0, savedAt = null, looking = false;

  const tell = (type, record = null, more = {}) => { for (const listener of [...listeners]) listener({ type, record, ...more }); };
  const all = () => [...records.values()].filter(r => r.state !== "clean").sort((a, b) => a.order - b.order);
  const find = (section, path) => records.get(`${section}/${path}`);

  function at(section, path, base = "") {
    const key = `${section}/${path}`;
    if (!records.has(key)) records.set(key, { key, section, path, base, value: base, label: "", state: "clean", sent: null, older: [], id: newId() });
    return records.get(key);
  }

  function change(section, path, written, { label = "", base } = {}) {
    // half of a character is in no encoding, and would never arrive
    const value = written.toWellFormed();
    const r = at(section, path, base);
    if (label) r.label = label;
    if (value === r.value) return;
    r.value = value;
    r.opId = newId();
    if (r.sent) r.newerSince ??= clock.now();
    if (r.state === "conflict") { keep(r); tell("changed", r); return; }
    if (value === r.base && !r.sent) { settle(r); tell("undone", r); return; }
    if (r.state === "clean") { r.since = clock.now(); r.order = ++sequence; }
    r.state = "waiting";
    r.due = false;
    clock.clearTimeout(r.timer);
    // with nowhere to keep it, the less time it is only here the better
    r.timer = clock.setTimeout(() => { r.due = true; pump(); }, journal.durable ? quiet : quiet / 4);
    keep(r);
    tell("changed", r);
  }

  function now(section, path) {
    for (const r of path === undefined ? all() : [find(section, path)]) {
      if (r?.state === "waiting") r.due = true;
    }
    pump();
  }

  // words carry their voice with them, so the voice waits for words that may be on their way with another
  const wordsOf = r => r.path.endsWith("/voice") ? find(r.section, r.path.replace(/voice$/, "words")) : null;
  const voiceBeside = r => r.path.endsWith("/words") ? at(r.section, r.path.replace(/words$/, "voice")) : null;
  const ready = r => r.state === "waiting" && !r.flying && (r.due || r.sent) && !wordsOf(r)?.sent;

  function pump() {
    if (stopped) return;
    for (const r of all().filter(ready)) {
      // after a failure one goes ahead, and the others follow when it is answered
      if (inFlight >= (retries.failing ? 1 : atOnce) || retries.resting) return;
      if (ready(r)) send(r, false);
    }
  }

  async function send(r, keepalive) {
    const sent = r.sent ??= { opId: r.opId, base: r.base, value: r.value, voice: r.path.endsWith("/words") ? voiceOf(r.section, r.path) ?? r.voice ?? null : null };
    r.flying = true;
    inFlight++;
    keep(r);
    tell("sending", r);
    const answer = await post(r, sent, keepalive);
    r.flying = false;
    inFlight--;
    // discarded, or taken over, while it was on its way; or given up because the signal is back, which says nothing of the edit
    if (r.sent === sent && !answer?.hung) heard(r, answer);
    pump();
  }

  function heard(r, answer) {
    const { status, said } = answer ?? { status: 0, said: {} };
    if (status === 200 && said.state === "saved") return accepted(r, said);
    if (status === 409 && said.state === "conflict") return conflicted(r, said);
    if (status === 401) return stop("session");
    if (status === 400 && said.why === "Token") return stop("token");
    // a café's sign-in page also answers 200; only the portal says "saved"
    if (status < 400 || status >= 500 || status === 408 || status === 409 || status === 429) return failed(r);
    refused(r, status, said);
  }

  function failed(r) {
    // the next try is another's turn: one that always fails must not hold up the rest
    r.order = ++sequence;
    if (retries.failed()) tell("failed", r);
  }

  function accepted(r, said) {
    const sent = r.sent;
    retries.reached();
    r.sent = null;
    // an edit applied before answers with what is there now, which may be another's: the next change must meet it as a conflict
    r.base = said.again ? sent.value : said.value ?? sent.value;
    savedAt = said.at ?? savedAt;
    const voice = sent.voice ? voiceBeside(r) : null;
    if (voice && !voice.sent) {
      voice.base = sent.voice;
      if (voice.state === "clean") voice.value = sent.voice;
      else if (voice.value === sent.voice) settle(voice);
    }
    if (sent.value !== sent.base) endStandings(r);
    if (r.value === sent.value) settle(r);
    else { r.since = r.newerSince ?? clock.now(); keep(r); }
    r.newerSince = null;
    tell("saved", r, { problems: said.problems ?? [], sequence: said.sequence, voiced: voice?.path });
  }

  // how somebody stands was to the words as they were: the server lets go of it with them, or keeps it as said of earlier ones
  function endStandings(words) {
    if (!words.path.endsWith("/words")) return;
    const beside = words.path.replace(/words$/, "standing/");
    for (const r of records.values()) {
      if (r.section !== words.section || !r.path.startsWith(beside) || r.base === "" || r.sent) continue;
      r.base = "";
      if (r.state !== "clean") continue;
      r.value = "";
      tell("arrived", r);
    }
  }

  // an entry is only ever in or out, and no voice at all is nobody's choice
  const isEntry = r => /^[^/]+\/[^/]+$/.test(r.path) && !r.path.endsWith("/words") && (r.value === "added" || r.value === "removed");
  const isPlain = (r, theirs) => isEntry(r) || (r.path.endsWith("/voice") && theirs === "");

  function conflicted(r, { theirs = "", by, at: when, sequence = 0 }) {
    retries.reached();
    r.sent = null;
    if (theirs === r.value) { r.base = theirs; settle(r); tell("saved", r, { problems: [] }); return; }
    if (isPlain(r, theirs)) { again(r, theirs); return; }
    r.state = "conflict";
    r.theirs = { value: theirs, by, at: when, sequence };
    keep(r);
    tell("conflict", r);
  }

  function again(r, base) {
    Object.assign(r, { base, opId: newId(), state: "waiting", due: true, theirs: null });
    keep(r);
  }

  function refused(r, status, said) {
    const sent = r.sent;
    retries.reached();
    r.sent = null;
    if (r.value !== sent.value) { keep(r); return; }
    r.state = "refused";
    r.why = said.why ?? (status === 404 ? "NotFound" : status === 413 ? "TooLong" : "Refused");
    keep(r);
    tell("refused", r, { problems: said.problems ?? [] });
  }

  function choose(section, path, choice) {
    const r = find(section, path);
    if (r?.state !== "conflict") return;
    const { value } = r.theirs;
    if (choice === "both") r.value = `${value}\n${r.value}`;
    if (choice === "theirs") { r.base = r.value = value; settle(r); } else again(r, value);
    tell("chosen", r);
    pump();
  }

  function keep(r) {
    const { id, section, path, label, base, value, opId, sent, voice, since } = r;
    journal.put({ id, plan, at: since, section, path, label, base, value, opId, sent, voice: voiceOf(section, path) ?? voice ?? null });
  }

  function settle(r) {
    clock.clearTimeout(r.timer);
    Object.assign(r, { state: "clean", sent: null, theirs: null, newerSince: null, due: false });
    letGo(r.id);
    const older = r.older.shift();
    if (older) take(r, older);
    else r.id = newId();
  }

  function take(r, entry) {
    const { id, label, base, value, opId, sent, voice, at: since } = entry;
    Object.assign(r, { id, label: label || r.label, base, value, opId, sent, voice, since, state: "waiting", due: true, order: ++sequence });
    keep(r);
    tell("restored", r);
  }

  function adopt(entries) {
    for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
      const r = at(entry.section, entry.path, entry.base);
      if (r.state === "clean" && r.value === entry.value && r.base === entry.value && entry.base !== entry.value) journal.remove(entry.id);
      else if (r.state === "clean") take(r, entry);
      else if (r.id !== entry.id) { r.older.push(entry); journal.put(entry); }
    }
    pump();
  }

  function arrive(section, path, { value, ...more }) {
    const r = at(section, path, value);
    if (r.state === "conflict") { conflicted(r, { ...more, theirs: value }); pump(); }
    else if (r.state === "clean" && r.base !== value) {
      r.base = r.value = value;
      tell("arrived", r);
    }
  }

  function flush() {
    if (!stopped) sendLast(all().filter(r => r.state === "waiting" && !wordsOf(r)?.sent), { post, send });
  }

  function stop(why) {
    if (stopped === why) return;
    stopped = why;
    retries.stop();
    tell("stopped");
  }

  function hurry({ hung } = {}) {
    retries.hurry();
    if (hung !== undefined) post.hung(hung);
    pump();
  }

  const settled = ms => heldWithin(ms, () => !all().some(r => r.state === "waiting"), listeners, clock);

  function forget(section, path) {
    const under = [...records.values()].filter(r => r.section === section && (r.path === path || r.path.startsWith(path + "/")));
    if (under.some(r => r.sent || r.base !== "")) return false;
    for (const r of under) { r.value = ""; settle(r); }
    return true;
  }

  return {
    /** Says what the server has at a place, before anything is changed there. */
    base: (section, path, value) => { at(section, path, value); },
    /** Notes a new value at a place; it is kept at once and sent after a little quiet. */
    change,
    /** Sends at once what waits at a place, or everywhere. */
    now,
    /** Tries again at once, whatever the pause was, also what has been on its way for longer than so many milliseconds. */
    hurry,
    /** Another page was asked for: what is acknowledged from now on is let go of by that one, or by this one if it stays. */
    depart,
    /** Until this is done it is not known what the device keeps, and nothing is said to be saved. */
    look: promise => {
      looking = true;
      promise.catch(() => {}).then(() => { looking = false; tell("looked"); });
    },
    /** Sends everything in requests that outlive the page. */
    flush,
    /** Takes over edits that an earlier page kept. */
    adopt,
    /** Takes in what another page saved at a place where nothing is unsent; a conflict gets the newer words of the other. */
    arrive,
    /** Answers a conflict with "mine", "theirs" or "both". */
    choose,
    /** Lets go of an entry that was never sent, or answers false when it was. */
    forget,
    /** Lets go of what is not sent, or of those ids only; never done unless asked for by name. */
    discard: ids => {
      for (const r of all().filter(one => !ids || ids.includes(one.id))) {
        r.value = r.base;
        if (!ids) r.older = [];
        settle(r);
      }
      tell("discarded");
    },
    /** Sends nothing more until resumed. */
    stop,
    /** Sends again after a stop. */
    resume: () => { if (stopped) { stopped = null; tell("resumed"); hurry(); } },
    /** Waits at most that long until nothing is on its way, and answers whether that is so. */
    settled,
    /** Waits until the device has what was typed, and answers whether it will survive the page. */
    kept: async () => { await journal.idle(); return journal.durable; },
    /** Calls back on everything that happens. */
    listen: listener => { listeners.add(listener); },
    /** The record of a place, if anything is known of it. */
    find,
    /** Everything not acknowledged, oldest first. */
    unsent: all,
    /** How things stand: nothing in it is guessed. */
    summary: () => ({ unsent: all(), since: Math.min(...all().map(r => r.since)), failing: retries.failing, looking, stopped, savedAt, durable: journal.durable }),
  };
}
