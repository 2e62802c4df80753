// What the server said about an answer, shown where the answer is: refusals as errors, warnings softly.

import { addressOf, fieldOf, inputsOf } from "./fields.js";
import { make } from "./words.js";

const tokens = element => (element.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);

/** Shows refusals and warnings under the fields of a section, and takes them away when the place is accepted. */
export function showProblems(root, edits, section, say) {
  const document = root.ownerDocument;

  edits.listen(({ type, record, problems = [] }) => {
    if (!record || record.section !== section) return;
    if (type === "saved" || type === "undone" || type === "chosen") clear(record.path);
    if (type === "saved") for (const problem of problems) warn(problem, record.path);
    if (type === "refused") refuse(record, problems);
  });

  const placeOf = (path, or) => fieldOf(root, path) ?? fieldOf(root, or);

  function refuse(record, problems) {
    const field = fieldOf(root, record.path);
    if (!field) return;
    const error = errorOf(field);
    error.dataset.rule = problems.map(p => p.ruleId).join(" ");
    error.dataset.from = record.path;
    error.textContent = problems.map(p => p.sentence).join(" ") || sentenceFor(record.why);
    error.hidden = false;
    for (const input of inputsIn(field, record.path)) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", [...new Set([error.id, ...tokens(input)])].join(" "));
    }
  }

  const sentenceFor = why => say.has(`refused.${why}`) ? say(`refused.${why}`) : say("refused");

  function errorOf(field) {
    let error = field.querySelector(":scope .error");
    if (!error) {
      error = make(document, "p", { class: "error" });
      const heading = field.querySelector("legend, label");
      if (heading) heading.after(error); else field.prepend(error);
    }
    error.id ||= `error-${field.dataset.field.replaceAll("/", "-")}`;
    return error;
  }

  const inputsIn = (field, path) => {
    const own = inputsOf(field, path);
    return own.length ? own : [...field.querySelectorAll("input, textarea, select")];
  };

  function clear(path) {
    const field = fieldOf(root, path);
    const error = field?.querySelector(":scope .error");
    if (error && (error.dataset.from ?? path) === path) {
      error.hidden = true;
      error.textContent = "";
      for (const input of field.querySelectorAll("[aria-invalid]")) {
        input.removeAttribute("aria-invalid");
        unlink(input, error.id);
      }
    }
    for (const note of root.querySelectorAll(".note-warn")) {
      if (note.dataset.from !== path && !field?.contains(note)) continue;
      for (const input of root.querySelectorAll(`[aria-describedby~="${CSS.escape(note.id)}"]`)) unlink(input, note.id);
      note.remove();
    }
  }

  function unlink(input, id) {
    const left = tokens(input).filter(t => t !== id);
    if (left.length) input.setAttribute("aria-describedby", left.join(" ")); else input.removeAttribute("aria-describedby");
  }

  function warn(problem, from) {
    const field = placeOf(problem.path, from);
    if (!field || [...field.querySelectorAll(".note-warn")].some(n => n.dataset.rule === problem.ruleId)) return;
    const note = make(document, "p", { class: "note-warn", "data-rule": problem.ruleId, "data-from": from, id: `note-${problem.ruleId}-${field.dataset.field.replaceAll("/", "-")}` }, problem.sentence);
    field.append(note);
    for (const input of inputsIn(field, problem.path)) input.setAttribute("aria-describedby", [...tokens(input), note.id].join(" "));
  }
}

/** Fills a question's error summary from what stands under its fields, and answers whether there was anything. */
export function summarise(question, say) {
  const document = question.ownerDocument;
  const summary = question.querySelector(".error-summary");
  const wrong = [...question.querySelectorAll("[data-field]")].filter(f => !f.hidden && !f.closest("[hidden]")).flatMap(problemsOf)
    .concat([...question.querySelectorAll(".conflict")].filter(c => !c.closest("[data-field]")).map(choiceOf));
  if (!summary) return wrong.length > 0;
  summary.hidden = wrong.length === 0;
  summary.querySelector("h2").textContent = say("summaryTitle");
  summary.querySelector("ul").replaceChildren(...wrong.map(({ sentence, target }) => {
    target.id ||= `place-${target.name?.replaceAll("/", "-") ?? "conflict"}`;
    const link = make(document, "a", { href: addressOf(document.location, target.id), click: e => { e.preventDefault(); unfold(target); target.focus(); } }, sentence);
    return make(document, "li", {}, link);
  }));
  return wrong.length > 0;
}

function problemsOf(field) {
  const found = [];
  const error = field.querySelector(".error");
  const invalid = field.querySelector("[aria-invalid=true]") ?? field.querySelector("input, textarea, select");
  if (error && !error.hidden && error.textContent) found.push({ sentence: error.textContent, target: invalid });
  return [...found, ...[...field.querySelectorAll(".conflict")].map(choiceOf)];
}

const choiceOf = conflict => ({ sentence: conflict.querySelector(".conflict-title").textContent, target: conflict.querySelector("button") });

/** Opens what a place is folded away in, so that it can take the focus. */
function unfold(place) {
  for (let at = place.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
}
