import { equal, ok, test } from "./harness.js";
import { $, field, leaveField, stage as anyStage, type, until } from "./stage.js";

const stage = options => {
  location.hash = "q-goals";
  return anyStage(options);
};

const legends = () => [...document.querySelectorAll("[data-entry]:not([hidden]) > legend")].map(l => l.textContent);
const added = () => [...document.querySelectorAll("[data-entry]")].at(-1);
const add = () => { $("[data-add=list]").click(); return added(); };

test("an added entry gets an id of its own, its number and the focus", async () => {
  const { portal } = stage();
  const entry = add();
  const path = `list/${entry.dataset.entry}`;
  equal(legends(), ["Goal 1", "Goal 2"]);
  equal(document.activeElement.name, `${path}/what`);
  equal(entry.querySelector("label").htmlFor, entry.querySelector("input").id);
  ok(!entry.outerHTML.includes("~"));
  leaveField(type(`${path}/what`, "Sing"));
  await until(() => portal.values.get(path) === "added" && portal.values.get(`${path}/what`) === "Sing");
});

test("a field of an added entry is shown when its neighbour says so", () => {
  stage();
  const id = add().dataset.entry;
  ok(field(`list/${id}/why`).hidden);
  $(`[name='list/${id}/sure'][value=no]`).click();
  ok(!field(`list/${id}/why`).hidden);
  ok(field("list/g1/why").hidden);
});

test("an entry taken out can be put back, and the others are numbered anew", async () => {
  const { portal } = stage({ page: { entries: ["g1", "g2"] } });
  portal.values.set("list/g1", "added").set("list/g2", "added");
  type("list/g1/what", "Sing");
  $("[data-entry=g1] [data-remove]").click();
  await until(() => portal.values.get("list/g1") === "removed");
  equal(legends(), ["Goal 1"]);
  equal($("[data-entry=g2] [data-remove]").getAttribute("aria-label"), "Take out goal 1");
  equal($(".removed").textContent, "Goal 1, “Sing”: Taken out. Put it back");
  equal(document.activeElement, $("[data-put-back]"));
  $("[data-put-back]").click();
  await until(() => portal.values.get("list/g1") === "added");
  equal(legends(), ["Goal 1", "Goal 2"]);
  ok(!$(".removed"));
  equal(document.activeElement.name, "list/g1/what");
});

test("an entry added and taken out without signal never troubles the server, and comes back with its words", async () => {
  const { portal, edits } = stage();
  edits.stop("session");
  const path = `list/${add().dataset.entry}`;
  type(`${path}/what`, "Sing");
  added().querySelector("[data-remove]").click();
  equal(edits.unsent().length, 0);
  $("[data-put-back]").click();
  edits.resume();
  await until(() => portal.values.get(`${path}/what`) === "Sing" && portal.values.get(path) === "added");
  ok(!portal.sent.includes(`${path}=removed`));
});

test("an entry taken out while its adding is on the way is taken out after it", async () => {
  const { portal, edits } = stage();
  portal.hold();
  const path = `list/${add().dataset.entry}`;
  await until(() => portal.requests.length === 1);
  added().querySelector("[data-remove]").click();
  portal.release();
  await until(() => edits.unsent().length === 0);
  equal(portal.sent, [`${path}=added`, `${path}=removed`]);
});

test("an entry that another took out meanwhile needs no decision", async () => {
  const { portal, edits } = stage();
  portal.other("list/g1", "removed");
  $("[data-entry=g1] [data-remove]").click();
  await until(() => edits.unsent().length === 0);
  $("[data-put-back]").click();
  await until(() => portal.values.get("list/g1") === "added");
  equal(document.querySelectorAll(".conflict").length, 0);
});
