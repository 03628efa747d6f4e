// A table of bodies down and columns across; a long one unfolds in its place. Cells are drawn by whoever
// shows it: `draw(body, cell, column)`, and the look of an entry of the legend by `key(entry)`.

const UNFOLDED = new WeakSet();

function showGrid(root, data, draw, key) {
  const { words } = data;
  root.classList.add("fz-grid");
  root.style.setProperty("--years", data.columns.length);
  const row = (entry) => make("tr", {},
    make("th", { scope: "row", title: entry.body }, entry.body),
    ...entry.cells.map((cell, index) => make("td", {}, draw(entry.body, cell, data.columns[index]))));
  const show = () => {
    const rows = UNFOLDED.has(root) || data.rows.length <= data.most + 3 ? data.rows : data.rows.slice(0, data.most);
    const rest = data.rows.length - rows.length;
    const table = make("table", {},
      make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, make("span", { class: "hidden" }, words.body)),
        ...data.columns.map((name) => make("th", { scope: "col" }, name)))),
      make("tbody", {}, ...rows.map(row)));
    const more = rest > 0
      ? make("button", { type: "button", class: "more", on: { click: () => { UNFOLDED.add(root); show(); } } }, words.more.replace("{n}", rest))
      : null;
    const legend = make("p", { class: "legend" }, ...data.legend.map((entry) => make("span", {},
      make("i", { class: "cell key " + key(entry), "aria-hidden": "true" }), entry.words)));
    const cut = data.cut ? make("p", { class: "quiet cut" }, data.cut) : null;
    root.replaceChildren(...[cut, table, more, legend].filter(Boolean));
  };
  show();
}
