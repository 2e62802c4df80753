import { ask, saveAnswers } from "./ask.js";

/** Shows what was written at a place that is no longer there, with the reason: it can be copied, saved to a file, or let go of by name. */
export function showLeftOver(document, edits, record, say, save = saveAnswers) {
  const reason = `refused.${record.why}`;
  return ask(document, {
    title: say(say.has(reason) ? reason : "refused"),
    items: [`${record.label || record.path}: ${record.value}`],
    choices: [
      ["file", say("signOutFile"), () => { save(document, say, [record]); return false; }],
      ["discard", say("throwAway"), () => edits.discard([record.id])],
      ["cancel", say("keepOn"), () => {}],
    ],
  });
}
