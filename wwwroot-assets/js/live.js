// Other people in the same section: where they write, and what they have saved. It comes over the circuit of the page's live
// part, and where they write goes out there; without a circuit there is simply nothing of this. A field that has the focus or
// holds words not sent yet is never touched: its base stays what was seen, so that a change there is met as a conflict.

import { browserClock } from "./clock.js";
import { entryOf, fieldOf, inputsOf, labelOf } from "./fields.js";
import { make } from "./words.js";

const settle = 400;
const still = 45_000;
const longest = 90_000;

let page = null, island = null;
const early = [];

/** The live part of the page has its circuit: from now on it is told where somebody writes. */
export function join(reference) {
  island = reference;
  page?.joined();
}

/** What others saved, newest last. */
export function hear(places) {
  if (page) page.hear(places); else early.push(places);
}

/** Who writes where at this moment. */
export function meet(people) {
  page?.meet(people);
}

/** Starts following others in a section's page. */
export function startLive(root, edits, section, say, lists, { clock = browserClock, changed = () => {} } = {}) {
  const { ownerDocument: document } = root;
  const others = document.querySelector("[data-others]");
  const known = new Map();
  const late = new Map();
  let told = "", at = "", timer = null, moved = 0, writing = [], expiry = null;

  // --- where I write: never more than one message for a move, and none for a key

  const isOurs = input => Boolean(input?.name) && input.type !== "hidden" && root.contains(input) && input.closest("[data-field]") !== null;

  function go(path) {
    at = path;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(tellIt, settle);
  }

  function tellIt() {
    clock.clearTimeout(timer);
    if (at) timer = clock.setTimeout(rest, still);
    if (at === told || !island) return;
    told = at;
    island.invokeMethodAsync("Writes", at).catch(() => { told = ""; });
  }

  // a cursor that was left standing is nobody writing
  function rest() {
    if (clock.now() - moved < still) { timer = clock.setTimeout(rest, still - (clock.now() - moved)); return; }
    at = "";
    tellIt();
  }

  root.addEventListener("focusin", e => { if (isOurs(e.target)) { moved = clock.now(); go(e.target.name); } });
  root.addEventListener("focusout", () => { go(""); clock.setTimeout(catchUp, 0); });
  root.addEventListener("input", e => {
    if (!isOurs(e.target)) return;
    moved = clock.now();
    if (at !== e.target.name) go(e.target.name);
    if (!late.has(e.target.name)) notes(e.target.name).forEach(n => n.remove());
  });

  // --- where others write

  function meet(people) {
    writing = people;
    clock.clearTimeout(expiry);
    // whoever is cut off hears nobody leave
    if (people.length) expiry = clock.setTimeout(() => meet([]), longest);
    for (const line of root.querySelectorAll("[data-writing]")) line.remove();
    const byField = new Map();
    for (const { name, path } of people) {
      const field = fieldOf(root, path);
      if (field) byField.set(field, [...byField.get(field) ?? [], name]);
    }
    for (const [field, names] of byField) {
      field.append(make(document, "p", { class: "writing", "data-writing": true }, face(names[0]), say("writesHere", names.join(", "))));
    }
    const elsewhere = people.filter(p => fieldOf(root, p.path)?.closest("[data-question]")?.hidden);
    others?.replaceChildren(...elsewhere.slice(0, 2).map(p => make(document, "span", {}, `${say("writesAt", p.name, labelOf(root, p.path))} `)));
  }

  const face = name => make(document, "span", { class: "face", "aria-hidden": "true" }, name.slice(0, 1));

  // --- what others saved

  const recordOf = path => edits.find(section, path);
  const wordsOf = path => /\/(voice|ownWords|standing\/[^/]+)$/.test(path) ? recordOf(path.replace(/(voice|ownWords|standing\/[^/]+)$/, "words")) : null;
  // whoever goes on to the quiet line below a field is still there: the line must not go away under them
  const isFocused = path => (isOurs(document.activeElement) || document.activeElement?.closest("[data-news]")) && fieldOf(root, path)?.contains(document.activeElement);
  // whose words they are goes with the words
  const isBusy = path => isFocused(path) || [recordOf(path), wordsOf(path)].some(r => r && r.state !== "clean");
  const isNews = ({ path, sequence }) => sequence > (known.get(path) ?? 0);

  function hear(places) {
    for (const place of places.filter(isNews)) {
      known.set(place.path, place.sequence);
      if (/^[^/]+\/[^/]+$/.test(place.path) && lists.has(place.path.split("/")[0]) && ["added", "removed"].includes(place.value)) hearEntry(place);
      else take(place);
    }
  }

  function take(place) {
    const { path, value } = place;
    const record = recordOf(path);
    late.delete(path);
    if (!record || record.state === "conflict") { edits.arrive(section, path, place); return; }
    if (record.state === "clean" && record.base === value) return;
    if (isBusy(path)) {
      if (value === record.value) return;
      late.set(path, place);
      note(place, "changedBy", ["seeIt", () => see(path)]);
      return;
    }
    edits.arrive(section, path, place);
    changed();
    note(place, "wroteThis");
  }

  // by the person's own choice, so the field may change under the cursor; words not sent yet go out and meet theirs
  function see(path) {
    const field = fieldOf(root, path);
    for (const [other, place] of [...late]) {
      if (fieldOf(root, other) !== field) continue;
      if (recordOf(other).state !== "clean") { edits.now(section, other); continue; }
      drop(other);
      edits.arrive(section, other, place);
      note(place, "wroteThis");
    }
    changed();
    inputsOf(root, path)[0]?.focus();
  }

  function catchUp() {
    for (const [path, place] of [...late]) {
      const record = recordOf(path);
      // the page's own change came after it, or both versions stand there to be chosen from
      if (place.sequence < known.get(path)) drop(path);
      else if (record.state === "conflict") {
        drop(path);
        if (record.theirs.sequence < place.sequence) edits.arrive(section, path, place);
      } else if (!isBusy(path)) take(place);
    }
  }

  function drop(path) {
    late.delete(path);
    for (const old of notes(path)) old.remove();
  }

  const notes = path => [...root.querySelectorAll("[data-news]")].filter(n => n.dataset.news === path);

  // quiet by itself; spoken only where it concerns what somebody is doing
  function note({ path, by, at: when }, key, ...ways) {
    const field = fieldOf(root, path);
    // the words say it already for the voice and the standings beside them
    if (!field || /\/(voice|ownWords|standing\/[^/]+)$/.test(path)) return;
    for (const old of field.querySelectorAll("[data-news]")) old.remove();
    field.append(make(document, "p", { class: "from-other", "data-news": path, role: ways.length ? "status" : null }, said(key, by, when), ...ways.map(button)));
  }

  const said = (key, by, when) => `${by ? say(key, by, when) : say(`${key}.somebody`, when)} `;
  // pressing it leaves the focus in the field, which would otherwise take the line away before the press is over
  const button = ([key, click]) => make(document, "button", { type: "button", class: "link", click, mousedown: e => e.preventDefault() }, say(key));

  // --- entries of lists

  function hearEntry(place) {
    const { path, value, by, at: when } = place;
    const [list, id] = path.split("/");
    const entry = entryOf(root, path);
    const record = recordOf(path);
    if (record && record.state !== "clean") return;
    edits.arrive(section, path, place);
    for (const old of notes(path)) old.remove();
    if (value === "added" && entry) { if (entry.hidden) lists.bringBack(entry); return; }
    if (value === "added") { lineFor(list, path, said("addedOne", by, when), ["showIt", e => draw(list, id, e)]); return; }
    if (!entry || entry.hidden) return;
    if (entry.contains(document.activeElement) || edits.unsent().some(r => r.path.startsWith(path + "/"))) {
      const back = () => { edits.change(section, path, "added", { label: labelOf(root, path) }); edits.now(section, path); notes(path).forEach(n => n.remove()); };
      entry.prepend(make(document, "p", { class: "from-other", "data-news": path, role: "status" }, said("tookOut", by, when), button(["putBack", back])));
      return;
    }
    lists.hide(entry, said("tookOut", by, when));
  }

  function lineFor(list, path, words, way) {
    lists.of(list).after(make(document, "p", { class: "from-other", "data-news": path, role: "status" }, words, button(way)));
  }

  function draw(list, id, e) {
    e.target.closest("[data-news]").remove();
    const entry = lists.show(list, id);
    entry.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }

  edits.listen(({ type, record, sequence, voiced }) => {
    if (record?.section !== section) return;
    const newest = (path, number) => known.set(path, Math.max(number, known.get(path) ?? 0));
    if (type === "saved" && sequence) for (const path of [record.path, voiced].filter(Boolean)) newest(path, sequence);
    if (type === "conflict") newest(record.path, record.theirs.sequence);
    if (late.size) clock.setTimeout(catchUp, 0);
  });
  // who writes at a question that is not shown stands at the foot of the page
  window.addEventListener("hashchange", () => meet(writing));

  page = { hear, meet, joined: () => { told = ""; if (at) go(at); } };
  for (const places of early.splice(0)) hear(places);
  return page;
}
