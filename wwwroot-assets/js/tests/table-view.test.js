import { bindTableView } from "../table-view.js";
import { equal, ok, test } from "./harness.js";
import { $ } from "./stage.js";

const page = storage => {
  document.body.innerHTML = `<button type="button" data-table-view>Larger</button>`;
  bindTableView(document, storage);
  return $("button");
};
const large = () => document.documentElement.hasAttribute("data-table-view");

test("larger for the table is a switch that this device remembers", () => {
  const button = page();
  equal([large(), button.getAttribute("aria-pressed")], [false, "false"]);
  button.click();
  equal([large(), button.getAttribute("aria-pressed")], [true, "true"]);
  document.documentElement.removeAttribute("data-table-view");
  equal(page().getAttribute("aria-pressed"), "true");
  ok(large());
  $("button").click();
  ok(!large());
  page();
  ok(!large());
});

test("where nothing can be remembered the switch still works", () => {
  const refusing = { getItem() { throw new Error("no"); }, setItem() { throw new Error("no"); }, removeItem() { throw new Error("no"); } };
  page(refusing).click();
  ok(large());
});
