const STATE = new WeakMap(); // how a reader sorted and unfolded each table

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "table_twin");
  const { words } = data;
  const state = STATE.get(root) || { by: null, down: true, all: false };
  STATE.set(root, state);

  const columns = data.columns || ["body", ...(data.several ? ["indicator"] : []), "year", "value", "quote"];
  const sortable = ["body", "indicator", "year", "value"];
  // Rows that are more than these are sorted where all of them are.
  const by = () => (data.sorted ? data.sorted.by : state.by);
  const down = () => (data.sorted ? data.sorted.down : state.down);
  const compare = (one, other) => {
    const [a, b] = [one[state.by], other[state.by]];
    if (a === null || b === null) return (a === null) - (b === null);
    const order = typeof a === "number" ? a - b : a.localeCompare(b, "zh");
    return state.down ? -order : order;
  };
  const sorted = () => (state.by ? [...data.rows].sort(compare) : data.rows);
  const sort = (name) => {
    if (data.sorted) { setTriggerValue("sort", name); return; }
    state.down = state.by === name ? !state.down : name !== "body";
    state.by = name;
    draw();
  };
  const mark = (name) => make("i", { class: "sort", "aria-hidden": "true" }, by() === name ? (down() ? "↓" : "↑") : "");
  const heading = (name) => (sortable.includes(name)
    ? make("th", { scope: "col", class: name, "aria-sort": by() === name ? (down() ? "descending" : "ascending") : null },
      make("button", { type: "button", on: { click: () => sort(name) } }, words[name], mark(name)))
    : make("th", { scope: "col", class: name }, words[name]));
  const head = () => make("tr", {}, ...columns.map(heading));

  const web = (address, host) => make("a", { class: "way", href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, host + " ↗");
  const way = (row) => {
    if (row.address) {
      return make("a", { class: "way", href: row.address, "aria-label": words.to_report + " " + row.body + " " + row.year, on: { click: within(() => setTriggerValue("open", row.id)) } }, words.to_report + " →");
    }
    return row.source ? web(row.source, row.host) : null;
  };
  const small = (text) => (text ? make("small", {}, text) : null);
  const below = (row, name) => small(row.below && row.below[name]);
  const cell = (row, name) => {
    if (name === "body") return make("th", { scope: "row", class: "body" }, row.body, below(row, name));
    if (name === "value") return make("td", { class: row.value === null ? "value state" : "value" }, row.text, small(row.flag), below(row, name));
    if (name === "quote") return make("td", { class: "quote" }, make("div", {}, row.pieces ? make("span", { class: "said" }, ...quoted(row.pieces)) : (words.no_quote ? make("span", { class: "quiet" }, words.no_quote) : null), way(row)));
    if (name === "file") return make("td", { class: "file" }, row.file, below(row, name), row.web ? web(row.web.address, row.web.host) : null);
    return make("td", { class: name }, row[name], below(row, name));
  };
  const cells = (row) => columns.map((name) => cell(row, name));
  const draw = () => {
    const rows = sorted();
    const shown = state.all || rows.length <= data.most + 3 ? rows : rows.slice(0, data.most);
    const rest = rows.length - shown.length;
    const table = make("table", { class: data.columns ? "full" : null },
      make("caption", { class: "hidden" }, data.caption),
      make("thead", {}, head()),
      make("tbody", {}, ...shown.map((row) => make("tr", {}, ...cells(row)))));
    const more = rest > 0
      ? make("button", { type: "button", class: "more", on: { click: () => { state.all = true; draw(); } } }, words.more.replace("{n}", rest))
      : null;
    root.replaceChildren(...[table, more].filter(Boolean));
  };
  draw();
}
