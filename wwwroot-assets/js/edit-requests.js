const patience = 10_000;

/** Makes the function that posts one edit and answers with status and words, or null when no answer came; hung() gives up what has waited that long. */
export function editRequests({ url, token, clock, fetch }) {
  const underWay = new Set();

  async function post(record, { opId, base, value, voice, after }, keepalive) {
    const giveUp = new AbortController();
    const one = { since: clock.now(), hung: false, giveUp };
    underWay.add(one);
    const timer = clock.setTimeout(() => giveUp.abort(), patience);
    try {
      const response = await fetch(url, {
        method: "POST", credentials: "same-origin", redirect: "manual", cache: "no-store", keepalive, signal: giveUp.signal,
        headers: { "Content-Type": "application/json", RequestVerificationToken: token },
        body: JSON.stringify({ opId, section: record.section, path: record.path, base, value, voice, after }),
      });
      // somewhere else to go means the sign-in page
      if (response.type === "opaqueredirect") return { status: 401, said: {} };
      return { status: response.status, said: await response.json().catch(() => ({})) ?? {} };
    } catch {
      return one.hung ? { hung: true } : null;
    } finally {
      clock.clearTimeout(timer);
      underWay.delete(one);
    }
  }

  post.hung = ms => {
    for (const one of underWay) {
      if (clock.now() - one.since < ms) continue;
      one.hung = true;
      one.giveUp.abort();
    }
  };
  return post;
}
