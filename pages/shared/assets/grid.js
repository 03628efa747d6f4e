// A table of bodies down and columns across; a long one unfolds in its place. Cells are drawn by whoever
// shows it: `draw(body, cell, column)`, and the look of an entry of the legend by `key(entry)`.

function showGrid(root, data, draw, key) {
  const { words } = data;
  root.classList.add("fz-grid");
  root.style.setProperty("--years", data.columns.length);
  const row = (entry) => make("tr", {},
    make("th", { scope: "row", title: entry.body }, entry.body),
    ...entry.cells.map((cell, index) => make("td", {}, draw(entry.body, cell, data.columns[index]))));
  const paint = (rows, more) => [
    data.cut ? make("p", { class: "quiet cut" }, data.cut) : null,
    make("table", {},
      make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, make("span", { class: "hidden" }, words.body)),
        ...data.columns.map((name) => make("th", { scope: "col" }, name)))),
      make("tbody", {}, ...rows.map(row))),
    more,
    make("p", { class: "legend" }, ...data.legend.map((entry) => make("span", {},
      make("i", { class: "cell key " + key(entry), "aria-hidden": "true" }), entry.words))),
  ];
  unfold(root, data, data.rows, paint);
}
