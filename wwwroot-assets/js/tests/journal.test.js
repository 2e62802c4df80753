import { openJournal } from "../journal.js";
import { equal, ok, test, throws } from "./harness.js";
import { HandClock, quiet, turn, until } from "./stage.js";

const entry = (id, value, more = {}) => ({ id, plan: "p1", at: 1000, section: "s", path: "words", label: "Words", base: "", value, opId: `op-${id}`, sent: null, voice: null, ...more });
const clock = new HandClock();
const open = (user = "u1", more = {}) => openJournal({ user, clock, ...more });

/** Everything the database holds, as it lies there. */
const raw = store => new Promise((resolve, reject) => {
  const opening = indexedDB.open("drafts");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const all = opening.result.transaction(store).objectStore(store).getAll();
    all.onsuccess = () => { opening.result.close(); resolve(all.result); };
  };
});

test("what is put is listed for its plan, oldest first, until it is removed", async () => {
  const journal = open();
  journal.put(entry("b", "two", { at: 2000 }));
  journal.put(entry("a", "one", { sent: { opId: "x", base: "", value: "on", voice: null } }));
  journal.put(entry("c", "elsewhere", { plan: "p2", at: 500 }));
  await journal.idle();
  ok(journal.durable);
  equal((await journal.list("p1")).map(e => e.value), ["one", "two"]);
  equal((await journal.list("p1"))[0].sent.value, "on");
  equal((await journal.list()).length, 3);
  equal([await journal.keptSince("p1"), await journal.keptSince(), await journal.keptSince("p3")], [1000, 500, null]);
  journal.remove("a");
  await journal.idle();
  equal((await journal.list("p1")).map(e => e.value), ["two"]);
});

test("only the latest of many writes is left, and a removal after them wins", async () => {
  const journal = open();
  for (let i = 0; i < 50; i++) journal.put(entry("a", "x".repeat(i)));
  journal.put(entry("b", "gone"));
  journal.remove("b");
  await journal.idle();
  equal((await journal.list("p1")).map(e => e.value.length), [49]);
});

test("what is kept survives the page", async () => {
  const first = open();
  first.put(entry("a", "My garden"));
  await first.close();
  const second = open();
  equal((await second.list("p1")).map(e => e.value), ["My garden"]);
});

test("no word and no place lies in the database as it was written, and the key cannot be taken out", async () => {
  const journal = open();
  journal.put(entry("a", "My garden and the blackbird"));
  await journal.idle();
  const [row] = await raw("edits");
  equal(Object.keys(row).sort(), ["at", "id", "iv", "plan", "sealed", "user", "writer"]);
  const bytes = new TextDecoder("latin1").decode(row.sealed);
  ok(!bytes.includes("garden") && !bytes.includes("words") && !bytes.includes("Words"));
  const [{ key }] = await raw("keys");
  equal(key.extractable, false);
  await throws(() => crypto.subtle.exportKey("raw", key), "");
});

test("another person's edits are neither read nor touched", async () => {
  const first = open("u1");
  first.put(entry("a", "Joyce's words", { at: clock.now() }));
  await first.close();
  const second = open("u2");
  second.put(entry("b", "Anne's words"));
  await second.idle();
  equal((await second.list()).map(e => e.value), ["Anne's words"]);
  equal(await second.keptSince("p1"), 1000);
  await second.purge(0, () => true);
  await second.forget();
  await second.close();
  equal((await raw("edits")).map(r => r.id), ["a"]);
  const again = open("u1");
  equal((await again.list()).map(e => e.value), ["Joyce's words"]);
});

test("an edit whose envelope was changed is not read as another's", async () => {
  const journal = open();
  journal.put(entry("a", "words"));
  await journal.idle();
  await new Promise(resolve => {
    const opening = indexedDB.open("drafts");
    opening.onsuccess = () => {
      const edits = opening.result.transaction("edits", "readwrite").objectStore("edits");
      edits.get("a").onsuccess = e => { edits.put({ ...e.target.result, plan: "p9" }).onsuccess = () => { opening.result.close(); resolve(); }; };
    };
  });
  equal(await journal.list(), []);
});

test("where storage is forbidden the page says so at once and keeps in memory", async () => {
  let said = 0;
  const journal = open("u1", { storage: { open() { throw new DOMException("no", "SecurityError"); } }, onTrouble: () => { said++; } });
  journal.put(entry("a", "words"));
  equal(await journal.ready, false);
  equal(said, 1);
  ok(!journal.durable);
  equal((await journal.list("p1")).map(e => e.value), ["words"]);
  journal.remove("a");
  await journal.idle();
  equal(await journal.list("p1"), []);
});

test("without storage, encryption or a person nothing is kept on the device", async () => {
  for (const more of [{ storage: null }, { crypto: { getRandomValues: () => {} } }, { user: "" }]) {
    const journal = open("u1", more);
    equal(await journal.ready, false);
    ok(!journal.durable);
  }
});

test("a database that never opens is given up after five seconds", async () => {
  const journal = open("u1", { storage: { open: () => ({}) } });
  journal.put(entry("a", "words"));
  await turn();
  await clock.advance(5000);
  equal(await journal.ready, false);
  equal((await journal.list()).map(e => e.value), ["words"]);
});

test("when storage is full the page says so, keeps in memory, and is durable again when there is room", async () => {
  let said = 0;
  const journal = open("u1", { onTrouble: () => { said++; } });
  journal.put(entry("a", "one"));
  await journal.idle();
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
  journal.put(entry("a", "one two"));
  await journal.idle();
  equal(said, 1);
  ok(!journal.durable);
  equal((await journal.list()).map(e => e.value), ["one two"]);
  IDBObjectStore.prototype.put = put;
  journal.put(entry("a", "one two three"));
  await journal.idle();
  ok(journal.durable);
  equal((await journal.list()).map(e => e.value), ["one two three"]);
});

test("edits of a tab that lives are left to it and taken over when it is gone", async () => {
  const first = open();
  first.put(entry("a", "half a sen"));
  await first.idle();
  const second = open();
  let taken = [];
  second.inherit("p1", entries => { taken = entries; for (const e of entries) second.put(e); });
  await second.idle();
  await quiet(200);
  equal(taken, []);
  first.put(entry("a", "half a sentence"));
  await first.close();
  await until(() => taken.length === 1);
  equal(taken[0].value, "half a sentence");
  await second.idle();
  const third = open();
  let stolen = [];
  third.inherit("p1", entries => { stolen = entries; });
  await third.idle();
  await quiet(200);
  equal(stolen, []);
});

test("of two tabs that wait for a third only one takes over", async () => {
  const first = open();
  first.put(entry("a", "words"));
  await first.idle();
  const taken = [];
  for (const name of ["second", "third"]) {
    const journal = open();
    journal.inherit("p1", entries => { for (const e of entries) { taken.push(name); journal.put(e); } });
    await journal.idle();
  }
  await quiet(200);
  await first.close();
  await until(() => taken.length > 0);
  await quiet(500);
  equal(taken.length, 1);
});

test("old edits go only after they were announced, and stay when the answer is no", async () => {
  const journal = open();
  const day = 86_400_000;
  journal.put(entry("old", "old words", { at: clock.now() - 8 * day }));
  journal.put(entry("new", "new words", { at: clock.now() - 6 * day }));
  await journal.idle();
  let announced = null;
  equal(await journal.purge(7, async list => { announced = list.map(e => e.value); equal((await journal.list()).length, 2); return false; }), 0);
  equal(announced, ["old words"]);
  equal(await journal.purge(7, () => true), 1);
  equal((await journal.list()).map(e => e.value), ["new words"]);
  equal(await journal.purge(7, () => { throw new Error("nothing to announce"); }), 0);
});

test("the journal of a person opens in two tabs at once with one key", async () => {
  const both = [open(), open()];
  both[0].put(entry("a", "one"));
  both[1].put(entry("b", "two"));
  for (const journal of both) await journal.idle();
  for (const journal of both) equal((await journal.list()).map(e => e.value).sort(), ["one", "two"]);
  equal((await raw("keys")).length, 1);
});

test("what another user left four months ago is removed, what they left since and what is one's own is not", async () => {
  const old = clock.now() - 121 * 86_400_000;
  const first = open("u1");
  first.put(entry("old", "long ago", { at: old }));
  first.put(entry("new", "lately", { at: old + 2 * 86_400_000 }));
  await first.idle();
  await first.close();
  const own = open("u1");
  equal((await own.list()).length, 2);
  await own.close();
  const other = open("u2");
  await other.ready;
  await other.close();
  equal((await raw("edits")).map(r => r.id), ["new"]);
});
