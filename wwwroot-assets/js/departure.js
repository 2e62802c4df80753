// longer than a page that is asked for takes to come
const departure = 20_000;
// browsers refuse more than 64 KiB of requests that outlive their page
const outliving = 60_000;

/** Lets go of edits in the journal: at once, or, when another page was asked for, not before this one has stayed after all. */
export function lettingGo(journal, clock) {
  let departing = null;

  return {
    /** The server has it, or nobody wants it. */
    letGo(id) {
      if (departing) departing.add(id); else journal.remove(id);
    },
    /** The next page may have been drawn before the last words were saved: then it finds them here, and the op id makes the two one. */
    depart() {
      if (departing) return;
      const left = departing = new Set();
      clock.setTimeout(() => {
        departing = null;
        for (const id of left) journal.remove(id);
      }, departure);
    },
  };
}

/** Waits at most that long until something holds, looked at whenever something happens, and answers whether it does. */
export function heldWithin(ms, holds, listeners, clock) {
  return new Promise(resolve => {
    const end = () => { listeners.delete(look); clock.clearTimeout(timer); resolve(holds()); };
    const look = () => { if (holds()) end(); };
    const timer = clock.setTimeout(end, ms);
    listeners.add(look);
    look();
  });
}

/** Sends what waits in requests that outlive the page. */
export function sendLast(records, { post, send }) {
  let left = outliving;
  const lasts = r => (left -= (r.value.length + (r.sent?.value.length ?? 0)) * 3 + 400) > 0;
  for (const r of records) {
    const keepalive = lasts(r);
    // on its way already, but that request ends with the page: the op id makes the two one
    if (r.flying) post(r, r.sent, keepalive);
    else send(r, keepalive);
    if (r.value !== r.sent.value) post(r, { opId: r.opId, base: r.sent.value, value: r.value, voice: r.sent.voice, after: r.sent.opId }, keepalive);
  }
}
