/** Reads the page's words once and answers with the sentence of a key, its {0}, {1} filled in; a missing key shows itself. */
export function readWords(document, id = "words") {
  const element = document.getElementById(id);
  const words = element ? JSON.parse(element.textContent) : {};
  const say = (key, ...fill) => (words[key] ?? key).replace(/\{(\d)\}/g, (whole, n) => fill[n] ?? whole);
  say.has = key => key in words;
  const plural = new Intl.PluralRules(document.documentElement.lang || undefined);
  // "unsent.one" beside "unsent", where a language tells numbers apart
  say.count = (key, n, ...more) => say(say.has(`${key}.${plural.select(n)}`) ? `${key}.${plural.select(n)}` : key, String(n), ...more);
  return say;
}

/** Makes an element with attributes and children; text is always text, never markup. */
export function make(document, tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}
