import { equal, ok, test } from "./harness.js";
import { editsOf, json, Portal, quiet, until } from "./stage.js";

const typed = (edits, text, path = "words") => { for (let i = 1; i <= text.length; i++) edits.change("s", path, text.slice(0, i)); };
// in memory a quarter of the usual quiet
const pause = 700;

test("a burst of typing goes out once, after a little quiet", async () => {
  const { edits, portal, clock } = editsOf();
  edits.base("s", "words", "");
  typed(edits, "My garden");
  equal(portal.sent, []);
  await clock.advance(pause);
  equal(portal.sent, ["words=My garden"]);
  equal(portal.requests[0].base, "");
  equal(portal.requests[0].token, "t");
  equal(edits.unsent().length, 0);
  equal(edits.summary().savedAt, "10:42");
});

test("leaving the field sends at once", async () => {
  const { edits, portal } = editsOf();
  typed(edits, "tea");
  edits.now("s", "words");
  await until(() => portal.sent.length === 1 && edits.unsent().length === 0);
});

test("what is typed while an edit is on its way goes out on the acknowledged value", async () => {
  const { edits, portal, clock } = editsOf();
  portal.hold();
  edits.change("s", "words", "one");
  edits.now();
  edits.change("s", "words", "one two");
  edits.change("s", "words", "one two three");
  edits.now();
  await quiet();
  equal(portal.sent, ["words=one"]);
  portal.release();
  await until(() => edits.unsent().length === 0);
  equal(portal.requests.map(r => [r.base, r.value]), [["", "one"], ["one", "one two three"]]);
  ok(portal.requests[0].opId !== portal.requests[1].opId, "a new op id for a new value");
  equal(clock.waiting, 0);
});

test("the base of the next edit is the value as the server wrote it down", async () => {
  const { edits, portal } = editsOf({ portal: Object.assign(new Portal(), { answer: ({ value }) => json(200, { state: "saved", at: "1", value: value === "£5" ? "5.00" : value, problems: [] }) }) });
  edits.change("s", "amount", "£5");
  edits.now();
  await until(() => edits.unsent().length === 0);
  edits.change("s", "amount", "£6");
  edits.now();
  await until(() => portal.requests.length === 2);
  equal(portal.requests[1].base, "5.00");
});

test("an edit whose answer was lost is repeated with its op id and applied once", async () => {
  const { edits, portal, clock } = editsOf();
  portal.loseAnswers = true;
  edits.change("s", "words", "one");
  edits.now();
  await until(() => edits.summary().failing);
  edits.change("s", "words", "one two");
  portal.loseAnswers = false;
  await clock.advance(1000);
  await until(() => edits.unsent().length === 0);
  equal(portal.sent, ["words=one", "words=one", "words=one two"]);
  equal(portal.requests[0].opId, portal.requests[1].opId);
  equal(portal.requests[2].base, "one");
  equal(portal.applied.size, 2);
});

test("typing back to what was there sends nothing", async () => {
  const { edits, portal, clock } = editsOf();
  edits.base("s", "words", "one");
  edits.change("s", "words", "one!");
  edits.change("s", "words", "one");
  await clock.advance(5000);
  equal(portal.sent, []);
  equal(edits.unsent().length, 0);
});

test("the page that goes away sends everything in requests that outlive it", async () => {
  const { edits, portal } = editsOf();
  portal.hold();
  edits.change("s", "a", "sent");
  edits.now();
  edits.change("s", "a", "sent and more");
  edits.change("s", "b", "typed just now");
  edits.change("s", "c", "long ".repeat(20_000));
  await quiet();
  edits.flush();
  const last = portal.requests.slice(1);
  equal(last.map(r => [r.path, r.base, r.keepalive]), [["a", "", true], ["a", "sent", true], ["b", "", true], ["c", "", false]]);
  equal(last[0].opId, portal.requests[0].opId);
  // so that arriving before the first is no conflict of one's own making
  equal(last.map(r => r.after ?? null), [null, last[0].opId, null, null]);
});

test("a conflict waits for a choice and sends nothing meanwhile", async () => {
  const { edits, portal, clock } = editsOf();
  portal.other("words", "theirs");
  edits.change("s", "words", "mine");
  edits.now();
  await until(() => edits.find("s", "words").state === "conflict");
  equal(edits.find("s", "words").theirs, { value: "theirs", by: "Anne", at: "10:41", sequence: 0 });
  edits.change("s", "words", "mine, longer");
  edits.now();
  await clock.advance(60_000);
  equal(portal.requests.length, 1);
});

test("keeping mine, theirs or both is sent on what they wrote", async () => {
  for (const [choice, left] of [["mine", "mine"], ["theirs", "theirs"], ["both", "theirs\nmine"]]) {
    const { edits, portal } = editsOf();
    portal.other("words", "theirs");
    edits.change("s", "words", "mine");
    edits.now();
    await until(() => edits.find("s", "words").state === "conflict");
    edits.choose("s", "words", choice);
    await until(() => edits.unsent().length === 0);
    equal(portal.values.get("words"), left);
    equal(edits.find("s", "words").value, left);
    equal(portal.requests.length, choice === "theirs" ? 1 : 2);
  }
});

test("two who wrote the same have no conflict", async () => {
  const { edits, portal } = editsOf();
  portal.other("words", "tea");
  edits.change("s", "words", "tea");
  edits.now();
  await until(() => edits.unsent().length === 0);
});

test("a value applied before and changed by another since is met as a conflict by the next change", async () => {
  const { edits, portal, clock } = editsOf();
  portal.loseAnswers = true;
  edits.change("s", "words", "mine");
  edits.now();
  await until(() => edits.summary().failing);
  portal.other("words", "theirs");
  portal.loseAnswers = false;
  await clock.advance(1000);
  await until(() => edits.unsent().length === 0);
  edits.change("s", "words", "mine again");
  edits.now();
  await until(() => edits.find("s", "words").state === "conflict");
  equal(portal.values.get("words"), "theirs");
});

test("a refused value stays and the next value is sent on the same base", async () => {
  const { edits, portal } = editsOf();
  portal.refuse = ({ value }) => value === "abc" ? { problems: [{ ruleId: "NU-01", path: "n", sentence: "Write a number" }] } : null;
  edits.change("s", "n", "abc");
  edits.now();
  await until(() => edits.find("s", "n").state === "refused");
  equal(edits.unsent().length, 1);
  edits.change("s", "n", "12");
  edits.now();
  await until(() => edits.unsent().length === 0);
  equal(portal.requests.map(r => r.base), ["", ""]);
  ok(portal.requests[0].opId !== portal.requests[1].opId);
});

test("when the session is over nothing is sent or lost until it is resumed", async () => {
  const { edits, portal, clock } = editsOf();
  portal.session = false;
  edits.change("s", "words", "one");
  edits.now();
  await until(() => edits.summary().stopped === "session");
  edits.change("s", "words", "one two");
  edits.now();
  edits.flush();
  await clock.advance(60_000);
  equal(portal.requests.length, 1);
  equal(edits.unsent()[0].value, "one two");
  portal.session = true;
  edits.resume();
  await until(() => edits.unsent().length === 0);
  equal(portal.values.get("words"), "one two");
});

test("a stale form token stops the sending until the page is loaded again", async () => {
  const { edits, portal } = editsOf();
  portal.answer = () => json(400, { state: "refused", why: "Token", problems: [] });
  edits.change("s", "words", "one");
  edits.now();
  await until(() => edits.summary().stopped === "token");
  equal(edits.unsent().length, 1);
});

test("words carry their voice, and a new voice waits for words on their way", async () => {
  let voice = "m1";
  const { edits, portal } = editsOf({ voiceOf: (s, path) => path.endsWith("/words") ? voice : null });
  portal.hold();
  edits.change("s", "q/words", "one");
  edits.now();
  voice = "together";
  edits.change("s", "q/voice", "together");
  edits.now();
  await quiet();
  equal(portal.sent, ["q/words=one"]);
  equal(portal.requests[0].voice, "m1");
  portal.release();
  await until(() => edits.unsent().length === 0);
  equal(portal.requests[1].base, "m1");
  equal(portal.values.get("q/voice"), "together");
});

test("waiting ends when all is saved, or when the time is up", async () => {
  const { edits, portal, clock } = editsOf();
  portal.hold();
  edits.change("s", "words", "one");
  edits.now();
  let saved = null;
  edits.settled(2000).then(answer => { saved = answer; });
  await clock.advance(1999);
  equal(saved, null);
  await clock.advance(1);
  equal(saved, false);
  const second = edits.settled(2000);
  portal.release();
  equal(await second, true);
});

test("half of an emoji is sent as a sign that stands for what cannot be read, and the rest arrives", async () => {
  const { edits, portal } = editsOf();
  edits.change("s", "words", "tea \ud83c and cake");
  edits.now("s", "words");
  await until(() => portal.values.get("words") === "tea \ufffd and cake");
});
