import { fieldOf, inputsOf, labelOf, questionOf, readable } from "./fields.js";
import { make } from "./words.js";

/** Shows both versions under a field that two people changed; nothing is decided until somebody chooses. */
export function showConflicts(root, edits, section, say, { changed = () => {} } = {}) {
  const document = root.ownerDocument;
  const shown = path => [...root.querySelectorAll(".conflict")].find(c => c.dataset.path === path);

  edits.listen(({ type, record }) => {
    if (!record || record.section !== section) return;
    if (type === "conflict") show(record);
    else if (type === "changed" && record.state === "conflict") {
      const mine = shown(record.path)?.querySelector("[data-mine]");
      if (mine) mine.textContent = inWords(record.path, record.value);
    } else if (record.state !== "conflict" && shown(record.path)) {
      shown(record.path).remove();
      changed();
    }
  });

  const inWords = (path, value) => value === "" ? say("nothingWritten") : isPutOff(path) && say.has(`putOff.${value}`) ? say(`putOff.${value}`) : readable(root, path, value);
  const isPutOff = path => path.startsWith("put-off/");

  function show(record) {
    const { path, theirs } = record;
    // what has no field, such as "not today", is asked under its question
    const field = fieldOf(root, path), question = questionOf(root, path);
    if (!field && !question) return;
    const before = shown(path);
    const focused = before?.contains(document.activeElement) ? document.activeElement.dataset.keep : null;
    before?.remove();
    const title = make(document, "p", { class: "conflict-title", id: `conflict-${path.replaceAll("/", "-")}` }, `${say("conflictTitle")}: ${labelOf(root, path)}`);
    const who = theirs.by ? say("theirs", theirs.by, theirs.at ?? "") : say("theirsSomebody");
    const choices = [button("mine", "keepMine"), button("theirs", "keepTheirs")];
    // only where a second line has room
    if (inputsOf(root, path)[0]?.tagName === "TEXTAREA") choices.push(button("both", "keepBoth"));
    const both = make(document, "div", { class: "conflict", role: "group", "aria-labelledby": title.id, "data-path": path },
      title,
      make(document, "div", { class: "versions" }, version(say("mine"), path, record.value, "data-mine"), version(who, path, theirs.value, "data-theirs")),
      make(document, "div", { class: "row" }, ...choices));
    if (field) field.append(both); else question.querySelector(":scope > .row").before(both);
    changed();
    // drawn anew while somebody was choosing
    if (focused) choices.find(c => c.dataset.keep === focused)?.focus();

    function button(choice, key) {
      const click = () => {
        edits.choose(section, path, choice);
        const inputs = inputsOf(root, path);
        (inputs.find(i => i.checked) ?? inputs[0] ?? question.querySelector("h1")).focus();
      };
      return make(document, "button", { type: "button", class: "button alt", "data-keep": choice, click }, say(key));
    }
  }

  function version(who, path, value, mark) {
    return make(document, "div", { class: "version" }, make(document, "p", { class: "by" }, who), make(document, "p", { class: "said", [mark]: true }, inWords(path, value)));
  }
}
