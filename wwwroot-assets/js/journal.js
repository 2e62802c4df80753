// What was written and is not on the server yet, kept on this device. Each edit is encrypted under a key that the browser
// holds and never gives out, one key for each person who signs in, and it is bound to that person, plan and edit.
// Edits belong to the page that wrote them, which holds a lock as long as it lives; when it is gone, another page of the
// same person takes them over. So two tabs never send each other's half-written words.

import { browserClock } from "./clock.js";
import { newId } from "./ids.js";
import { memoryJournal } from "./memory-journal.js";

const day = 86_400_000;
// longer than any organisation lets answers wait, with a month over for whoever comes back late
const longGone = 120;
// a busy old laptop takes that long; until then nothing is said to be kept only here
const longestOpening = 5000;

/** Opens the journal of a signed-in person; it can be used at once, and says by `durable` whether it outlives the page. */
export function openJournal({ user, name = "drafts", clock = browserClock, storage = safely(() => globalThis.indexedDB), crypto = globalThis.crypto, locks = globalThis.navigator?.locks, onTrouble = () => {} }) {
  const writer = newId();
  const wanted = new Map();
  const overflow = memoryJournal();
  const unwritten = new Set();
  let db = null, key = null, opened = null, working = null, leave = () => {};

  const ready = open().then(() => true, () => { db = null; return false; }).then(answer => {
    opened = answer;
    if (!answer) onTrouble();
    return answer;
  });

  async function open() {
    if (!user || !storage || !crypto?.subtle) throw new Error("no storage");
    const opening = storage.open(name, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("keys", { keyPath: "user" });
      opening.result.createObjectStore("edits", { keyPath: "id" }).createIndex("user", "user");
    };
    db = await inTime(done(opening));
    // the site's data are being cleared: from now on there is only memory
    db.onclose = db.onversionchange = () => { shut(); opened = false; onTrouble(); };
    key = await inTime(ownKey());
    await inTime(dropLongGone()).catch(() => {});
    if (locks) await live();
  }

  // holds this page's lock until the page is gone
  const live = () => new Promise(begun => {
    locks.request(lockOf(writer), () => new Promise(end => { leave = end; begun(); })).catch(() => { locks = null; begun(); });
  });

  async function ownKey() {
    const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // asked again inside the transaction, because another tab may have made one meanwhile
    const keys = db.transaction("keys", "readwrite").objectStore("keys");
    const known = await done(keys.get(user));
    if (known) return known.key;
    await done(keys.put({ user, key: fresh }));
    return fresh;
  }

  /** Words of somebody who never came back to this device must not lie here for ever, sealed or not. */
  async function dropLongGone() {
    const kept = await done(db.transaction("edits").objectStore("edits").getAll());
    for (const row of kept) if (row.user !== user && row.at < clock.now() - longGone * day) await erase(row.id);
  }

  function inTime(promise) {
    let timer;
    return Promise.race([promise, new Promise((_, reject) => { timer = clock.setTimeout(() => reject(new Error("too slow")), longestOpening); })])
      .finally(() => clock.clearTimeout(timer));
  }

  const lockOf = who => `${name}:${who}`;
  const boundTo = ({ id, plan, at, writer: by }) => new TextEncoder().encode(JSON.stringify([user, id, plan, at, by]));

  function want(id, entry) {
    wanted.set(id, entry);
    working ??= work().finally(() => { working = null; });
  }

  // one at a time and only the latest of each edit, so that fast typing never piles up
  async function work() {
    await ready;
    while (wanted.size) {
      const [[id, entry]] = wanted;
      wanted.delete(id);
      try {
        if (db) await (entry ? write(entry) : erase(id));
        unwritten.delete(id);
        if (db || !entry) overflow.remove(id);
        else overflow.put(entry);
      } catch {
        if (!entry) continue;
        overflow.put(entry);
        unwritten.add(id);
        onTrouble();
      }
    }
  }

  async function write(entry) {
    const { id, plan, at, ...words } = entry;
    const row = { id, user, plan, at, writer };
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(words));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: boundTo(row) }, key, text);
    await finished(tx => tx.put({ ...row, iv, sealed }));
  }

  const erase = id => finished(tx => tx.delete(id));

  function finished(change) {
    return new Promise((resolve, reject) => {
      const transaction = db.transaction("edits", "readwrite");
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("not kept"));
      change(transaction.objectStore("edits"));
    });
  }

  async function rows(plan) {
    await ready;
    try {
      const own = db ? await done(db.transaction("edits").objectStore("edits").index("user").getAll(user)) : [];
      return own.filter(r => plan === undefined || r.plan === plan);
    } catch {
      return [];
    }
  }

  async function read(row) {
    try {
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv, additionalData: boundTo(row) }, key, row.sealed);
      return { ...JSON.parse(new TextDecoder().decode(text)), id: row.id, plan: row.plan, at: row.at, writer: row.writer };
    } catch {
      return null;
    }
  }

  async function list(plan) {
    await idle();
    const kept = (await Promise.all((await rows(plan)).map(read))).filter(Boolean);
    const here = await overflow.list(plan);
    return [...kept.filter(k => !here.some(h => h.id === k.id)), ...here].sort((a, b) => a.at - b.at);
  }

  async function keptSince(plan) {
    const times = [...await rows(plan), ...await overflow.list(plan)].map(r => r.at);
    return times.length ? Math.min(...times) : null;
  }

  async function inherit(plan, take) {
    const others = new Set((await rows(plan)).map(r => r.writer).filter(w => w !== writer));
    const from = async who => {
      const left = (await list(plan)).filter(e => e.writer === who);
      if (left.length) take(left);
      await idle();
    };
    // a lock is granted when its page is gone: at once after a crash or reload, later when the other tab is closed
    return Promise.all([...others].map(who => locks ? locks.request(lockOf(who), () => from(who)) : from(who)));
  }

  const older = async days => (await rows()).filter(r => r.at < clock.now() - days * day);

  async function purge(days, announce) {
    const old = await older(days);
    if (!old.length) return 0;
    if (await announce((await Promise.all(old.map(read))).filter(Boolean)) === false) return 0;
    for (const row of old) await erase(row.id);
    return old.length;
  }

  async function forget() {
    await idle();
    for (const row of await rows()) await erase(row.id);
    for (const entry of await overflow.list()) overflow.remove(entry.id);
    unwritten.clear();
  }

  function shut() {
    leave();
    db?.close();
    db = null;
  }

  async function idle() {
    await ready;
    while (working) await working;
  }

  return {
    /** Resolves to whether the device keeps things at all. */
    ready,
    /** False as soon as something written here would not outlive the page. */
    get durable() { return opened !== false && unwritten.size === 0; },
    /** Keeps the latest state of an edit. */
    put: entry => want(entry.id, entry),
    /** Lets go of an edit that the server has. */
    remove: id => want(id, null),
    /** The edits kept for a plan, or for every plan, oldest first. */
    list,
    /** When the oldest edit still kept was written, or null. */
    keptSince,
    /** Hands over the edits that pages now gone have left for a plan, as soon as each is gone. */
    inherit,
    /** The edits older than so many days, oldest first. */
    olderThan: async days => (await Promise.all((await older(days)).map(read))).filter(Boolean).sort((a, b) => a.at - b.at),
    /** Removes edits older than so many days, after the callback has heard of them and not answered false. */
    purge,
    /** Removes all of this person's edits from the device. */
    forget,
    /** Waits until all that was put is written, or known not to be. */
    idle,
    /** Gives up the lock and the database, as the end of the page does. */
    close: async () => { await idle(); shut(); },
  };
}

const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = request.onblocked = () => reject(request.error ?? new Error("blocked"));
});

function safely(fn) {
  try { return fn(); } catch { return null; }
}
