import { equal, ok, test } from "./harness.js";
import { watchSession } from "../session.js";
import { $, HandClock, Portal, until } from "./stage.js";

function page() {
  document.body.innerHTML = `<form><textarea id="why">half a sentence</textarea></form>
    <script type="application/json" id="session-words">{"sessionIdle":"Out in {0}","sessionStay":"Stay","sessionOver":"You are signed out.","sessionSignIn":"Sign in"}</script>`;
  const portal = new Portal(), clock = new HandClock();
  watchSession({ window, clock, fetch: portal.fetch });
  return { portal, clock };
}

test("a page without a state line says in time that the session ends, and keeps it when asked", async () => {
  const { portal, clock } = page();
  await clock.advance(30_000);
  equal([portal.alive, $(".session")], [1, null]);
  Object.assign(portal, { expiresInSeconds: 120, lastsSeconds: 9000 });
  await clock.advance(30_000);
  await until(() => $(".session button"));
  portal.expiresInSeconds = 1800;
  $(".session button").click();
  await until(() => !$(".session .notice"));
  ok(portal.touched > 0);
});

test("on a telephone that joined the end says to ask for a new code, and leads to no sign-in", async () => {
  document.body.dataset.joined = "yes";
  const { portal, clock } = page();
  portal.session = false;
  await clock.advance(30_000);
  await until(() => $(".session .notice"));
  equal([$(".session .notice").textContent, $(".session a"), $("#why").value], ["sessionOverJoined", null, "half a sentence"]);
  delete document.body.dataset.joined;
});

test("a session that ended leaves the page as it was, with a way to sign in beside it", async () => {
  const { portal, clock } = page();
  portal.session = false;
  await clock.advance(30_000);
  await until(() => $(".session a"));
  equal([$("#why").value, $(".session a").target, $(".session .notice").textContent], ["half a sentence", "_blank", "You are signed out. Sign in"]);
  portal.session = true;
  await clock.advance(30_000);
  await until(() => !$(".session"));
});
