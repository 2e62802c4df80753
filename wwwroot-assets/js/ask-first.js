// Forms that are posted whole, such as a signature: asked first whether the portal can be reached and still knows who this is,
// because a browser that finds no signal puts a page of its own over what was written.

import { askAlive } from "./alive.js";
import { browserClock } from "./clock.js";
import { isHolding } from "./held-forms.js";
import { overWords } from "./session.js";
import { make, readWords } from "./words.js";

const asked = "form[method=post], form[data-leaving]";
const withOwnAnswer = "[data-sign-out], [action$='/sign-out']";

/** Lets a form go only when there is somebody to take it; otherwise says so beside its button, and everything stays. */
export function askFirst({ window, clock = browserClock, fetch = globalThis.fetch.bind(globalThis) }) {
  const { document } = window;
  const say = readWords(document, "session-words");
  const asking = new WeakSet(), free = new WeakSet();

  document.addEventListener("submit", async e => {
    const { target: form, submitter } = e;
    if (!form.matches(asked) || form.matches(withOwnAnswer) || isHolding(form) || free.delete(form)) return;
    e.preventDefault();
    // what else listens, such as what lets a form be posted only once, hears of it when it goes
    e.stopImmediatePropagation();
    if (asking.has(form)) return;
    asking.add(form);
    const why = await whyNot();
    asking.delete(form);
    form.querySelector(":scope .ask-first")?.remove();
    if (why) return tell(form, submitter, why);
    free.add(form);
    form.requestSubmit(submitter);
    // where the browser itself found something missing, nothing was sent
    free.delete(form);
  }, { capture: true });

  async function whyNot() {
    const status = await askAlive({ clock, fetch });
    if (status === 0) return [say("askNoSignal")];
    return status === 401 ? overWords(window, say) : null;
  }

  function tell(form, submitter, content) {
    const beside = submitter?.closest(".row") ?? submitter ?? form.lastElementChild;
    beside.before(make(document, "p", { class: "notice ask-first", role: "alert" }, ...content));
  }
}
