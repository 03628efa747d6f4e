const UNFOLDED_TWINS = new WeakSet();
const REDRAW = new WeakMap(); // how each twin is drawn from the latest data

// A chart as a table: one row a mark. A row does what a click on its mark does.
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "chart_twin");
  const { words, columns } = data;
  // A click redraws the page: what had the keyboard has it again afterwards.
  const held = root.getRootNode().activeElement?.dataset?.hold;

  const row = ([name, year, text, aside, token], index) => make("tr", {
    class: token === data.chosen ? "chosen" : null,
    on: { click: () => setTriggerValue("pick", token) },
  },
    make("th", { scope: "row", class: "name" }, name),
    make("td", { class: "year" }, year),
    make("td", { class: "value" }, text),
    columns.length > 3 ? make("td", { class: "aside" }, aside) : null,
    make("td", { class: "way" }, make("button", {
      type: "button",
      "data-hold": "row " + index,
      "aria-label": words.source + " " + name + " " + year + " " + text,
      "aria-pressed": String(token === data.chosen),
    }, words.source)));
  const exhibit = root.getRootNode().host.closest('[class*="-exhibit"]');
  const draw = (hold) => {
    // Folded away it costs nothing: two thousand rows are put together for who wants them.
    if (!exhibit.querySelector("[data-fz-unfolded]")) return root.replaceChildren();
    const all = UNFOLDED_TWINS.has(root) || data.rows.length <= data.most + 3;
    const rows = all ? data.rows : data.rows.slice(0, data.most);
    const rest = data.rows.length - rows.length;
    const kinds = ["name", "year", "value", "aside"];
    const table = make("table", {},
      make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {},
        ...columns.map((name, index) => make("th", { scope: "col", class: kinds[index] }, name)),
        make("th", { scope: "col", class: "way" }, words.source))),
      make("tbody", {}, ...rows.map(row)));
    // What scrolls must be within reach of the keyboard.
    const scroll = make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": words.caption }, table);
    const more = rest > 0
      ? make("button", { type: "button", class: "more", on: { click: () => { UNFOLDED_TWINS.add(root); draw(); } } }, words.more.replace("{n}", rest))
      : null;
    root.replaceChildren(...[scroll, more].filter(Boolean));
    if (hold) [...root.querySelectorAll("[data-hold]")].find((node) => node.dataset.hold === hold)?.focus({ preventScroll: true });
  };
  if (!REDRAW.has(root)) exhibit.addEventListener("fz-unfold", () => REDRAW.get(root)());
  REDRAW.set(root, draw);
  draw(held);
}
