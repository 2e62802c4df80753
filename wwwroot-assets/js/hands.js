/**
 * Pages of one browser are in one pair of hands: when the laptop is handed over, taken back or somebody else signs in,
 * the pages that were drawn for other eyes are read again.
 */
export function followHands({ user, window = globalThis.window, Channel = window.BroadcastChannel }) {
  window.addEventListener("pageshow", e => { if (e.persisted) window.location.reload(); });
  if (!user || !Channel) return;
  const hands = new Channel("hands");
  hands.onmessage = e => { if (e.data !== user) window.location.reload(); };
  hands.postMessage(user);
}
