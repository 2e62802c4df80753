// What the inputs of a page hold. The name of an input is the path of its edit.

const inputs = "input[name], textarea[name], select[name]";

/** The inputs of a name; radio buttons share one. */
export const inputsOf = (root, name) => [...root.querySelectorAll(inputs)].filter(i => i.name === name);

/** Every name in there, once, in the order of the page. */
export const namesIn = root => [...new Set([...root.querySelectorAll(inputs)].filter(i => i.type !== "hidden").map(i => i.name))];

const isTicked = input => input.type === "radio" || input.type === "checkbox";

/** The value of a name as it stands on the screen; nothing chosen is the empty text. */
export function valueOf(root, name) {
  const all = inputsOf(root, name);
  if (!all.length || isTicked(all[0])) return all.find(i => i.checked)?.value ?? "";
  return all[0].value;
}

/** The value of a name as the server drew it, whatever the browser or the person put there since. */
export function drawnValue(root, name) {
  const all = inputsOf(root, name);
  if (!all.length || isTicked(all[0])) return all.find(i => i.defaultChecked)?.value ?? "";
  if (all[0].tagName === "SELECT") return [...all[0].options].find(o => o.defaultSelected)?.value ?? all[0].options[0]?.value ?? "";
  return all[0].defaultValue;
}

/** The value of a name that the server has: what it drew, or data-base where it only proposes a choice. */
export function renderedValue(root, name) {
  const all = inputsOf(root, name);
  const told = all.find(i => i.dataset.base !== undefined) ?? all[0]?.closest("[data-base]");
  return told ? told.dataset.base : drawnValue(root, name);
}

/** Puts a value on the screen; what is already so stays untouched, so that the cursor does not jump. */
export function setValue(root, name, value) {
  const all = inputsOf(root, name);
  for (const input of all) {
    if (isTicked(input)) input.checked = value !== "" && input.value === value;
    else if (input.value !== value) input.value = value;
  }
  return all.length > 0;
}

/** The field an edit's path belongs to: the one of that path, or the one it is a part of. */
export function fieldOf(root, path) {
  let best = null;
  for (const field of root.querySelectorAll("[data-field]")) {
    const own = field.dataset.field;
    if ((path === own || path.startsWith(own + "/")) && !(best?.dataset.field.length > own.length)) best = field;
  }
  return best ?? inputsOf(root, path)[0]?.closest("[data-field]") ?? null;
}

/** The address of a place on this page; a bare "#" would lead to the base address. */
export const addressOf = (location, id) => `${location.pathname}${location.search}#${id}`;

/** What a place is called on the page, for sentences about it. */
export function labelOf(root, path) {
  const field = fieldOf(root, path);
  const place = field ?? entryOf(root, path) ?? questionOf(root, path);
  const own = field?.dataset.label || textOf(place?.querySelector("legend, label, h1")) || textOf(place?.closest("[data-question]")?.querySelector("h1"));
  const ticked = field && inputsOf(field, path).find(i => i.type === "checkbox");
  const parts = [textOf(field?.closest("[data-entry]")?.querySelector("legend")), own, ticked ? textOf(ticked.closest("label")) : ""];
  return [...new Set(parts.filter(Boolean))].join(": ");
}

/** The words of a value: the label of the choice it stands for, or the value itself. */
export function readable(root, path, value) {
  const chosen = inputsOf(root, path).find(i => isTicked(i) && i.value === value);
  return (chosen && textOf(chosen.closest("label") ?? labelFor(root, chosen))) || value;
}

/** The question an edit's path is asked in. */
export function questionOf(root, path) {
  if (path.startsWith("put-off/")) return root.querySelector(`[data-question="${CSS.escape(path.slice(8))}"]`);
  return (fieldOf(root, path) ?? entryOf(root, path) ?? inputsOf(root, path)[0])?.closest("[data-question]") ?? null;
}

/** The list entry that an edit's path names or lies in. */
export function entryOf(root, path) {
  const [list, id] = path.split("/");
  return id ? root.querySelector(`[data-list="${CSS.escape(list)}"] [data-entry="${CSS.escape(id)}"]`) : null;
}

const labelFor = (root, input) => input.id ? root.querySelector(`label[for="${CSS.escape(input.id)}"]`) : null;
const textOf = element => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
