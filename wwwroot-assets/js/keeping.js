// How long answers that cannot be sent wait on this device. Before their time is over it is said beside the state line, while they
// can still be saved; when it is over it is asked what is to become of them. Nothing goes without an answer.

import { ask, saveAnswers } from "./ask.js";
import { browserClock, timeOfDay } from "./clock.js";
import { make } from "./words.js";

const day = 86_400_000;

/** Says what is about to have waited too long, and asks about what has; what can be sent is sent by others before. */
export async function watchKeeping({ edits, journal, say, days, stateLine, document = globalThis.document, clock = browserClock, save = saveAnswers }) {
  const when = at => timeOfDay(at, clock.now(), document.documentElement.lang || undefined);
  // without signal nothing can be decided about what only waits for it
  if (!edits.summary().failing) await journal.purge(days, old => askAbout(old));
  // the last day, or the last half where they wait for a day only
  const soon = (await journal.olderThan(days - Math.min(1, days / 2))).filter(e => clock.now() - e.at <= days * day);
  if (soon.length && stateLine) warn(soon);

  async function askAbout(old) {
    let remove = false;
    const asked = ask(document, {
      title: say.count("keptTooLong", old.length, when(old[0].at)),
      items: old.map(e => e.label || e.path),
      choices: [
        ["file", say("signOutFile"), () => { save(document, say, old); return false; }],
        ["discard", say("throwAway"), () => { remove = true; }],
        ["cancel", say("keepOn"), () => {}],
      ],
    });
    await asked.closed;
    if (remove) edits.discard(old.map(e => e.id));
    return remove;
  }

  function warn(answers) {
    const button = make(document, "button", { type: "button", class: "link", click: () => save(document, say, answers) }, say("signOutFile"));
    stateLine.after(make(document, "span", { class: "notice", role: "alert" }, say.count("keptUntil", answers.length, when(answers[0].at + days * day)), " ", button));
  }
}
