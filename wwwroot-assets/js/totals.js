// The totals beside the budget follow what was saved. The server adds up, so that there is one way to do it.

import { browserClock } from "./clock.js";

const pause = 400;

/** Draws the totals anew when something was saved here or by others; what cannot be fetched stays as it was. */
export function followTotals(document, edits, { fetch = globalThis.fetch, clock = browserClock } = {}) {
  const totals = document.querySelector("[data-totals]");
  if (!totals) return;
  let timer = null, asked = 0;

  async function draw() {
    const mine = ++asked;
    try {
      const answer = await fetch(totals.dataset.totals, { headers: { Accept: "text/html" } });
      const drawn = answer.ok ? await answer.text() : null;
      // a later answer counts, whichever comes first
      if (drawn !== null && mine === asked) totals.innerHTML = drawn;
    } catch {
      // without signal the last totals stay; the next save asks again
    }
  }

  edits.listen(({ type }) => {
    if (!["saved", "arrived", "chosen"].includes(type)) return;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(draw, pause);
  });
}
