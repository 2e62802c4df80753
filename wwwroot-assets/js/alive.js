import { browserClock } from "./clock.js";

/** Asks whether the portal can be reached now, and answers with its status: 401 when the session is over, 0 when no answer came in that time. */
export async function askAlive({ patience = 8000, clock = browserClock, fetch = globalThis.fetch.bind(globalThis) } = {}) {
  const giveUp = new AbortController();
  const stopAt = clock.setTimeout(() => giveUp.abort(), patience);
  try {
    return (await fetch("/alive", { cache: "no-store", credentials: "same-origin", redirect: "manual", signal: giveUp.signal })).status;
  } catch {
    return 0;
  } finally {
    clock.clearTimeout(stopAt);
  }
}
