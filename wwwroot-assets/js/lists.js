import { labelOf, namesIn, setValue, valueOf } from "./fields.js";
import { newId as anyId } from "./ids.js";
import { make } from "./words.js";

/** Lets people add entries to the lists of a section, take them out and put them back. */
export function bindLists(root, edits, section, say, { newId = anyId, changed = () => {} } = {}) {
  const document = root.ownerDocument;
  const pathOf = entry => `${entry.closest("[data-list]").dataset.list}/${entry.dataset.entry}`;
  const listOf = name => root.querySelector(`[data-list="${CSS.escape(name)}"]`);
  const templateOf = name => root.querySelector(`template[data-template="${CSS.escape(name)}"]`);

  for (const entry of root.querySelectorAll("[data-entry]")) edits.base(section, pathOf(entry), "added");

  root.addEventListener("click", e => {
    const button = e.target.closest("button");
    if (button?.dataset.add) {
      const entry = add(button.dataset.add, newId());
      entry.querySelector("input:not([type=hidden]), textarea, select")?.focus();
    } else if (button?.dataset.remove !== undefined && button.closest("[data-entry]")) takeOut(button.closest("[data-entry]"), true);
  });

  // an entry made on another page of this person, or before a crash, has to be on the screen before its words can be
  edits.listen(({ type, record }) => {
    if (record?.section !== section || type !== "restored") return;
    const [list, id, field] = record.path.split("/");
    if (!id || !listOf(list) || !templateOf(list)) return;
    const entry = listOf(list).querySelector(`[data-entry="${CSS.escape(id)}"]`) ?? (record.value === "removed" ? null : draw(list, id));
    if (entry && field === undefined && record.value === "removed") takeOut(entry, false);
    changed();
  });

  function add(list, id) {
    const entry = draw(list, id);
    edits.change(section, `${list}/${id}`, "added", { label: labelOf(root, `${list}/${id}`) });
    edits.now(section, `${list}/${id}`);
    return entry;
  }

  function draw(list, id) {
    const copy = templateOf(list).content.cloneNode(true);
    const fill = text => text.replaceAll("~id~", id).replaceAll("~n~", String(listOf(list).querySelectorAll("[data-entry]:not([hidden])").length + 1));
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) { if (node.data.includes("~")) node.data = fill(node.data); continue; }
      for (const attribute of node.attributes) if (attribute.value.includes("~")) attribute.value = fill(attribute.value);
    }
    const entry = copy.querySelector("[data-entry]");
    listOf(list).append(copy);
    edits.base(section, `${list}/${id}`, "");
    for (const name of namesIn(entry)) edits.base(section, name, "");
    number(list);
    changed();
    return entry;
  }

  function takeOut(entry, asked, words = say("removed")) {
    const path = pathOf(entry);
    const name = nameOf(entry);
    entry.hidden = true;
    const back = make(document, "button", { type: "button", class: "link", "data-put-back": true, click: () => putBack(entry, said) }, say("putBack"));
    const said = make(document, "p", { class: "removed", role: "status" }, `${name}: ${words} `, back);
    entry.after(said);
    number(path.split("/")[0]);
    if (!asked) return;
    back.focus();
    if (!edits.forget(section, path)) edits.change(section, path, "removed", { label: name });
    edits.now();
  }

  /** What an entry is called, with the first words in it: its number alone is another's when it is gone. */
  function nameOf(entry) {
    const words = [...entry.querySelectorAll("input, textarea")].filter(f => ["text", "textarea"].includes(f.type)).map(f => f.value.trim()).find(v => v) ?? "";
    const number = entry.querySelector("legend")?.textContent ?? "";
    return words ? `${number}, “${words.length > 60 ? `${words.slice(0, 60).trimEnd()}…` : words}”` : number;
  }

  function putBack(entry, said) {
    const path = pathOf(entry);
    said.remove();
    entry.hidden = false;
    edits.change(section, path, "added", { label: nameOf(entry) });
    // what was never sent was let go of with the entry
    for (const name of namesIn(entry)) edits.change(section, name, valueOf(root, name), { label: labelOf(root, name) });
    edits.now();
    number(path.split("/")[0]);
    entry.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }

  function show(list, id) {
    const entry = draw(list, id);
    for (const name of namesIn(entry)) setValue(root, name, edits.find(section, name).value);
    changed();
    return entry;
  }

  function bringBack(entry) {
    if (entry.nextElementSibling?.matches(".removed")) entry.nextElementSibling.remove();
    entry.hidden = false;
    number(pathOf(entry).split("/")[0]);
  }

  function number(list) {
    const template = templateOf(list)?.content;
    const patterns = [["legend", e => e.textContent, (e, t) => { e.textContent = t; }], ["[data-remove]", e => e.getAttribute("aria-label") ?? "", (e, t) => e.setAttribute("aria-label", t)]];
    [...listOf(list).querySelectorAll("[data-entry]:not([hidden])")].forEach((entry, i) => {
      for (const [selector, read, write] of patterns) {
        const pattern = template?.querySelector(selector);
        const element = entry.querySelector(selector);
        if (pattern && element && read(pattern).includes("~n~")) write(element, read(pattern).replaceAll("~n~", String(i + 1)).replaceAll("~id~", entry.dataset.entry));
      }
    });
  }

  return {
    /** Draws an entry of which the edits already know the values. */
    show,
    /** Hides an entry that somebody else took out, with a way back. */
    hide: (entry, words) => takeOut(entry, false, words),
    /** Shows an entry again that somebody else put back. */
    bringBack,
    /** Whether entries of a list of that name can be drawn here. */
    has: list => Boolean(listOf(list) && templateOf(list)),
    /** The element in which a list stands. */
    of: listOf,
  };
}
