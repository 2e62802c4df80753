import { watchVisit } from "../visit.js";
import { openJournal } from "../journal.js";
import { equal, ok, test } from "./harness.js";
import { $, HandClock, quiet, stage as anyStage, type, until } from "./stage.js";

const stage = async () => {
  const clock = new HandClock(), journal = openJournal({ user: "u1", clock });
  const page = anyStage({ clock, journal });
  document.body.insertAdjacentHTML("beforeend", `<span hidden data-watch="false"></span>`);
  await journal.ready;
  const reloads = [], saved = [];
  watchVisit(document, { edits: page.edits, journal, say: page.say, reload: () => reloads.push(1), save: (d, say, answers) => saved.push(...answers.map(a => a.value)) });
  // as when the circuit draws the live part
  const mark = document.createElement("span");
  Object.assign(mark, { hidden: true }).dataset.watch = "true";
  $("[data-watch]").replaceWith(mark);
  return { ...page, journal, reloads, saved, end: () => $("[data-watch]").setAttribute("data-over", "") };
};

test("when the visit is over and all is sent the page is read again at once", async () => {
  const { reloads, end } = await stage();
  await quiet();
  equal(reloads.length, 0);
  end();
  await until(() => reloads.length === 1);
  ok(!$("dialog"));
});

test("when the visit is over with answers not sent they can be saved before the plan is left", async () => {
  const { portal, reloads, saved, end, journal } = await stage();
  portal.online = false;
  type("name", "Jo");
  end();
  await until(() => $("dialog")?.open);
  equal([$("dialog h2").textContent, reloads.length], ["Over, 1 answer is left", 0]);
  $("[data-file]").click();
  equal([saved, $("dialog").open], [["Jo"], true]);
  $("[data-go]").click();
  await until(() => reloads.length === 1);
  equal((await journal.list()).length, 1);
});
