const STATE = new WeakMap(); // how a reader sorted and unfolded each table

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "table_twin");
  const { words } = data;
  const state = STATE.get(root) || { by: null, down: true, all: false };
  STATE.set(root, state);

  const columns = [["body", "body"], ...(data.several ? [["indicator", "indicator"]] : []), ["year", "year"], ["value", "value"]];
  const compare = (one, other) => {
    const [a, b] = [one[state.by], other[state.by]];
    if (a === null || b === null) return (a === null) - (b === null);
    const order = typeof a === "number" ? a - b : a.localeCompare(b, "zh");
    return state.down ? -order : order;
  };
  const sorted = () => (state.by ? [...data.rows].sort(compare) : data.rows);
  const sort = (by) => {
    state.down = state.by === by ? !state.down : by !== "body";
    state.by = by;
    draw();
  };
  const head = () => make("tr", {}, ...columns.map(([name, by]) => make("th", {
    scope: "col",
    class: name,
    "aria-sort": state.by === by ? (state.down ? "descending" : "ascending") : null,
  }, make("button", { type: "button", on: { click: () => sort(by) } },
    words[name], make("i", { class: "sort", "aria-hidden": "true" }, state.by === by ? (state.down ? "↓" : "↑") : "")))),
  make("th", { scope: "col", class: "quote" }, words.quote));

  const way = (row) => {
    if (row.address) {
      return make("a", { class: "way", href: row.address, "aria-label": words.to_report + " " + row.body + " " + row.year, on: { click: within(() => setTriggerValue("open", row.id)) } }, words.to_report + " →");
    }
    if (row.source) {
      return make("a", { class: "way", href: row.source, target: "_blank", rel: "noopener noreferrer nofollow" }, row.host + " ↗");
    }
    return null;
  };
  const cells = (row) => [
    make("th", { scope: "row", class: "body" }, row.body),
    data.several ? make("td", { class: "indicator" }, row.indicator) : null,
    make("td", { class: "year" }, row.year),
    make("td", { class: row.value === null ? "value state" : "value" }, row.text, row.flag ? make("small", {}, row.flag) : null),
    make("td", { class: "quote" }, make("div", {}, row.pieces ? make("span", { class: "said" }, ...quoted(row.pieces)) : null, way(row))),
  ];
  const draw = () => {
    const rows = sorted();
    const shown = state.all || rows.length <= data.most + 3 ? rows : rows.slice(0, data.most);
    const rest = rows.length - shown.length;
    const table = make("table", {},
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
