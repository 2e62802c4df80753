import { followTotals } from "../totals.js";
import { equal, test } from "./harness.js";
import { HandClock, quiet } from "./stage.js";

function page() {
  document.body.innerHTML = `<div data-totals="/plans/p/money/totals"><p>£1.00</p></div>`;
  const listeners = [], asked = [], clock = new HandClock();
  const stage = { clock, asked, answer: "<p>£2.00</p>", tell: type => listeners.forEach(l => l({ type })), said: () => document.querySelector("[data-totals]").textContent };
  followTotals(document, { listen: l => listeners.push(l) }, {
    clock,
    fetch: async url => {
      asked.push(url);
      if (stage.answer === null) throw new TypeError("no signal");
      return { ok: stage.answer !== "", text: async () => stage.answer };
    },
  });
  return stage;
}

test("totals are drawn anew once after several saves", async () => {
  const stage = page();
  stage.tell("saved");
  stage.tell("saved");
  await stage.clock.advance(1000);
  equal([stage.asked, stage.said()], [["/plans/p/money/totals"], "£2.00"]);
});

test("typing alone asks for nothing", async () => {
  const stage = page();
  stage.tell("changed");
  await stage.clock.advance(1000);
  equal([stage.asked, stage.said()], [[], "£1.00"]);
});

test("without signal the last totals stay, and the next save asks again", async () => {
  const stage = page();
  stage.answer = null;
  stage.tell("saved");
  await stage.clock.advance(1000);
  await quiet();
  equal(stage.said(), "£1.00");
  stage.answer = "<p>£3.00</p>";
  stage.tell("arrived");
  await stage.clock.advance(1000);
  equal(stage.said(), "£3.00");
});
