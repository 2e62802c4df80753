// The draft in this browser, sealed like the pack itself. Some browsers keep nothing for a file opened from disk: then it says so.

const nameOf = pack => `visit-pack:${pack}`;

/** Opens the draft of a pack in a storage. */
export function openDraft({ storage, pack, lock }) {
  const name = nameOf(pack);
  let waiting = null, writing = null;

  function can() {
    try {
      storage().setItem(name + ":try", "1");
      storage().removeItem(name + ":try");
      return true;
    } catch {
      return false;
    }
  }

  async function read(kept) {
    try {
      kept ??= storage().getItem(name);
      const text = kept && await lock.open(JSON.parse(kept), "draft");
      return text ? JSON.parse(text) : null;
    } catch {
      return null;
    }
  }

  // of what is typed while one is being written only the last counts
  function write(edits) {
    waiting = JSON.stringify(edits);
    return writing ??= (async () => {
      let kept = true;
      while (waiting !== null) {
        const text = waiting;
        waiting = null;
        try { storage().setItem(name, JSON.stringify(await lock.seal(text, "draft"))); } catch { kept = false; }
      }
      writing = null;
      return kept;
    })();
  }

  /** Calls back with what another tab of this pack has kept. */
  function follow(window, heard) {
    window.addEventListener("storage", async e => {
      const edits = e.key === name && e.newValue ? await read(e.newValue) : null;
      if (edits) heard(edits);
    });
  }

  /** Lets go of the draft, when somebody asks for it. */
  function clear() {
    try { storage().removeItem(name); } catch { return; }
  }

  return { can, read, write, follow, clear };
}
