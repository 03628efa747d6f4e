const NAMED = new WeakMap(); // how a reader sorted and unfolded each table

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "names_table");
  const { words } = data;
  const state = NAMED.get(root) || { by: null, down: true, all: false };
  NAMED.set(root, state);

  const key = (column) => (column === "firm" ? "name" : column);
  const compare = (one, other) => {
    const [a, b] = [one[state.by], other[state.by]];
    const order = typeof a === "number" ? a - b : a.localeCompare(b, "zh");
    return state.down ? -order : order;
  };
  const sort = (by) => {
    state.down = state.by === by ? !state.down : by === "year";
    state.by = by;
    draw();
  };
  const head = (column) => {
    if (column === "quote") return make("th", { scope: "col", class: column }, words.quote);
    const by = key(column);
    return make("th", { scope: "col", class: column, "aria-sort": state.by === by ? (state.down ? "descending" : "ascending") : null },
      make("button", { type: "button", on: { click: () => sort(by) } }, words[column],
        make("i", { class: "sort", "aria-hidden": "true" }, state.by === by ? (state.down ? "↓" : "↑") : "")));
  };

  const way = (row) => make("a", {
    class: "way",
    href: row.address,
    "aria-label": words.to_report + " " + row.name,
    on: { click: within(() => setTriggerValue("open", row.id)) },
  }, words.to_report + " →");
  // Who issued it, and, where no column says so, what was done with it.
  const facts = (row) => data.columns.includes("deed")
    ? row.issuer && words.issuer + row.issuer
    : [row.deed, row.issuer].filter(Boolean).join(" · ");
  const name = (row) => make("th", { scope: "row", class: "name said" }, row.name,
    row.number ? make("small", {}, row.number) : null,
    facts(row) ? make("small", { class: "facts" }, facts(row)) : null);
  const cell = (row, column) => {
    if (column === "name" || column === "firm") return name(row);
    if (column === "quote") return make("td", { class: "quote" }, make("div", {}, make("span", { class: "said" }, ...quoted(row.pieces)), way(row)));
    return make("td", { class: column }, row[column]);
  };
  const draw = () => {
    const rows = state.by ? [...data.rows].sort(compare) : data.rows;
    const shown = state.all || rows.length <= data.most + 3 ? rows : rows.slice(0, data.most);
    const rest = rows.length - shown.length;
    const table = make("table", {},
      make("caption", { class: "hidden" }, data.caption),
      make("thead", {}, make("tr", {}, ...data.columns.map(head))),
      make("tbody", {}, ...shown.map((row) => make("tr", {}, ...data.columns.map((column) => cell(row, column))))));
    const more = rest > 0
      ? make("button", { type: "button", class: "more", on: { click: () => { state.all = true; draw(); } } }, words.more.replace("{n}", rest))
      : null;
    root.replaceChildren(...[table, more].filter(Boolean));
  };
  draw();
}
