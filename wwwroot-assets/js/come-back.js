// When the server has let go of the live part of a page (a long sleep, a new server), the page is loaded again: the journal
// puts back what was not sent, and place.js the focus and the scroll. Never while somebody types, and never with words that
// only the screen has.

import { browserClock } from "./clock.js";

const idle = 3000;
const again = 5000;

/** Watches what Blazor says of its line, in the element it looks for; loads the page again when that line is gone for good. */
export function comeBack(element, edits, { clock = browserClock, fetch = globalThis.fetch.bind(globalThis), window = globalThis.window, blazor = () => window.Blazor, reload = () => window.location.reload() } = {}) {
  let typed = 0, waiting = false;

  window.document.addEventListener("input", () => { typed = clock.now(); });

  element?.addEventListener("components-reconnect-state-changed", e => {
    if (e.detail?.state === "rejected" || e.detail?.state === "resume-failed") wait(true);
    // it has stopped trying; a server that is there may still know the page
    else if (e.detail?.state === "failed") wait(false);
  });

  async function wait(lost) {
    if (waiting) return;
    waiting = true;
    while (!await attempt(lost)) await new Promise(resolve => { clock.setTimeout(resolve, again); });
    waiting = false;
  }

  async function attempt(lost) {
    try {
      // the liveness test: a page that cannot be loaded must not be let go of
      const answer = await fetch("/alive", { cache: "no-store", credentials: "same-origin", redirect: "manual" });
      if (!answer.ok) return false;
      if (!lost && await blazor()?.reconnect?.()) return true;
    } catch {
      return false;
    }
    if (clock.now() - typed < idle || !await edits.kept() && edits.unsent().length) return false;
    reload();
    return true;
  }
}
