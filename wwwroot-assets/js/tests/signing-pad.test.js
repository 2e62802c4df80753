import { equal, ok, test } from "./harness.js";
import { bindSigning } from "../signing-pad.js";
import { $ } from "./stage.js";

function signing() {
  document.body.innerHTML = `<form data-signing method="post"><label><input type="radio" name="Mark" value="Typed" checked>Typed</label><label><input type="radio" name="Mark" value="Drawn">Drawn</label>
    <input name="TypedMark"><div class="pad" data-pad data-target="markData"><canvas width="600" height="200" tabindex="-1" aria-label="Draw"></canvas><button type="button" data-pad-clear>Clear</button></div>
    <input type="hidden" name="MarkData"><button>Sign</button></form>`;
  const canvas = $("canvas");
  // half the size of the field it stands for
  Object.assign(canvas.style, { position: "fixed", left: "10px", top: "20px", width: "300px", height: "100px" });
  bindSigning($("form"));
  let posts = 0;
  $("form").addEventListener("submit", e => { if (!e.defaultPrevented) posts++; e.preventDefault(); });
  return { posts: () => posts, data: () => $("[name=MarkData]").value };
}

const pointer = (kind, x, y, more = {}) => $("canvas").dispatchEvent(new PointerEvent(`pointer${kind}`, { bubbles: true, cancelable: true, pointerId: 1, clientX: 10 + x, clientY: 20 + y, ...more }));
const draw = (...points) => {
  pointer("down", ...points[0]);
  for (const p of points.slice(1)) pointer("move", ...p);
  pointer("up", ...points.at(-1));
};
const ink = () => $("canvas").getContext("2d").getImageData(0, 0, $("canvas").width, $("canvas").height).data.some(v => v > 0);

test("strokes are written as whole numbers on a field of 600 by 200", () => {
  const { data } = signing();
  draw([10, 10], [20, 15], [20, 15], [30, 20]);
  draw([100, 50]);
  equal(data(), "20,20 40,30 60,40;200,100");
  ok(ink());
  ok($("[value=Drawn]").checked);
});

test("a stroke that leaves the field stays within it, and a second finger does not write", () => {
  const { data } = signing();
  pointer("down", 290, 90);
  pointer("down", 5, 5, { pointerId: 2 });
  pointer("move", 400, 300);
  pointer("move", 6, 6, { pointerId: 2 });
  pointer("up", 400, 300);
  pointer("move", 10, 10);
  equal(data(), "580,180 600,200");
});

test("clearing takes all strokes away", () => {
  const { data } = signing();
  draw([10, 10], [20, 20]);
  $("[data-pad-clear]").click();
  equal(data(), "");
  ok(!ink());
});

test("a typed mark is what is posted when it was chosen, whatever was drawn", () => {
  const { data, posts } = signing();
  draw([10, 10], [20, 20]);
  $("[value=Typed]").checked = true;
  $("[name=TypedMark]").value = " Joyce Demo ";
  $("form").requestSubmit();
  equal([data(), posts()], ["Joyce Demo", 1]);
});

test("pressing twice posts once", () => {
  const { posts } = signing();
  $("form button:not([type=button])").click();
  $("form button:not([type=button])").click();
  $("form").requestSubmit();
  equal(posts(), 1);
  equal($("form button:not([type=button])").getAttribute("aria-disabled"), "true");
});

test("a form shown again by the browser's Back can be posted again", () => {
  const { posts } = signing();
  $("form").requestSubmit();
  window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  $("form").requestSubmit();
  equal(posts(), 2);
});

test("what was drawn is drawn again when the field changes its size", async () => {
  signing();
  draw([10, 10], [200, 60]);
  const before = $("canvas").width;
  $("canvas").style.width = "600px";
  $("canvas").parentElement.style.width = "123px";
  await new Promise(resolve => new ResizeObserver(() => { if ($("canvas").width > before) resolve(); }).observe($("canvas").parentElement));
  ok(ink());
});
