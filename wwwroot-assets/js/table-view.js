const key = "table-view";

/** Lets people see the page larger, for reading together across a table, and remembers it on this device. */
export function bindTableView(document, storage = safely(() => globalThis.localStorage)) {
  const root = document.documentElement;
  const buttons = [...document.querySelectorAll("[data-table-view]")].filter(b => b !== root);
  const apply = on => {
    root.toggleAttribute("data-table-view", on);
    for (const b of buttons) b.setAttribute("aria-pressed", String(on));
  };
  apply(safely(() => storage?.getItem(key)) === "on");
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const on = !root.hasAttribute("data-table-view");
      apply(on);
      safely(() => { if (on) storage?.setItem(key, "on"); else storage?.removeItem(key); });
    });
  }
}

// a browser that keeps nothing throws where others answer
function safely(fn) {
  try { return fn(); } catch { return null; }
}
