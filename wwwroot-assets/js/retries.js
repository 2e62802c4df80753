const pauses = [1000, 2000, 4000, 8000, 15_000];

/** Pauses between tries that fail, longer each time; calls back when one is over. */
export function startRetries(clock, again) {
  let failures = 0, nextTry = 0, timer = null;

  return {
    /** The last try failed. */
    get failing() { return failures > 0; },
    /** It is too early for the next one. */
    get resting() { return failures > 0 && clock.now() < nextTry; },
    /** Somebody answered. */
    reached() {
      failures = nextTry = 0;
      clock.clearTimeout(timer);
    },
    /** Nobody answered; false when that is known already. */
    failed() {
      if (clock.now() < nextTry) return false;
      const pause = pauses[Math.min(failures, pauses.length - 1)] * (0.75 + clock.random() / 2);
      failures++;
      nextTry = clock.now() + pause;
      clock.clearTimeout(timer);
      timer = clock.setTimeout(again, pause);
      return true;
    },
    /** The next try may go at once. */
    hurry() { nextTry = 0; },
    stop() { clock.clearTimeout(timer); },
  };
}
