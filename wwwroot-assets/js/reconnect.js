// The live part of a page has a connection of its own, which nothing that is typed depends on. When the server has forgotten it,
// the page is loaded again, but only in a quiet moment: with nothing unsent, nothing typed that is nowhere else, and nobody typing. Blazor would lay a sheet over the page.

import { askAlive } from "./alive.js";
import { browserClock } from "./clock.js";
import { isHolding } from "./held-forms.js";

const quiet = 3000;
const pause = 5000;

/** Brings the live part back without ever standing in the way; element is the one that Blazor tells of its connection. */
export function watchCircuit({ element, edits = null, clock = browserClock, window = globalThis.window, reload = () => window.location.reload(), alive = async () => await askAlive() === 200, reconnect = () => window.Blazor?.reconnect?.() }) {
  let waiting = false, lastKey = -Infinity;

  window.document.addEventListener("input", () => { lastKey = clock.now(); });

  // a plan's own fields and forms that are held come back by themselves
  const isOnlyHere = field => field.value !== field.defaultValue && !isHolding(field.form) && !field.closest("[data-question]");
  const typed = () => [...window.document.querySelectorAll("form[method=post] :is(textarea, input)")].some(isOnlyHere);

  const calm = () => clock.now() - lastKey >= quiet && !typed() && !(edits && (edits.summary().unsent.length || edits.summary().looking));

  function reloadSoon() {
    if (waiting) return;
    waiting = true;
    // a page that cannot be loaded must not be let go of
    const look = async () => { if (calm() && await alive() && calm()) reload(); else clock.setTimeout(look, quiet); };
    look();
  }

  async function again() {
    let known = null;
    // false is the server's word that it knows nothing of this page; a failure says nothing
    try { known = await reconnect(); } catch { known = null; }
    if (known === false) reloadSoon();
    else if (known !== true) clock.setTimeout(again, pause);
  }

  element.addEventListener("components-reconnect-state-changed", ({ detail }) => {
    if (detail.state === "rejected" || detail.state === "resume-failed") reloadSoon();
    else if (detail.state === "failed") again();
  });
}
