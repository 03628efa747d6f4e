// The bar beneath what is drawn: its picture to take away in two formats, and what unfolds. The file of
// its rows stands beside it; marks on its host tell the page's style sheet what is open.
const OPEN = "data-fz-open";

// `draw` returns the picture as it is now; `twin` names the mark of a table to unfold, where there is one.
function showTools(root, data, draw, twin = null) {
  const { words, picture } = data;
  const { host } = root.getRootNode();
  const held = root.getRootNode().activeElement?.dataset?.hold;
  root.classList.add("fz-tools");

  const status = make("span", { class: "hidden", role: "status" });
  const failed = make("span", { class: "failed", hidden: true }, words.failed);
  const toggle = (mark) => (event) => {
    const button = event.currentTarget;
    button.setAttribute("aria-expanded", String(host.toggleAttribute(mark)));
    host.dispatchEvent(new CustomEvent("fz-unfold", { bubbles: true })); // the twin listens
  };
  const take = (kind) => async () => {
    failed.hidden = true;
    try {
      const drawn = await draw();
      const blob = kind === "svg" ? drawn.blob : await paint(drawn.blob, drawn.width, drawn.height);
      saveFile(root, blob, picture.file + "." + kind);
      status.textContent = words.done;
    } catch (error) {
      status.textContent = words.failed;
      failed.hidden = false;
    }
  };
  const fold = (name, mark, label, ...inside) => make("button", {
    type: "button", class: name, "data-hold": name, "aria-label": label, title: label,
    "aria-expanded": String(host.hasAttribute(mark)), on: { click: toggle(mark) },
  }, ...inside);
  const button = (kind) => make("button", {
    type: "button", class: kind, "data-hold": kind, "aria-label": words[kind + ".of"], title: words[kind + ".of"],
    on: { click: take(kind) },
  }, words[kind]);
  root.replaceChildren(
    fold("more", OPEN, words.more, "⋯"),
    make("span", { class: "tools" }, twin ? fold("table", twin, words["table.of"], words.table) : null, button("png"), button("svg")),
    failed, status);
  if (held) [...root.querySelectorAll("[data-hold]")].find((node) => node.dataset.hold === held)?.focus({ preventScroll: true });
}
