import { make } from "./words.js";

/** Asks in a native dialog, with a list of what it is about; each choice is [name, words, what to do], and what it answers closes it unless false. */
export function ask(document, { title, items, choices }) {
  const heading = make(document, "h2", { id: "asked", tabindex: "-1" }, title);
  const list = make(document, "ul", {});
  const said = make(document, "p", { role: "status" });
  const dialog = make(document, "dialog", { class: "ask", "aria-labelledby": heading.id, close: () => dialog.remove() }, heading, list, said, make(document, "div", { class: "row" }));
  const show = (words, about) => {
    heading.textContent = words;
    list.replaceChildren(...about.map(item => make(document, "li", {}, item)));
  };
  for (const [name, words, act] of choices) {
    const click = async () => { if (await act() !== false) dialog.close(); };
    dialog.lastChild.append(make(document, "button", { type: "button", class: dialog.lastChild.childElementCount ? "button alt" : "button", [`data-${name}`]: true, click }, words));
  }
  show(title, items);
  document.body.append(dialog);
  dialog.showModal();
  heading.focus();
  return { show, say: words => { said.textContent = words; }, close: () => dialog.close(), get open() { return dialog.open; }, closed: new Promise(resolve => dialog.addEventListener("close", resolve)) };
}

/** Offers answers as a plain text file that people can read; nothing leaves the device. */
export function saveAnswers(document, say, answers) {
  const lines = answers.flatMap(r => [r.label || r.path, r.value, ""]);
  const text = [say("fileTitle"), "", ...lines].join("\r\n");
  // the mark in front tells old editors that it is Unicode
  const url = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/plain;charset=utf-8" }));
  const link = make(document, "a", { href: url, download: say("fileName"), hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // the browser reads it after this turn
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
