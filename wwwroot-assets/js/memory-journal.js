/** A journal that lasts as long as the page: for when the device keeps nothing. */
export function memoryJournal() {
  const entries = new Map();
  return {
    durable: false,
    put: entry => { entries.set(entry.id, entry); },
    remove: id => { entries.delete(id); },
    list: async plan => [...entries.values()].filter(e => plan === undefined || e.plan === plan),
    keptSince: async plan => [...entries.values()].filter(e => plan === undefined || e.plan === plan).reduce((t, e) => Math.min(t ?? e.at, e.at), null),
    idle: async () => {},
  };
}
