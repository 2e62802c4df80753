import { goToPlace, keepPlace, rememberedPlace } from "../place.js";
import { equal, test } from "./harness.js";

const root = () => {
  document.body.innerHTML = "<a id='state-line' href='#'>Please look at this</a><main><textarea name='important/words'>My garden</textarea><input type=radio name=how value=a><input type=radio name=how value=b checked></main>";
  return document.querySelector("main");
};
const windowAt = scrollY => Object.assign({ document, location, sessionStorage, scrollY }, { scrollTo(x, y) { this.went = y; } });

test("focus, cursor and scroll are where they were, and the place is kept once", () => {
  const main = root();
  const field = main.querySelector("textarea");
  field.focus();
  field.setSelectionRange(3, 9);
  keepPlace(windowAt(640));
  field.blur();
  field.setSelectionRange(0, 0);
  const page = windowAt(0);
  goToPlace(page, main, rememberedPlace(page));
  equal([document.activeElement === field, field.selectionStart, field.selectionEnd, page.went], [true, 3, 9, 640]);
  equal(rememberedPlace(page), null);
});

test("who goes by the state line comes back to the field before it", () => {
  const main = root();
  document.getElementById("state-line").focus();
  keepPlace(windowAt(12), main.querySelector("textarea"));
  const page = windowAt(0);
  goToPlace(page, main, rememberedPlace(page));
  equal([document.activeElement.name, page.went], ["important/words", 12]);
});

test("of a group of choices it is the one that is chosen", () => {
  const main = root();
  main.querySelector("input").focus();
  keepPlace(windowAt(0));
  document.activeElement.blur();
  const page = windowAt(5);
  goToPlace(page, main, rememberedPlace(page));
  equal([document.activeElement.value, page.went], ["b", 0]);
});
