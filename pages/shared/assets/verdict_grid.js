const UNROLLED = new WeakSet();

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "verdict_grid");
  const { words } = data;
  root.style.setProperty("--years", data.columns.length);

  const draw = (body, cell, column) => {
    const label = body + " " + column + " " + cell.words;
    const inside = [make("b", { "aria-hidden": "true" }, cell.sign), cell.word ? make("small", {}, cell.word) : null];
    const kind = "cell " + cell.state + (cell.id && cell.id === data.chosen ? " chosen" : "");
    return make("td", {}, cell.id
      ? make("button", { type: "button", class: kind, title: label, "aria-label": label, "aria-pressed": String(cell.id === data.chosen), on: { click: () => setTriggerValue("pick", cell.id) } }, ...inside)
      : make("span", { class: kind, title: label }, make("span", { class: "hidden" }, cell.words), ...inside));
  };
  const row = (entry) => make("tr", {},
    make("th", { scope: "row", title: entry.body }, entry.body),
    ...entry.cells.map((cell, index) => draw(entry.body, cell, data.columns[index])));
  const show = () => {
    const rows = UNROLLED.has(root) || data.rows.length <= data.most + 3 ? data.rows : data.rows.slice(0, data.most);
    const rest = data.rows.length - rows.length;
    const table = make("table", {},
      make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, make("span", { class: "hidden" }, words.body)),
        ...data.columns.map((name) => make("th", { scope: "col" }, name)))),
      make("tbody", {}, ...rows.map(row)));
    const more = rest > 0
      ? make("button", { type: "button", class: "more", on: { click: () => { UNROLLED.add(root); show(); } } }, words.more.replace("{n}", rest))
      : null;
    const legend = make("p", { class: "legend" }, ...data.legend.map((entry) => make("span", {},
      make("i", { class: "cell key " + entry.state, "aria-hidden": "true" }), entry.words)));
    const cut = data.cut ? make("p", { class: "quiet cut" }, data.cut) : null;
    root.replaceChildren(...[cut, table, more, legend].filter(Boolean));
  };
  show();
}
