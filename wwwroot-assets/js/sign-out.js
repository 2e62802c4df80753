import { ask, saveAnswers } from "./ask.js";
import { make } from "./words.js";

/**
 * Makes a form ask first when answers are not sent; it goes through at once when all are. Who signs out leaves nothing behind;
 * where the laptop only changes hands (stays) they are kept for whoever wrote them.
 */
export function guardSignOut(form, { edits = null, journal, say, send, save = saveAnswers, stays = false }) {
  const document = form.ownerDocument;
  let sure = false, asking = false;

  form.addEventListener("submit", async e => {
    if (sure) return;
    e.preventDefault();
    if (asking) return;
    asking = true;
    edits?.now();
    const left = await unsent();
    if (left.length) await choose(left); else await leave();
    asking = false;
  });

  // this page's edits as they are now, and what the device keeps from other pages and plans
  async function unsent() {
    const kept = await journal.list();
    const here = edits?.unsent() ?? [];
    return [...here, ...kept.filter(k => !here.some(r => r.id === k.id))];
  }

  async function leave() {
    sure = true;
    if (!stays) await journal.forget?.();
    form.requestSubmit();
  }

  // where two versions stand side by side waiting sends nothing: somebody has to choose
  const canLook = () => document.getElementById("state-line") !== null;
  const onlyToChoose = left => left.every(r => r.state === "conflict");

  function choose(left) {
    const asked = ask(document, {
      title: say.count("unsent", left.length),
      items: left.map(r => r.label || r.path),
      choices: [
        ...onlyToChoose(left) ? canLook() ? [["look", say("signOutLook"), look]] : [] : [["wait", say("signOutWait"), wait]],
        ["file", say("signOutFile"), () => { save(document, say, left); return false; }],
        stays ? ["go", say("leaveThem"), goOn] : ["discard", say("signOutDiscard"), discard],
        ["cancel", stays ? say("leaveNot") : say("signOutCancel"), () => {}],
      ],
    });
    return asked.closed;

    function look() {
      // the state line leads to the first of them, also on a question that is not open just now
      asked.closed.then(() => document.querySelector("#state-line a")?.click());
    }

    async function wait() {
      asked.say(say("sending"));
      await send();
      left = await unsent();
      if (!asked.open) return false;
      if (!left.length) { await leave(); return true; }
      asked.show(say.count("unsent", left.length), left.map(r => r.label || r.path));
      asked.say(say("signOutStillUnsent"));
      return false;
    }

    async function goOn() {
      // the page that follows need not ask again
      if (form.method === "get") form.append(make(document, "input", { type: "hidden", name: "asked", value: "yes" }));
      await leave();
    }

    async function discard() {
      edits?.discard();
      await leave();
    }
  }
}
