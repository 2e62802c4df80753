import { followHands } from "../hands.js";
import { equal, test } from "./harness.js";

// pages of one browser: each hears what the others say
function browser() {
  const channels = new Set();
  class Channel {
    constructor() { channels.add(this); }
    postMessage(data) { for (const other of channels) if (other !== this) other.onmessage?.({ data }); }
  }
  return (user, parts = {}) => {
    const listeners = {};
    const page = { read: 0, shown: e => listeners.pageshow(e) };
    const window = { addEventListener: (name, f) => { listeners[name] = f; }, location: { reload: () => { page.read++; } } };
    followHands({ user, window, Channel, ...parts });
    return page;
  };
}

test("pages drawn for other eyes are read again when the laptop changes hands", () => {
  const open = browser();
  const nias = open("nia");
  const des = open("des on nia's laptop");
  equal([nias.read, des.read], [1, 0]);
});

test("pages of the same person stay as they are", () => {
  const open = browser();
  const first = open("nia"), second = open("nia");
  equal([first.read, second.read], [0, 0]);
});

test("a page that comes back out of the browser's memory is read again, a new one is not", () => {
  const page = browser()("nia");
  page.shown({ persisted: false });
  equal(page.read, 0);
  page.shown({ persisted: true });
  equal(page.read, 1);
});

test("a page of nobody asks nobody, and a browser without channels does without", () => {
  const open = browser();
  const nias = open("nia");
  open(undefined);
  open("anne", { Channel: undefined });
  equal(nias.read, 0);
});
