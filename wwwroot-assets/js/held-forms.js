// Forms that are posted whole, such as a carer's own page: what is typed is kept on the device until the server has it, and a
// post that finds no signal leaves it on the screen. Nothing of it is sent before its button is pressed.

import { browserClock } from "./clock.js";
import { make } from "./words.js";

const patience = 15_000;

/** The name under which the journal keeps what is typed in a form; no plan has such a name. */
const placeOf = form => `form:${new URL(form.action).pathname} ${form.dataset.held}`;

/** Whether a journal's entry waits in a form for its button, and is no edit that could be sent. */
export const isHeld = entry => entry.plan.startsWith("form:");

const holding = new WeakSet();

/** Whether a form is held here, and so has its own answer when it finds no signal. */
export const isHolding = form => holding.has(form);

/** Holds what is typed in each form that asks for it; says by `since` from when the oldest words are that nobody has sent. */
export function holdForms(document, { journal, say, user, clock = browserClock, fetch = globalThis.fetch.bind(globalThis), window = globalThis.window, leave = url => goTo(window, url), changed = () => {} }) {
  const held = new Map();
  const forms = [...document.querySelectorAll("form[data-held]")].map(form => hold(form));

  // nothing else would keep what is only on the screen
  window.addEventListener("beforeunload", e => { if (held.size && !journal.durable) e.preventDefault(); });

  return {
    /** When the oldest words that were not sent were typed, or null. */
    get since() { return held.size ? Math.min(...[...held.values()].map(h => h.at)) : null; },
    /** What the button says that sends them. */
    get button() { return [...held.values()][0]?.button ?? ""; },
    get durable() { return journal.durable; },
    /** Resolves when what was kept from before is back on the screen. */
    restored: Promise.all(forms),
  };

  async function hold(form) {
    const place = placeOf(form);
    // what is only read out after it names its place again
    const button = form.querySelector("button").firstChild.textContent.trim();
    const said = make(document, "p", { class: "notice", role: "status", hidden: true });
    form.querySelector(".row").before(said);
    const names = [...new Set([...form.elements].filter(e => e.name && (e.tagName === "TEXTAREA" || ["text", "radio"].includes(e.type))).map(e => e.name))];
    const rendered = new Map(names.map(name => [name, renderedIn(form, name)]));
    const idOf = name => `${user} ${place} ${name}`;
    let posting = false;

    holding.add(form);
    form.addEventListener("input", e => { if (rendered.has(e.target.name)) note(e.target.name); });
    form.addEventListener("submit", async e => {
      e.preventDefault();
      if (posting) return;
      posting = true;
      await post();
      posting = false;
    });
    for (const entry of await journal.list(place)) putBack(entry);

    function note(name, at = clock.now()) {
      const value = form.elements[name].value;
      if (value === rendered.get(name)) letGo(name);
      else {
        const entry = { id: idOf(name), plan: place, at: held.get(idOf(name))?.at ?? at, section: "", path: name, label: labelIn(form, name), base: rendered.get(name), value };
        held.set(entry.id, { at: entry.at, button });
        journal.put(entry);
      }
      changed();
    }

    function letGo(name) {
      held.delete(idOf(name));
      journal.remove(idOf(name));
    }

    /** The server has this; what was typed since is still to be sent. */
    function had(name, value) {
      rendered.set(name, value);
      note(name);
    }

    function putBack({ path: name, value, base, at }) {
      if (!rendered.has(name)) return;
      const field = form.elements[name], now = field.value, drawn = rendered.get(name);
      const isChoice = field.tagName === undefined;
      if (now !== value && value !== drawn) {
        // what was typed meanwhile, here or on another device, stays beside it
        if (now === drawn) field.value = isChoice || base === drawn ? value : both(drawn, value);
        else if (!isChoice) field.value = both(value, now);
      }
      note(name, at);
      if (held.has(idOf(name))) tell(say("heldBack", button));
    }

    async function post() {
      const sent = new Map(names.map(name => [name, form.elements[name].value]));
      const giveUp = new AbortController();
      const stopAt = clock.setTimeout(() => giveUp.abort(), patience);
      try {
        const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin", signal: giveUp.signal });
        const to = new URL(response.url || form.action, form.action);
        if (response.status === 401 || to.pathname === "/sign-in") return tell(signIn());
        if (!response.ok) return refuse(new DOMParser().parseFromString(await response.text(), "text/html"));
        // a café's sign-in page also answers 200; only the portal knows for whom it drew the next page
        if (to.origin !== window.location.origin || response.headers.get("Care-User") !== user) return tell(say("heldNoSignal"));
        // what cannot be taken comes back without the words
        const taken = !/too-long|problem/.test(to.search);
        if (taken) for (const [name, value] of sent) had(name, value);
        await journal.idle();
        if (taken && names.some(name => held.has(idOf(name)))) return tell(say("heldSince", button));
        // back to this form, where there are several
        if (form.dataset.held) to.hash = form.querySelector("textarea").id;
        leave(to.href);
      } catch {
        tell(say("heldNoSignal"));
      } finally {
        clock.clearTimeout(stopAt);
        changed();
      }
    }

    /** What the page of a refusal says; where somebody else wrote meanwhile, theirs is shown below one's own, and pressing again is a choice. */
    function refuse(page) {
      const answered = [...page.querySelectorAll("form")].find(f => f.dataset.held === form.dataset.held && f.querySelector("[data-theirs]"));
      for (const old of form.querySelectorAll("[data-theirs]")) old.remove();
      for (const theirs of answered?.querySelectorAll("[data-theirs]") ?? []) {
        const name = theirs.closest(".field").querySelector("textarea, input:not([type=hidden])").name;
        const base = `base-${name}`;
        form.elements[name].closest(".field").append(document.importNode(theirs, true));
        form.elements[base].value = answered.elements[base].value;
      }
      tell(reasonIn(page) ?? say("heldRefused"));
    }

    const signIn = () => make(document, "a", { href: `/sign-in?returnUrl=${encodeURIComponent(window.location.pathname)}` }, say("signInAgain"));

    function tell(content) {
      said.replaceChildren(content);
      said.hidden = false;
    }
  }
}

/** What the page of a refusal says about it. */
function reasonIn(page) {
  return [...page.querySelectorAll(".error-summary li")].map(li => li.textContent.trim()).join(" ") || null;
}

function goTo({ location }, url) {
  const there = new URL(url);
  const isHere = there.hash !== "" && there.pathname + there.search === location.pathname + location.search;
  location.assign(url);
  // to the browser that is only another place of the page that is there
  if (isHere) location.reload();
}

const both = (first, second) => first === "" ? second : `${first}\n${second}`;

function renderedIn(form, name) {
  const field = form.elements[name];
  return field.tagName === undefined ? [...field].find(f => f.defaultChecked)?.value ?? "" : field.defaultValue;
}

function labelIn(form, name) {
  const field = form.elements[name];
  const label = field.tagName === undefined ? field[0].closest("fieldset")?.querySelector("legend") : field.labels[0];
  return label?.textContent.trim() ?? name;
}
