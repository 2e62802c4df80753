import { keepChanges } from "../pack/changes.js";
import { openDraft } from "../pack/draft.js";
import { equal, test } from "./harness.js";
import { until } from "./stage.js";

// a lock that only turns the words round
const turned = text => [...text].reverse().join("");
const lock = { seal: async text => ({ data: turned(text) }), open: async sealed => turned(sealed.data) };

/** A tab of the pack; what it keeps the others are told of by the browser, so here by `tell`. */
function tab(name) {
  const store = new Map(), window = new EventTarget(), heard = [];
  const draft = openDraft({ storage: () => ({ getItem: key => store.get(key) ?? null, setItem: (key, value) => { store.set(key, value); } }), pack: "p1", lock });
  const root = document.createElement("div");
  const changes = keepChanges({ now: () => ++clock, newId: () => `${name}-${clock}` });
  draft.follow(window, edits => { changes.adopt(edits); heard.push(edits.length); });
  return { draft, changes, heard, write: (path, value) => changes.view(root, "goals").change("", path, value), kept: () => [...store.values()][0], tell: (key, newValue) => window.dispatchEvent(new StorageEvent("storage", { key, newValue })) };
}
let clock = 0;

test("two tabs of one visit pack take in what the other wrote, and of one place the later", async () => {
  const first = tab("a"), second = tab("b");
  first.write("one", "of the first");
  first.write("both", "earlier");
  second.write("two", "of the second");
  second.write("both", "later");
  await first.draft.write(first.changes.all());
  second.tell("visit-pack:another", first.kept());
  second.tell("visit-pack:p1", first.kept());
  await until(() => second.heard.length === 1);
  await second.draft.write(second.changes.all());
  equal((await second.draft.read()).map(e => [e.path, e.value]), [["one", "of the first"], ["two", "of the second"], ["both", "later"]]);
});
