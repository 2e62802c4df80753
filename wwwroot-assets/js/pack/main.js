// A visit pack: opens with its passphrase, keeps what is written, and gives it back as a file. No network at any time.

import { timeOfDay } from "../clock.js";
import { readWords } from "../words.js";
import { keepChanges } from "./changes.js";
import { openDraft } from "./draft.js";
import { openLock } from "./lock.js";
import { startPages } from "./pages.js";
import { offer, packWith } from "./save.js";

const pause = 250;

// taken before anything on the page changes: a saved file is this one with other answers
const source = "<!DOCTYPE html>\n" + document.documentElement.outerHTML;
const say = readWords(document);
const pack = JSON.parse(document.getElementById("pack").textContent);
const inFile = JSON.parse(document.getElementById("answers").textContent);
const header = JSON.parse(pack.header);
const form = document.querySelector("form[data-unlock]");
const error = form.querySelector(".error");
const lang = document.documentElement.lang || undefined;

document.querySelector(".skip").addEventListener("click", e => { e.preventDefault(); document.getElementById("main").focus(); });
form.hidden = false;
if (!globalThis.crypto?.subtle) complain("packTooOld");
else form.addEventListener("submit", e => { e.preventDefault(); unlock(); });
form.elements.passphrase.focus();

function complain(key) {
  error.textContent = say(key);
  error.hidden = false;
  form.elements.passphrase.setAttribute("aria-invalid", "true");
  form.elements.passphrase.focus();
}

async function unlock() {
  const button = form.querySelector("button");
  if (button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");
  error.hidden = true;
  form.querySelector("[role=status]").textContent = say("packOpening");
  const lock = await openLock(pack, form.elements.passphrase.value);
  form.querySelector("[role=status]").textContent = "";
  button.removeAttribute("aria-disabled");
  if (!lock) return complain("packWrong");
  const text = await lock.open(pack.plan, "plan");
  const answers = inFile && await lock.open(inFile, "answers");
  if (text === null || answers === null && inFile) return complain("packAltered");
  form.elements.passphrase.value = "";
  await open(lock, JSON.parse(text), answers ? JSON.parse(answers).edits : []);
}

async function open(lock, plan, before) {
  const draft = openDraft({ storage: () => window.localStorage, pack: header.pack, lock });
  const keeps = draft.can();
  const line = document.getElementById("state-line");
  let timer = null, kept = null, failed = !keeps, savedAt = null, pages = null;
  const changes = keepChanges({ changed: () => { savedAt = null; clearTimeout(timer); timer = setTimeout(keep, pause); draw(); } });
  for (const edit of before) edit.saved = true;
  changes.adopt(before);
  changes.adopt(keeps ? await draft.read() : null);

  // two tabs of one pack keep one draft: what the other wrote is taken in, and what it has not got is kept again
  draft.follow(window, edits => {
    changes.adopt(edits);
    pages?.again();
    if (changes.all().length > edits.length) keep();
    draw();
  });

  async function keep() {
    clearTimeout(timer);
    timer = null;
    if (!keeps) return;
    failed = !await draft.write(changes.all());
    kept = Date.now();
    draw();
  }

  function draw() {
    const unsaved = changes.unsaved();
    const [state, text] = savedAt ? ["saved", say("packSaved", timeOfDay(savedAt, Date.now(), lang))]
      : !unsaved ? [failed ? "attention" : "saved", say(failed ? "packNotKept" : "packNoneYet")]
      : failed ? ["attention", say("packNotKeptUnsaved")]
      : timer || !kept ? ["sending", say("packKeeping")] : ["kept", say("packKept", timeOfDay(kept, Date.now(), lang))];
    line.dataset.state = state;
    const words = line.querySelector("[data-text]");
    if (words.textContent !== text) words.textContent = text;
  }

  async function save() {
    await keep();
    if (!changes.all().length) { line.querySelector("[data-text]").textContent = say("packNothing"); return; }
    const name = say("packFileName", header.number, new Date().toISOString().slice(0, 16).replace(/[T:]/g, "-"));
    offer(document, name, await packWith(source, lock, changes.all().map(({ opId, section, path, base, value, voice, label, said, at }) => ({ opId, section, path, base, value, voice, label, said, at }))));
    changes.saved();
    await keep();
    savedAt = Date.now();
    draw();
  }

  function clear() {
    if (!window.confirm(say(changes.unsaved() ? "packClearUnsaved" : "packClearSure"))) return;
    clearTimeout(timer);
    draft.clear();
    leaving = true;
    window.location.reload();
  }

  let leaving = false;
  const unsafe = () => !leaving && (failed || timer) && changes.unsaved() > 0;
  window.addEventListener("beforeunload", e => { if (unsafe()) e.preventDefault(); });
  window.addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  document.querySelector("[data-lock]").addEventListener("click", async () => { await keep(); window.location.reload(); });
  document.querySelector("[data-save]").addEventListener("click", save);

  document.querySelector("[data-closed]").remove();
  for (const part of document.querySelectorAll("[data-opened]")) part.hidden = false;
  document.querySelector("[data-person]").innerHTML = plan.banner;
  document.querySelector("[data-not-kept]").hidden = keeps;
  const expired = Date.parse(header.expiresUtc) <= Date.now();
  document.querySelector("[data-expired]").hidden = !expired;
  if (changes.unsaved()) kept = Date.now();
  pages = startPages({ window, room: document.getElementById("room"), plan, changes, say, expired, save, clear });
  draw();
}
