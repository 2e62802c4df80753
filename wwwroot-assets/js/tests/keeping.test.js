import { openJournal } from "../journal.js";
import { watchKeeping } from "../keeping.js";
import { equal, test } from "./harness.js";
import { $, HandClock, stage, until } from "./stage.js";

const day = 86_400_000;

async function kept({ daysAgo, days = 7 }) {
  const clock = new HandClock();
  const journal = openJournal({ user: "u1", clock });
  journal.put({ id: "a", plan: "p1", at: clock.now() - daysAgo * day, section: "about-me", path: "name", label: "Your name", base: "", value: "Jo", opId: "op-a", sent: null, voice: null });
  await journal.idle();
  const { edits, say } = stage({ clock, journal });
  const saved = [];
  const watched = watchKeeping({ edits, journal, say, days, stateLine: $("#state-line"), clock, save: (_, __, answers) => saved.push(...answers.map(a => a.value)) });
  return { journal, watched, saved };
}

test("on the last day it is said how long an answer that cannot be sent still waits, and it can be saved to a file", async () => {
  const { watched, saved, journal } = await kept({ daysAgo: 6.5 });
  await watched;
  equal($(".notice").textContent, "1 answer until 22:42 Save to a file");
  $(".notice button").click();
  equal(saved, ["Jo"]);
  equal((await journal.list()).length, 1);
});

test("before the last day nothing is said", async () => {
  const { watched } = await kept({ daysAgo: 5 });
  await watched;
  equal([$(".notice"), $("dialog")], [null, null]);
});

test("where answers wait for a day only, it is said in the second half of it", async () => {
  const early = await kept({ daysAgo: 0.4, days: 1 });
  await early.watched;
  equal($(".notice"), null);
  await early.journal.forget();
  const late = await kept({ daysAgo: 0.6, days: 1 });
  await late.watched;
  equal($(".notice") !== null, true);
});

test("when the days are over it is asked, and what is kept on stays", async () => {
  const { watched, journal } = await kept({ daysAgo: 8 });
  await until(() => $("dialog")?.open);
  $("dialog [data-cancel]").click();
  await watched;
  equal((await journal.list()).length, 1);
  equal($(".notice"), null);
});
