import { equal, test } from "./harness.js";
import { watchCircuit } from "../reconnect.js";
import { editsOf, HandClock, quiet, until } from "./stage.js";

const stage = ({ reconnect = async () => true, alive = async () => true } = {}) => {
  const clock = new HandClock();
  const { edits, portal } = editsOf({ clock });
  const element = document.createElement("div");
  const reloads = [];
  watchCircuit({ element, edits, clock, reconnect, alive, reload: () => reloads.push(clock.now()) });
  const tell = state => element.dispatchEvent(new CustomEvent("components-reconnect-state-changed", { detail: { state } }));
  return { clock, edits, portal, reloads, tell };
};

test("a page whose live part was forgotten is loaded again at once when nobody types and all is saved", async () => {
  const { reloads, tell } = stage();
  tell("show");
  tell("retrying");
  await quiet();
  equal(reloads.length, 0);
  tell("rejected");
  await quiet();
  equal(reloads.length, 1);
});

test("it is not loaded again over words that are nowhere but in a form", async () => {
  document.body.innerHTML = `<form method="post" action="/plans/p1/agree/withdraw"><textarea name="Reason"></textarea><input type="hidden" name="token" value="t"></form><div data-question="q"><input name="name" value=""></div>`;
  const { clock, reloads, tell } = stage();
  document.querySelector("textarea").value = "She has changed her mind";
  tell("rejected");
  await clock.advance(60_000);
  equal(reloads.length, 0);
  document.querySelector("textarea").value = "";
  await clock.advance(3000);
  await until(() => reloads.length === 1);
});

test("it is not loaded again under somebody's hands, nor before everything is saved", async () => {
  const { clock, edits, portal, reloads, tell } = stage();
  portal.online = false;
  edits.change("s", "a", "1");
  document.dispatchEvent(new Event("input"));
  tell("rejected");
  await clock.advance(60_000);
  equal(reloads.length, 0);
  portal.online = true;
  document.dispatchEvent(new Event("input"));
  edits.hurry();
  await until(() => edits.unsent().length === 0);
  equal(reloads.length, 0);
  await clock.advance(6000);
  equal(reloads.length >= 1, true);
});

test("when Blazor has given up it is asked again until it knows", async () => {
  const answers = [new Error("no network"), false];
  const { clock, reloads, tell } = stage({ reconnect: async () => { const a = answers.shift(); if (a instanceof Error) throw a; return a; } });
  tell("failed");
  await until(() => answers.length === 1);
  await clock.advance(5000);
  await until(() => reloads.length === 1);
});

test("a page is not let go of while the server does not answer", async () => {
  let there = false;
  const { clock, reloads, tell } = stage({ alive: async () => there });
  tell("rejected");
  await clock.advance(60_000);
  equal(reloads.length, 0);
  there = true;
  await clock.advance(6000);
  await quiet();
  equal(reloads.length, 1);
});
