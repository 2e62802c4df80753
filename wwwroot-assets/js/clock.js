/** The time and the timers of the browser; tests bring their own and move it by hand. */
export const browserClock = {
  now: () => Date.now(),
  setTimeout: (fn, ms) => globalThis.setTimeout(fn, ms),
  clearTimeout: id => globalThis.clearTimeout(id),
  random: () => Math.random(),
};

/** The time of day as people write it, with the day when that is not today. */
export function timeOfDay(ms, now, lang) {
  const when = new Date(ms);
  const time = when.toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (when.toDateString() === new Date(now).toDateString()) return time;
  return `${when.toLocaleDateString(lang, { weekday: "long", day: "numeric", month: "long" })} ${time}`;
}
