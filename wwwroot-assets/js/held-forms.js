// Forms that are posted whole, such as a carer's own page: what is typed is kept on the device until the server has it, and a
// post that finds no signal leaves it on the screen. Nothing of it is sent before its button is pressed.

import { browserClock } from "./clock.js";
import { addressOf, drawnValue, inputsOf, setValue, valueOf } from "./fields.js";
import { newId } from "./ids.js";
import { signInAgain } from "./session.js";
import { make } from "./words.js";

const patience = 15_000;
const kinds = ["textarea", "text", "radio", "checkbox", "select-one"];

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
    const said = make(document, "p", { class: "notice", role: "status", id: `said-${newId()}`, hidden: true });
    form.querySelector(".row").before(said);
    const names = [...new Set([...form.elements].filter(e => e.name && kinds.includes(e.type)).map(e => e.name))];
    const rendered = new Map(names.map(name => [name, drawnValue(form, name)]));
    const idOf = name => `${user} ${place} ${name}`;
    const marked = [];
    // by this number the server knows what it has taken already
    const { op } = form.elements;
    let wasSent = false;
    let posting = false;

    holding.add(form);
    form.addEventListener("input", e => { if (rendered.has(e.target.name)) { renew(); note(e.target.name); } });
    form.addEventListener("submit", async e => {
      e.preventDefault();
      if (posting) return;
      posting = true;
      await post();
      posting = false;
    });
    const before = await journal.list(place);
    for (const entry of before) putBack(entry);
    // the same words again are sent under their own number, so that nothing is kept twice
    const sent = before[0]?.op;
    if (op && sent && before.every(e => e.op === sent && (!rendered.has(e.path) || valueOf(form, e.path) === e.value))) {
      op.value = sent;
      keepSent();
    }

    function note(name, at = clock.now()) {
      const value = valueOf(form, name);
      if (value === rendered.get(name)) letGo(name);
      else {
        const entry = { id: idOf(name), plan: place, at: held.get(idOf(name))?.at ?? at, section: "", path: name, label: labelIn(form, name), base: rendered.get(name), value };
        held.set(entry.id, { at: entry.at, button, entry });
        journal.put(entry);
      }
      changed();
    }

    function letGo(name) {
      held.delete(idOf(name));
      journal.remove(idOf(name));
    }

    /** What was sent may have arrived: it stays under its number, also after a reload. */
    function keepSent() {
      if (!op) return;
      wasSent = true;
      for (const name of names) if (held.has(idOf(name))) journal.put({ ...held.get(idOf(name)).entry, op: op.value });
    }

    /** Other words than those that were sent are another thing to keep. */
    function renew() {
      if (!wasSent) return;
      wasSent = false;
      op.value = crypto.randomUUID();
      for (const name of names) if (held.has(idOf(name))) journal.put(held.get(idOf(name)).entry);
    }

    /** The server has this; what was typed since is still to be sent. */
    function had(name, value) {
      rendered.set(name, value);
      // or one's own words would be met as somebody else's
      const base = form.elements[`base-${name}`];
      if (base) base.value = value;
      note(name);
    }

    function putBack({ path: name, value, base, at }) {
      if (!rendered.has(name)) return;
      const now = valueOf(form, name), drawn = rendered.get(name);
      const isChoice = !["textarea", "text"].includes(inputsOf(form, name)[0].type);
      if (now !== value && value !== drawn) {
        // what was typed meanwhile, here or on another device, stays beside it
        if (now === drawn) setValue(form, name, isChoice || base === drawn ? value : both(drawn, value));
        else if (!isChoice) setValue(form, name, both(value, now));
      }
      note(name, at);
      if (held.has(idOf(name))) tell(say("heldBack", button));
    }

    async function post() {
      const sent = new Map(names.map(name => [name, valueOf(form, name)]));
      keepSent();
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
        if (taken) {
          for (const [name, value] of sent) had(name, value);
          renew();
        }
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
        const field = theirs.closest(".field");
        const { name } = field.querySelector("textarea, input:not([type=hidden])");
        form.elements[name].closest(".field").append(document.importNode(theirs, true));
        const beside = [...(field.closest(".card") ?? field).querySelectorAll("input[name^='base-']")];
        for (const base of new Set([answered.elements[`base-${name}`], ...beside])) seen(base, answered);
      }
      tell(reasonIn(page) ?? say("heldRefused"));
      for (const link of said.querySelectorAll("a")) mark(link.hash.slice(1));
    }

    /** What stands there by now was shown; where nothing else was typed or chosen, it is what stands here as well. */
    function seen(base, answered) {
      const name = base.name.slice("base-".length);
      form.elements[base.name].value = base.value;
      if (!rendered.has(name) || valueOf(form, name) !== rendered.get(name)) return;
      rendered.set(name, valueOf(answered, name));
      setValue(form, name, rendered.get(name));
    }

    /** A field that has to be put right says so itself, and where it is read why. */
    function mark(id) {
      const field = document.getElementById(id);
      if (!form.contains(field)) return;
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", [...new Set([said.id, ...tokens(field)])].join(" "));
      marked.push(field);
    }

    function unmark() {
      for (const field of marked.splice(0)) {
        field.removeAttribute("aria-invalid");
        const left = tokens(field).filter(t => t !== said.id);
        if (left.length) field.setAttribute("aria-describedby", left.join(" ")); else field.removeAttribute("aria-describedby");
      }
    }

    const signIn = () => signInAgain(window, say, window.location.pathname);

    function tell(content) {
      unmark();
      said.replaceChildren(...[content].flat());
      said.hidden = false;
    }
  }
}

const tokens = field => (field.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);

/** What the page of a refusal says about it: each sentence leads to its field here. */
function reasonIn(page) {
  const told = [...page.querySelectorAll(".error-summary li")].flatMap(li => {
    const sentence = li.textContent.trim(), id = /#(.+)$/.exec(li.querySelector("a")?.getAttribute("href") ?? "")?.[1];
    return [" ", id && document.getElementById(id) ? make(document, "a", { href: addressOf(document.location, id) }, sentence) : sentence];
  }).slice(1);
  return told.length ? told : null;
}

function goTo({ location }, url) {
  const there = new URL(url);
  const isHere = there.hash !== "" && there.pathname + there.search === location.pathname + location.search;
  location.assign(url);
  // to the browser that is only another place of the page that is there
  if (isHere) location.reload();
}

const both = (first, second) => first === "" ? second : `${first}\n${second}`;

function labelIn(form, name) {
  const field = inputsOf(form, name)[0];
  const label = field.type === "radio" ? field.closest("fieldset")?.querySelector("legend") : field.labels[0];
  return label?.textContent.trim() ?? name;
}
