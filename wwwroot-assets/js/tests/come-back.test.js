import { comeBack } from "../come-back.js";
import { equal, test } from "./harness.js";
import { HandClock, json, quiet, type } from "./stage.js";

const page = ({ kept = true, unsent = [], knows = false } = {}) => {
  document.body.innerHTML = `<input name="name"><div id="line" hidden></div>`;
  const clock = new HandClock();
  const at = { clock, alive: true, reloads: 0, asked: 0 };
  const line = document.getElementById("line");
  comeBack(line, { kept: async () => kept, unsent: () => unsent }, {
    clock, reload: () => { at.reloads++; }, blazor: () => ({ reconnect: async () => { at.asked++; return knows; } }),
    fetch: async () => { if (!at.alive) throw new TypeError("no network"); return json(200, {}); },
  });
  at.say = async state => { line.dispatchEvent(new CustomEvent("components-reconnect-state-changed", { detail: { state } })); await quiet(); };
  return at;
};

test("a page that the server has let go of is loaded again", async () => {
  const at = page();
  await at.say("retrying");
  equal(at.reloads, 0);
  await at.say("rejected");
  equal([at.reloads, at.asked], [1, 0]);
});

test("it waits until the server answers", async () => {
  const at = page();
  at.alive = false;
  await at.say("rejected");
  equal(at.reloads, 0);
  at.alive = true;
  await at.clock.advance(5000);
  await quiet();
  equal(at.reloads, 1);
});

test("it waits until nobody types", async () => {
  const at = page();
  type("name", "Joy");
  await at.say("rejected");
  equal(at.reloads, 0);
  await at.clock.advance(5000);
  await quiet();
  equal(at.reloads, 1);
});

test("words that only the screen has are never loaded away", async () => {
  const at = page({ kept: false, unsent: [{}] });
  await at.say("rejected");
  await at.clock.advance(60_000);
  equal(at.reloads, 0);
});

test("when trying has ended, a server that still knows the page takes it back without loading", async () => {
  const at = page({ knows: true });
  await at.say("failed");
  equal([at.reloads, at.asked], [0, 1]);
  const other = page();
  await other.say("failed");
  equal([other.reloads, other.asked], [1, 1]);
});
