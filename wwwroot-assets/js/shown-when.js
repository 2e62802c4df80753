import { valueOf } from "./fields.js";

/** Shows each field that depends on another only while that one holds one of the values it names. */
export function showWhen(root) {
  const apply = () => {
    for (const field of root.querySelectorAll("[data-shown-when]")) {
      const [place, path] = siblingOf(field);
      const wanted = (field.dataset.shownValues ?? "").split(" ");
      // several may be ticked in a set of choices: each is an input of its own
      const values = [valueOf(place, path), ...[...place.querySelectorAll("input:checked")].filter(i => i.name.startsWith(path + "/")).map(i => i.name.slice(path.length + 1))];
      field.hidden = !values.some(v => v !== "" && wanted.includes(v));
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
