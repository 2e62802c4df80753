// What was written in the pack: for every place its base, its value and an op id, so that it can be brought back once and only once.

import { newId as anyId } from "../ids.js";
import { labelOf, readable } from "../fields.js";
import { voiceOf } from "../typing.js";

/** Starts the changes of a pack; calls back whenever one is made. */
export function keepChanges({ now = Date.now, newId = anyId, changed = () => {} } = {}) {
  const records = new Map();
  const key = (section, path) => `${section}/${path}`;
  const inOrder = () => [...records.values()].sort((a, b) => a.at - b.at);

  /** The changes of one section as the fields and lists of its page see them. */
  function view(root, section) {
    const bases = new Map();
    const listeners = new Set();

    function change(_, path, value, { label = "" } = {}) {
      const before = records.get(key(section, path));
      if (value === (before?.value ?? bases.get(path) ?? "")) return;
      const base = before?.base ?? bases.get(path) ?? "";
      // what a saved file already tells has to be told again when it is taken back
      if (value === base && !before?.saved) records.delete(key(section, path));
      else records.set(key(section, path), {
        opId: newId(), section, path, base, value, label: label || before?.label || labelOf(root, path), said: readable(root, path, value),
        voice: path.endsWith("/words") ? voiceOf(root, path) : null, at: now(), saved: before?.saved ?? false,
      });
      changed();
    }

    function forget(_, path) {
      const under = [...records.values()].filter(r => r.section === section && (r.path === path || r.path.startsWith(path + "/")));
      if (under.some(r => r.saved || r.base !== "")) return false;
      if (!under.some(r => r.path === path)) return false;
      for (const r of under) records.delete(key(section, r.path));
      changed();
      return true;
    }

    return {
      base: (_, path, value) => { if (!bases.has(path)) bases.set(path, value); },
      change,
      forget,
      now: () => {},
      find: (_, path) => records.get(key(section, path)),
      listen: listener => { listeners.add(listener); },
      /** Puts what was written here before back on the screen; entries first, because their fields stand in them. */
      restore: () => {
        const here = inOrder().filter(r => r.section === section);
        const isEntry = r => r.value === "added" || r.value === "removed";
        for (const record of [...here.filter(isEntry), ...here.filter(r => !isEntry(r))]) for (const listener of listeners) listener({ type: "restored", record });
      },
    };
  }

  /** Takes over what an earlier opening kept: of one place the later is the one that counts. */
  function adopt(edits) {
    for (const edit of edits ?? []) {
      const have = records.get(key(edit.section, edit.path));
      if (!have || have.at < edit.at) records.set(key(edit.section, edit.path), edit);
    }
  }

  /** As they are kept: words carry whose they are. */
  const all = () => inOrder().map(r => r.path.endsWith("/words") ? { ...r, voice: records.get(key(r.section, r.path.replace(/words$/, "voice")))?.value ?? r.voice } : r);

  return { view, adopt, all, in: section => inOrder().filter(r => r.section === section), saved: () => { for (const r of records.values()) r.saved = true; }, unsaved: () => inOrder().filter(r => !r.saved).length };
}
