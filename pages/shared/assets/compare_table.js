const COMPARED = new WeakMap(); // how a reader sorted and unfolded each table

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "compare_table");
  const { words, years } = data;
  const state = COMPARED.get(root) || { by: null, down: true, all: false };
  COMPARED.set(root, state);

  // A click redraws the page: what had the keyboard has it again afterwards.
  const held = root.getRootNode().activeElement?.dataset?.hold;
  const left = root.querySelector(".scroll")?.scrollLeft;

  const read = (row) => (typeof state.by === "number" ? row.cells[years.indexOf(state.by)]?.value ?? null : row[state.by]);
  const compare = (one, other) => {
    const [a, b] = [read(one), read(other)];
    if (a === null || b === null) return (a === null) - (b === null);
    const order = typeof a === "number" ? a - b : a.localeCompare(b, "zh");
    return state.down ? -order : order;
  };
  const sort = (by) => {
    state.down = state.by === by ? !state.down : typeof by === "number";
    state.by = by;
    draw("sort " + by);
  };
  const head = (by, name, kind) => make("th", {
    scope: "col",
    class: kind,
    "aria-sort": state.by === by ? (state.down ? "descending" : "ascending") : "none",
  }, make("button", { type: "button", title: words.sort, "data-hold": "sort " + by, on: { click: () => sort(by) } }, name,
    make("i", { class: "sort", "aria-hidden": "true" }, state.by === by ? (state.down ? "↓" : "↑") : "")));

  const cell = (row, item, year) => {
    const label = data.several ? row.indicator + " " + item.words : item.words;
    const inside = [item.text, item.unit ? make("small", {}, " " + item.unit) : null];
    if (!item.token) {
      return make("td", { class: "state", title: item.words }, make("span", { class: "hidden" }, item.words), make("span", { "aria-hidden": "true" }, item.text));
    }
    const hold = row.indicator + row.body + year;
    return make("td", {}, make("button", {
      type: "button",
      class: item.token === data.chosen ? "cell chosen" : "cell",
      title: label,
      "aria-label": label,
      "data-hold": hold,
      on: { click: () => setTriggerValue("pick", { token: item.token, at: hold }) },
    }, ...inside));
  };
  const row = (entry) => make("tr", { class: entry.body === data.highlight ? "out" : null },
    make("th", { scope: "row", class: "body" }, make("button", {
      type: "button",
      title: words.stand_out,
      "aria-pressed": String(entry.body === data.highlight),
      "data-hold": "body " + entry.body + entry.indicator,
      on: { click: () => setTriggerValue("pick", { body: entry.body }) },
    }, entry.body)),
    data.several ? make("td", { class: "indicator" }, entry.indicator) : null,
    ...entry.cells.map((item, index) => cell(entry, item, years[index])));
  const draw = (hold) => {
    const rows = state.by === null ? data.rows : [...data.rows].sort(compare);
    const shown = state.all || rows.length <= data.most + 3 ? rows : rows.slice(0, data.most);
    const rest = rows.length - shown.length;
    const table = make("table", { class: years.length > 8 ? "dense" : null },
      make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {}, head("body", words.body, "body"),
        data.several ? head("indicator", words.indicator, "indicator") : null,
        ...years.map((year) => head(year, year, "year")))),
      make("tbody", {}, ...shown.map(row)));
    // What scrolls must be within reach of the keyboard.
    const scroll = make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": words.caption }, table);
    const more = rest > 0
      ? make("button", { type: "button", class: "more", on: { click: () => { state.all = true; draw(); } } }, words.more.replace("{n}", rest))
      : null;
    root.replaceChildren(...[scroll, more].filter(Boolean));
    scroll.scrollLeft = left ?? scroll.scrollWidth; // where not all years have room, the latest are seen first
    if (hold) [...root.querySelectorAll("[data-hold]")].find((node) => node.dataset.hold === hold)?.focus({ preventScroll: true });
  };
  draw(held);
}
