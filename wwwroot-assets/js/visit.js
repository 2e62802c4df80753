// A phone that joined by a code leaves the plan when the visit ends. Answers that were not sent by then can still be saved to a file.

import { ask, saveAnswers } from "./ask.js";

/** Reads the page again when the server says that the visit is over, or first says what would be lost by it. */
export function watchVisit(document, { edits = null, journal, say, reload = () => document.defaultView.location.reload(), save = saveAnswers }) {
  let told = false;
  const look = async () => {
    if (told || !document.querySelector("[data-over]")) return;
    told = true;
    const kept = await journal.list();
    const here = edits?.unsent() ?? [];
    const left = [...here, ...kept.filter(k => !here.some(r => r.id === k.id))];
    if (!left.length) return reload();
    const asked = ask(document, {
      title: say.count("visitOver", left.length),
      items: left.map(r => r.label || r.path),
      choices: [["file", say("signOutFile"), () => { save(document, say, left); return false; }], ["go", say("visitGo"), () => {}]],
    });
    await asked.closed;
    reload();
  };
  // the mark that the page came with gives way to another one when its live part begins
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-over"] });
  look();
}
