import { askFirst } from "../ask-first.js";
import { equal, ok, test } from "./harness.js";
import { $, HandClock, quiet, until } from "./stage.js";

const said = { askNoSignal: "No signal, still here", sessionOver: "You are signed out.", sessionSignIn: "Sign in again" };
const page = `<form method="post" action="/plans/p1/agree/sign/person"><label for="name">Name</label><input id="name" name="Name" required value="Joyce">
  <div class="row"><button name="Do" value="Sign">Sign</button></div></form><form id="look" method="get"><button>Look</button></form>
  <script type="application/json" id="session-words">${JSON.stringify(said)}</script>`;

/** A page whose posts end here; what the browser would have sent is in `sent`. */
function stage(...answers) {
  const frame = document.createElement("iframe");
  document.body.replaceChildren(frame);
  const inside = frame.contentWindow;
  inside.document.body.innerHTML = page;
  const sent = [], asked = [], clock = new HandClock();
  askFirst({ window: inside, clock, fetch: (url, init) => { asked.push(url); const answer = answers.shift(); return typeof answer === "function" ? answer(init) : Promise.resolve(new Response("{}", { status: answer })); } });
  inside.addEventListener("submit", e => { if (!e.defaultPrevented) { sent.push([...new inside.FormData(e.target, e.submitter)].flat().join(" ")); e.preventDefault(); } });
  const in$ = css => inside.document.querySelector(css);
  return { sent, asked, clock, in$, press: () => in$("[value=Sign]").click() };
}
const noSignal = () => Promise.reject(new TypeError("no network"));

test("a form goes when the portal answers, with the button that was pressed", async () => {
  const { press, sent, asked } = stage(200);
  press();
  await until(() => sent.length === 1, "the post");
  equal([sent, asked], [["Name Joyce Do Sign"], ["/alive"]]);
});

test("without a signal nothing is sent, what was written stays, and it is said beside the button; the next press goes", async () => {
  const { press, sent, in$ } = stage(noSignal, 200);
  in$("#name").value = "Joyce A";
  press();
  await until(() => in$(".ask-first"), "what is said");
  equal([in$(".ask-first").textContent, in$(".ask-first").nextElementSibling.className, in$("#name").value, sent.length], ["No signal, still here", "row", "Joyce A", 0]);
  press();
  await until(() => sent.length === 1, "the post");
  equal([sent, in$(".ask-first")], [["Name Joyce A Do Sign"], null]);
});

test("a line that swallows everything is given up", async () => {
  const { press, clock, in$, sent } = stage(init => new Promise((_, no) => init.signal.addEventListener("abort", () => no(new DOMException("given up", "AbortError")))));
  press();
  await quiet();
  clock.advance(8000);
  await until(() => in$(".ask-first"), "what is said");
  equal(sent, []);
});

test("after the session it says how to sign in again, in a tab of its own", async () => {
  const { press, in$, sent } = stage(401);
  press();
  await until(() => in$(".ask-first a"), "the link");
  ok(in$(".ask-first a").getAttribute("href").startsWith("/sign-in?returnUrl="));
  equal([in$(".ask-first a").target, sent.length], ["_blank", 0]);
});

test("two presses send once, and what the browser finds missing is asked for again each time", async () => {
  const { press, sent, asked, in$ } = stage(200, 200, 200);
  press();
  press();
  await until(() => sent.length === 1, "the post");
  in$("#name").value = "";
  press();
  await quiet();
  equal(asked.length, 1);
  in$("#name").value = "Joyce";
  press();
  await until(() => sent.length === 2, "the next post");
});

test("what only looks something up goes at once", async () => {
  const { sent, asked, in$ } = stage();
  in$("#look button").click();
  await until(() => sent.length === 1, "the question");
  equal(asked, []);
});

test("a form whose words would be held goes the same way where nothing holds it", async () => {
  const { press, sent, in$ } = stage(noSignal);
  in$("form").dataset.held = "";
  press();
  await until(() => in$(".ask-first"), "what is said");
  equal(sent, []);
});
