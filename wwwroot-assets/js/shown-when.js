import { valueOf } from "./fields.js";

/** Shows each field that depends on another only while that one holds one of the values it names, and how somebody sees words of another only while there are any. */
export function showWhen(root) {
  const apply = () => {
    for (const field of root.querySelectorAll("[data-shown-when]")) {
      const [place, path] = siblingOf(field);
      const wanted = (field.dataset.shownValues ?? "").split(" ");
      // several may be ticked in a set of choices: each is an input of its own
      const values = [valueOf(place, path), ...[...place.querySelectorAll("input:checked")].filter(i => i.name.startsWith(path + "/")).map(i => i.name.slice(path.length + 1))];
      // where two versions wait to be chosen from, the field has to be seen
      field.hidden = !field.querySelector(".conflict") && !values.some(v => v !== "" && wanted.includes(v));
    }
    for (const standing of root.querySelectorAll("[data-standing]")) {
      const words = standing.dataset.standing;
      standing.hidden = valueOf(root, words).trim() === "" || valueOf(root, words.replace(/words$/, "voice")) === standing.dataset.of;
    }
  };

  function siblingOf(field) {
    const entry = field.closest("[data-entry]");
    if (!entry) return [root, field.dataset.shownWhen];
    const list = entry.closest("[data-list]").dataset.list;
    const own = `${list}/${entry.dataset.entry}/${field.dataset.shownWhen}`;
    return entry.querySelector(`[name="${CSS.escape(own)}"], [name^="${CSS.escape(own + "/")}"]`) ? [entry, own] : [root, field.dataset.shownWhen];
  }

  root.addEventListener("input", apply);
  root.addEventListener("change", apply);
  apply();
  return apply;
}
