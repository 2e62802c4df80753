import { make, readWords } from "../words.js";
import { timeOfDay } from "../clock.js";
import { equal, ok, test } from "./harness.js";
import { words } from "./stage.js";

const page = said => {
  document.body.innerHTML = `<script type="application/json" id="words">${JSON.stringify(said)}</script>`;
  return readWords(document);
};

test("a sentence is filled in, and a missing one shows its key", () => {
  const say = page({ theirs: "{0} wrote, at {1}" });
  equal(say("theirs", "Anne", "10:41"), "Anne wrote, at 10:41");
  equal(say("theirs", "Anne"), "Anne wrote, at {1}");
  equal([say("other"), say.has("other"), say.has("theirs")], ["other", false, true]);
});

test("a number chooses the sentence that its language has for it", () => {
  const say = page({ unsent: "{0} answers", "unsent.one": "{0} answer", other: "{0} left" });
  equal([say.count("unsent", 1), say.count("unsent", 2), say.count("other", 1)], ["1 answer", "2 answers", "1 left"]);
});

test("text from people is never read as markup", () => {
  const element = make(document, "p", { title: "<b>" }, "<img src=x onerror=alert(1)>");
  equal(element.children.length, 0);
  equal(element.textContent, "<img src=x onerror=alert(1)>");
});

test("a time of another day has its day", () => {
  const now = new Date(2026, 2, 3, 10, 42).getTime();
  equal(timeOfDay(now - 60_000, now, "en-GB"), "10:41");
  equal(timeOfDay(now - 86_400_000, now, "en-GB"), "Monday 2 March 10:42");
});

test("every word that the scripts say is in the list of words, and no other", async () => {
  const read = async file => (await fetch(`/js/${file}`)).text();
  const sources = new Map();
  const follow = async file => {
    if (sources.has(file)) return;
    sources.set(file, "");
    sources.set(file, await read(file));
    for (const [, next] of sources.get(file).matchAll(/from "\.\/([a-z-]+\.js)"/g)) await follow(next);
  };
  await follow("main.js");
  const source = [...sources.values()].join("\n");
  const said = new Set([...source.matchAll(/\bsay(?:\.count)?\((?:[^()"]*\? )?"(\w+)"(?: : "(\w+)")?/g)].flatMap(m => [m[1], m[2]]).filter(Boolean));
  for (const [, key] of source.matchAll(/\bbutton\("\w+", "(\w+)"\)/g)) said.add(key);
  for (const [, key] of source.matchAll(/\b(?:said|note)\([^"()]*"(\w+)"/g)) said.add(key);
  for (const [, key] of source.matchAll(/\["(\w+It)", /g)) said.add(key);
  for (const [, key] of source.matchAll(/\bfilled\("(\w+)"/g)) said.add(key);
  equal([...said].filter(k => !(k in words)), []);
  equal(Object.keys(words).filter(k => !k.includes(".") && !said.has(k)), []);
  ok(said.size > 30);
});
