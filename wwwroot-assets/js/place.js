// Where somebody was on a page, so that a reload does not lose their place. No words are kept here.

import { inputsOf } from "./fields.js";

const keyOf = window => `place:${window.location.pathname}${window.location.hash}`;

/** Remembers the focus and the scroll of the page while this tab lives; who leaves by the state line comes back to the field before. */
export function keepPlace(window, before = null) {
  const active = window.document.activeElement;
  const aside = !active || active === window.document.body || active.closest("#state-line");
  const { name, selectionStart: start, selectionEnd: end } = (aside && before) || active || {};
  // without a place to keep it the page starts at its top
  try { window.sessionStorage.setItem(keyOf(window), JSON.stringify({ scroll: window.scrollY, name, start, end })); } catch { return; }
}

/** The place remembered for this question, once; null when there is none. */
export function rememberedPlace(window) {
  try {
    const place = JSON.parse(window.sessionStorage.getItem(keyOf(window)));
    window.sessionStorage.removeItem(keyOf(window));
    return place;
  } catch {
    return null;
  }
}

/** Puts focus, cursor and scroll back. */
export function goToPlace(window, root, place) {
  const input = place.name ? inputsOf(root, place.name).find(i => i.checked || (i.type !== "radio" && i.type !== "checkbox")) : null;
  input?.focus({ preventScroll: true });
  // only text has a place within it
  if (input && Number.isInteger(place.start)) input.setSelectionRange(place.start, place.end);
  window.scrollTo(0, place.scroll);
}
