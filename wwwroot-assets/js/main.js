import { showConflicts } from "./conflicts.js";
import { createEdits } from "./edits.js";
import { bindLists } from "./lists.js";
import { showProblems } from "./problems.js";
import { showWhen } from "./shown-when.js";
import { bindTableView } from "./table-view.js";
import { bindFields, voiceOf } from "./typing.js";
import { startWizard } from "./wizard.js";
import { readWords } from "./words.js";

const say = readWords(document);

bindTableView(document);

const wizard = document.querySelector("[data-wizard]");
if (wizard) {
  const { plan, section, edits: url, token } = wizard.dataset;
  const edits = createEdits({ plan, url, token, voiceOf: (of, path) => of === section ? voiceOf(wizard, path) : null });
  const apply = showWhen(wizard);
  bindLists(wizard, edits, section, say, { changed: apply });
  showProblems(wizard, edits, section, say);
  showConflicts(wizard, edits, section, say);
  bindFields(wizard, edits, section);
  startWizard(wizard, edits, say);
  window.addEventListener("pagehide", () => edits.flush());
  window.addEventListener("online", () => edits.hurry());
  document.addEventListener("visibilitychange", () => { edits.now(); if (!document.hidden) edits.hurry(); });
}
