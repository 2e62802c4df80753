const width = 600, height = 200;

/** Lets people draw their mark with pen, finger or mouse; the strokes go into a hidden field as "x,y x,y;x,y". */
export function bindPad(pad, { window = globalThis.window } = {}) {
  const form = pad.closest("form");
  const canvas = pad.querySelector("canvas");
  const { document } = window;
  const target = [...form.elements].find(e => e.name?.toLowerCase() === pad.dataset.target.toLowerCase());
  const drawn = form.querySelector("input[name=Mark][value=Drawn]");
  let strokes = parse(target.value), stroke = null;
  // a finger that draws does not scroll
  canvas.style.touchAction = "none";

  function draw() {
    const ratio = window.devicePixelRatio || 1;
    const shown = canvas.getBoundingClientRect();
    canvas.width = Math.max(1, Math.round((shown.width || width) * ratio));
    canvas.height = Math.max(1, Math.round((shown.height || height) * ratio));
    const pen = canvas.getContext("2d");
    pen.scale(canvas.width / width, canvas.height / height);
    pen.strokeStyle = window.getComputedStyle(canvas).color;
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    for (const points of strokes) {
      pen.beginPath();
      pen.moveTo(...points[0]);
      for (const point of points.length > 1 ? points.slice(1) : points) pen.lineTo(...point);
      pen.stroke();
    }
  }

  function pointAt(event) {
    const shown = canvas.getBoundingClientRect();
    const on = (at, size, most) => Math.min(most, Math.max(0, Math.round(at / (size || most) * most)));
    return [on(event.clientX - shown.left, shown.width, width), on(event.clientY - shown.top, shown.height, height)];
  }

  function note() {
    target.value = strokes.map(points => points.map(p => p.join(",")).join(" ")).join(";");
    draw();
  }

  canvas.addEventListener("pointerdown", e => {
    if (e.button > 0 || stroke) return;
    e.preventDefault();
    try { canvas.setPointerCapture(e.pointerId); } catch { /* a pen that left already */ }
    stroke = { by: e.pointerId, points: [pointAt(e)] };
    strokes.push(stroke.points);
    if (drawn && !drawn.checked) {
      drawn.checked = true;
      drawn.dispatchEvent(new Event("change", { bubbles: true }));
    }
    note();
  });
  canvas.addEventListener("pointermove", e => {
    if (stroke?.by !== e.pointerId) return;
    for (const at of e.getCoalescedEvents?.().length ? e.getCoalescedEvents() : [e]) {
      const point = pointAt(at);
      if (point.join() !== stroke.points.at(-1).join()) stroke.points.push(point);
    }
    note();
  });
  const lift = e => { if (stroke?.by === e.pointerId) stroke = null; };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  pad.querySelector("[data-pad-clear]")?.addEventListener("click", () => {
    strokes = [];
    stroke = null;
    note();
  });
  new window.ResizeObserver(draw).observe(canvas.parentElement);
  draw();
}

// the field may hold a typed name instead
const isStroke = text => /^\d+,\d+( \d+,\d+)*$/.test(text);
const parse = text => text.split(";").filter(isStroke).map(s => s.split(" ").map(p => p.split(",").map(Number)));

/** Posts a signing form once, however often its button is pressed, with the mark that was chosen. */
export function bindSigning(form, { window = globalThis.window } = {}) {
  let posted = false;
  const pad = form.querySelector("[data-pad]");
  const target = pad && [...form.elements].find(e => e.name?.toLowerCase() === pad.dataset.target.toLowerCase());
  form.addEventListener("submit", e => {
    if (posted) return e.preventDefault();
    if (e.defaultPrevented) return;
    if (target && form.querySelector("input[name=Mark]:checked")?.value === "Typed") target.value = form.querySelector("[name=TypedMark]")?.value.trim() ?? "";
    posted = true;
    // said, not disabled: a disabled button loses the focus and its own value
    for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
  });
  // the browser's Back shows the page as it was left
  window.addEventListener("pageshow", e => {
    if (!e.persisted) return;
    posted = false;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  });
  if (pad) bindPad(pad, { window });
}
