// What a reader does with one chart: unfold its table, take its picture. The twin and the file of
// its rows stand beside this component; marks on its host tell the page's style sheet what is open.
const UNFOLDED = "data-fz-unfolded";
const OPEN = "data-fz-open";

const DRAWN_SOON = 100; // looks, a tenth of a second apart: a slow line brings the chart late

// The chart this belongs to: the only one in the part of the page that holds both.
async function findChart(host) {
  const exhibit = host.closest('[class*="-exhibit"]');
  for (let look = 0; look < DRAWN_SOON; look += 1) {
    const layer = exhibit.querySelector(".js-plotly-plot .main-svg");
    if (layer) return layer.closest(".js-plotly-plot");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("no chart");
}

export default function (component) {
  const { data } = component;
  const root = begin(component, "chart_tools");
  const { host } = root.getRootNode();
  const { words, picture } = data;
  const held = root.getRootNode().activeElement?.dataset?.hold;

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
      const plot = await findChart(host);
      const alt = plot.closest("[aria-label]")?.getAttribute("aria-label") || picture.title;
      const drawn = drawPicture(plot, picture, data.theme, alt);
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
    make("span", { class: "tools" }, fold("table", UNFOLDED, words["table.of"], words.table), button("png"), button("svg")),
    failed, status);
  if (held) [...root.querySelectorAll("[data-hold]")].find((node) => node.dataset.hold === held)?.focus({ preventScroll: true });
}
