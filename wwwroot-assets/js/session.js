// How long somebody is signed in: they are told five minutes before it ends, and one press keeps it. Nothing on the page goes with it.

import { browserClock } from "./clock.js";
import { make, readWords } from "./words.js";

const soon = 300;
const beat = 30_000;
const touches = ["pointerdown", "keydown", "wheel", "touchstart", "scroll"];

/** Notes whether the page was touched since it was last asked. */
export function noteTouches(window) {
  let touched = false;
  for (const event of touches) window.addEventListener(event, () => { touched = true; }, { capture: true, passive: true });
  return { take: () => { const was = touched; touched = false; return was ? { "Care-Active": "1" } : {}; }, touch: () => { touched = true; } };
}

/** Says in good time that the session ends; stay is what the button does, and there is none when nothing can keep it. */
export function sessionNotice(document, after, say, stay) {
  let notice = null;
  return {
    heard({ expiresInSeconds = 0, lastsSeconds = 0 }) {
      if (expiresInSeconds >= soon) { notice?.remove(); notice = null; return; }
      if (expiresInSeconds <= 0 || notice) return;
      const minutes = String(Math.ceil(expiresInSeconds / 60));
      const idle = lastsSeconds > expiresInSeconds;
      notice = make(document, "span", { class: "notice", role: "alert" }, say(idle ? "sessionIdle" : "sessionSoon", minutes),
        ...idle ? [" ", make(document, "button", { type: "button", class: "link", click: stay }, say("sessionStay"))] : []);
      after(notice);
    },
  };
}

// who joined on a telephone has nowhere to sign in, and asks for a new code
const joined = window => window.document.body.dataset.joined;
const addressOfSignIn = to => `/sign-in?returnUrl=${encodeURIComponent(to)}`;

/** The way back in for whoever cannot go on without it, and then to an address of this page's choice. */
export const signInAgain = (window, say, to) => joined(window) ? window.document.createTextNode(say("signInJoined")) : make(window.document, "a", { href: addressOfSignIn(to) }, say("signInAgain"));

/** What somebody is told whose session is over, with a way to sign in in a tab of its own, so that this page stays as it is. */
export function overWords(window, say) {
  if (joined(window)) return [say("sessionOverJoined")];
  const { pathname, search } = window.location;
  return [say("sessionOver"), " ", make(window.document, "a", { href: addressOfSignIn(pathname + search), target: "_blank", rel: "noopener" }, say("sessionSignIn"))];
}

/** Watches the session on pages that have no state line; what is typed there is not saved by itself, so it must never be lost to a sign-in page. */
export function watchSession({ window, clock = browserClock, fetch = globalThis.fetch.bind(globalThis) }) {
  const { document } = window;
  const say = readWords(document, "session-words");
  const touched = noteTouches(window);
  let over = null;
  const put = element => document.body.append(make(document, "div", { class: "session" }, element));
  const notice = sessionNotice(document, put, say, () => { touched.touch(); look(); });

  async function look() {
    try {
      const answer = await fetch("/alive", { cache: "no-store", credentials: "same-origin", redirect: "manual", headers: touched.take() });
      if (answer.status === 401) ended();
      else if (answer.ok) { over?.parentNode.remove(); over = null; notice.heard(await answer.json()); }
    } catch { /* no signal says nothing about the session */ }
  }

  function ended() {
    if (over) return;
    document.querySelector(".session")?.remove();
    over = make(document, "span", { class: "notice", role: "alert" }, ...overWords(window, say));
    put(over);
  }

  (function next() { clock.setTimeout(async () => { if (!document.hidden) await look(); next(); }, beat); })();
  return { look };
}
