// The pages of an opened pack: all parts, one question at a time, what was written. The address names the place, so that Back works.

import { bindLists } from "../lists.js";
import { showWhen } from "../shown-when.js";
import { bindFields } from "../typing.js";
import { make } from "../words.js";

const written = "written";

/** Draws the pages of a pack into a room; questions come as the portal's own markup. */
export function startPages({ window, room, plan, changes, say, expired, save, clear }) {
  const { document, location } = window;
  let shown = null;

  const element = (tag, attributes, ...children) => make(document, tag, attributes, ...children);
  const heading = text => element("h1", { tabindex: "-1" }, text);
  const count = section => changes.in(section.slug).length;
  const told = section => count(section) ? say(count(section) === 1 ? "packOne" : "packMany", String(count(section))) : "";

  function put(title, ...content) {
    room.replaceChildren(...content);
    document.title = say("packPage", title, plan.number);
    window.scrollTo(0, 0);
    room.querySelector("main h1, main section:not([hidden]) h1")?.focus({ preventScroll: true });
  }

  function overview() {
    const list = element("ol", { class: "tasks steps" }, ...plan.sections.map(s => {
      const name = element("b", {}, s.name);
      if (s.about) name.append(element("small", {}, s.about));
      return element("li", { class: count(s) ? "part" : "todo" }, element("a", { class: "task", href: `#${s.slug}` }, element("i", { "aria-hidden": "true" }), name, element("span", { class: "how" }, told(s))));
    }));
    put(say("packTitle", plan.person), element("div", { class: "page" }, element("main", { id: "main", tabindex: "-1" },
      heading(say("packTitle", plan.person)), element("p", { class: "lead" }, say("packLead")), list,
      element("p", { class: "row" }, element("button", { type: "button", class: "button", click: save }, say("packSave")), element("a", { class: "link", href: `#${written}` }, say("packWritten"))))));
  }

  function whatWasWritten() {
    const all = changes.all();
    const parts = plan.sections.filter(s => count(s)).flatMap(s => [element("h2", {}, s.name), element("dl", { class: "answers" }, ...changes.in(s.slug).map(r =>
      element("div", { class: "answer" }, element("dt", {}, r.label || r.path), element("dd", {}, element("p", {}, r.said || say("packEmptied"))))))]);
    put(say("packWritten"), element("div", { class: "page" }, element("main", { id: "main", tabindex: "-1" },
      ...expired ? [] : [element("a", { class: "back", href: "#" }, say("packParts"))],
      heading(say("packWritten")), element("p", { class: "lead" }, say(all.length ? expired ? "packExpiredWritten" : "packWrittenLead" : "packNothing")), ...parts,
      element("p", { class: "row" }, ...all.length ? [element("button", { type: "button", class: "button", click: save }, say("packSave"))] : [],
        element("button", { type: "button", class: "link", click: clear }, say("packClear"))))));
  }

  function section(part, question) {
    if (shown?.part !== part) shown = draw(part);
    if (!room.contains(shown.page)) room.replaceChildren(shown.page);
    const questions = [...shown.page.querySelectorAll("[data-question]")];
    const now = questions.find(q => q.dataset.question === question) ?? questions[0];
    for (const q of questions) q.hidden = q !== now;
    for (const aside of shown.page.querySelectorAll("[data-aside-for]")) aside.hidden = aside.dataset.asideFor !== now.dataset.question;
    document.title = say("packPage", now.querySelector("h1").textContent.trim(), plan.number);
    window.scrollTo(0, 0);
    now.querySelector("h1").focus({ preventScroll: true });
  }

  function draw(part) {
    const at = plan.sections.indexOf(part);
    const rail = element("nav", { class: "rail", "aria-label": say("packRail") }, element("ol", { class: "steps" }, ...plan.sections.map(s =>
      element("li", { class: s === part ? "now" : count(s) ? "part" : "todo" }, element("a", { href: `#${s.slug}`, "aria-current": s === part ? "step" : null },
        element("i", { "aria-hidden": "true" }), element("span", {}, s.name, ...told(s) ? [element("small", {}, told(s))] : []))))));
    const step = element("nav", { class: "step-of", "aria-label": say("packWhere") }, element("b", {}, say("packStep", String(at + 1), String(plan.sections.length))), element("a", { href: "#" }, say("packParts")));
    const main = element("main", { id: "main", tabindex: "-1" });
    // the markup is the portal's own, opened with the key that also proves it unchanged
    main.innerHTML = part.html;
    const aside = element("aside", { class: "aside" }, ...[...main.querySelectorAll("[data-aside-for]")], element("p", {}, element("a", { href: "#" }, say("packParts"))));
    const page = element("div", { class: "page wizard", "data-section": part.slug }, rail, step, main, aside);
    const edits = changes.view(page, part.slug);
    const again = showWhen(page);
    bindLists(page, edits, part.slug, say, { changed: again });
    bindFields(page, edits, part.slug, { changed: again });
    bindQuestions(page, edits, part);
    edits.restore();
    again();
    return { part, page, edits };
  }

  function bindQuestions(page, edits, part) {
    const names = [...page.querySelectorAll("[data-question]")].map(q => q.dataset.question);
    const pressed = question => [...question.querySelectorAll("[data-put-off]")].find(b => b.getAttribute("aria-pressed") === "true")?.dataset.putOff ?? "";
    const press = (question, value) => {
      for (const b of question.querySelectorAll("[data-put-off]")) b.setAttribute("aria-pressed", String(value !== "" && b.dataset.putOff === value));
      const said = question.querySelector(".put-off-said");
      said.textContent = value ? say(`packPutOff.${value}`) : "";
      said.hidden = !value;
    };
    for (const question of page.querySelectorAll("[data-question]")) edits.base(part.slug, `put-off/${question.dataset.question}`, pressed(question));
    const putOff = (question, value) => {
      press(question, value);
      edits.change(part.slug, `put-off/${question.dataset.question}`, value, { label: question.querySelector("h1").textContent.trim() });
    };
    page.addEventListener("click", e => {
      const button = e.target.closest("button");
      const question = button?.closest("[data-question]");
      if (!question) return;
      const at = names.indexOf(question.dataset.question);
      if (button.dataset.continue !== undefined) go(names[at + 1] ? `${part.slug}/${names[at + 1]}` : plan.sections[plan.sections.indexOf(part) + 1]?.slug ?? "");
      else if (button.dataset.back !== undefined) go(names[at - 1] ? `${part.slug}/${names[at - 1]}` : "");
      else if (button.dataset.putOff) putOff(question, pressed(question) === button.dataset.putOff ? "" : button.dataset.putOff);
    });
    // an answer takes the place of "not today"
    page.addEventListener("input", e => {
      const question = e.target.closest("[data-question]");
      if (question && e.target.name && !/\/(voice|ownWords)$/.test(e.target.name) && e.target.value !== "" && pressed(question)) putOff(question, "");
    });
    edits.listen(({ record }) => {
      const question = record.path.startsWith("put-off/") && page.querySelector(`[data-question="${CSS.escape(record.path.slice(8))}"]`);
      if (question) press(question, record.value);
    });
  }

  const go = place => { location.hash = place; };

  function follow() {
    const [slug, question] = decodeURIComponent(location.hash.slice(1)).split("/");
    const part = plan.sections.find(s => s.slug === slug);
    if (expired || slug === written) whatWasWritten();
    else if (part) section(part, question);
    else overview();
  }

  window.addEventListener("hashchange", follow);
  follow();
  return {
    /** Puts on the screen what came from elsewhere. */
    again: () => shown?.edits.restore(),
  };
}
