// Between the inputs of the page and its edits. The inputs are never rewritten while somebody types in them.

import { drawnValue, inputsOf, labelOf, namesIn, renderedValue, setValue, valueOf } from "./fields.js";

const isOurs = input => Boolean(input.name) && input.type !== "hidden" && input.closest?.("[data-question]") !== null;

/** Whose words a path's words are: the chosen chip, or the first when none is. */
export function voiceOf(root, path) {
  if (!path.endsWith("/words")) return null;
  const chips = inputsOf(root, path.replace(/words$/, "voice"));
  return (chips.find(c => c.checked) ?? chips[0])?.value ?? null;
}

/** Tells the edits what the server rendered there, so that the first change is based on it. */
export function noteRendered(root, edits, section) {
  for (const name of namesIn(root)) {
    if (isOurs(inputsOf(root, name)[0])) edits.base(section, name, renderedValue(root, name));
  }
}

/** Turns typing and choosing in the root into edits, and puts restored or chosen values back on the screen. */
export function bindFields(root, edits, section, { changed = () => {} } = {}) {
  noteRendered(root, edits, section);

  const typed = input => {
    if (input.value !== "" && input.name.endsWith("/words")) chooseFirstVoice(input.name);
    edits.change(section, input.name, valueOf(root, input.name), { label: labelOf(root, input.name) });
  };
  // somebody may only look at what is sent in their name if it is what the screen shows
  const chooseFirstVoice = name => {
    const chips = inputsOf(root, name.replace(/words$/, "voice"));
    if (chips.length && !chips.some(c => c.checked)) chips[0].checked = true;
  };

  root.addEventListener("input", e => { if (isOurs(e.target)) typed(e.target); });
  root.addEventListener("change", e => {
    if (!isOurs(e.target)) return;
    typed(e.target);
    edits.now(section, e.target.name);
  });
  root.addEventListener("focusout", e => { if (isOurs(e.target)) edits.now(section, e.target.name); });

  edits.listen(({ type, record }) => {
    if (["restored", "chosen", "arrived"].includes(type) && record.section === section) setValue(root, record.path, record.value);
    else if (type === "discarded") for (const name of namesIn(root)) setValue(root, name, edits.find(section, name)?.value ?? valueOf(root, name));
    else return;
    changed();
  });

  for (const name of namesIn(root).filter(n => valueOf(root, n) !== drawnValue(root, n))) {
    const input = inputsOf(root, name)[0];
    if (!isOurs(input)) continue;
    // typed before this script ran: the browser itself puts nothing back, because no field of a plan lets it
    typed(input);
  }
}
