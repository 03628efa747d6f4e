const FITTED = new WeakMap(); // what watches the width of each drawing

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "outcomes");
  data.ramp.forEach((colour, step) => root.style.setProperty("--ramp-" + step, colour));
  data.ramp_ink.forEach((colour, step) => root.style.setProperty("--ink-" + step, colour));
  data.series.forEach((colour, number) => root.style.setProperty("--series-" + number, colour));

  root.style.setProperty("--columns", data.columns.length);

  const look = (cell) => [cell.state, cell.step === null ? null : "step-" + cell.step,
    cell.sign.length > 3 ? "long" : null, cell.id && cell.id === data.chosen ? "chosen" : null].filter(Boolean).join(" ");
  const pick = (cell) => ({ click: () => setTriggerValue("pick", cell.id) });
  const swatch = (number) => number === null ? null
    : make("i", { class: "swatch", style: { "--colour": "var(--series-" + number + ")" }, "aria-hidden": "true" });

  // The bars say to the eye what the table says to everybody: they are no stop of the keyboard.
  const segment = (piece) => make("button", {
    type: "button",
    class: "segment " + look(piece),
    tabindex: "-1",
    title: piece.words,
    style: { "--share": piece.share, "--colour": "var(--series-" + piece.swatch + ")" },
    on: pick(piece),
  }, make("span", {}, piece.sign));
  const bar = (entry) => make("div", { class: "bar" }, make("b", {}, entry.year),
    make("div", { class: "track" }, ...entry.segments.map(segment), make("span", { class: "quiet" }, entry.total)));
  const bars = data.bars.length ? make("div", { class: "bars", "aria-hidden": "true" }, ...data.bars.map(bar)) : null;

  const inside = (cell) => cell.id
    ? make("button", { type: "button", class: "cell " + look(cell), title: cell.words, "aria-label": cell.words, on: pick(cell) }, cell.sign)
    : make("span", { class: "cell " + look(cell), title: cell.words },
        make("span", { class: "hidden" }, cell.words), make("span", { "aria-hidden": "true" }, cell.sign));
  const row = (entry) => make("tr", { class: entry.kind },
    make("th", { scope: entry.cells.length ? "row" : "rowgroup", colspan: entry.cells.length ? null : data.columns.length + 1 },
      swatch(entry.swatch), entry.label),
    ...entry.cells.map((cell) => make("td", {}, inside(cell))));
  const table = make("table", { class: data.published ? "published" : null },
    make("caption", { class: "hidden" }, data.caption),
    make("thead", {}, make("tr", {}, make("td", {}), ...data.columns.map((column) => make("th", { scope: "col" }, make("span", {}, column))))),
    make("tbody", {}, ...data.rows.map(row)));
  const legend = data.legend.length
    ? make("p", { class: "legend" }, ...data.legend.map((entry) => make("span", {},
        make("i", { class: "cell key " + entry.state, "aria-hidden": "true" }), entry.words)))
    : null;
  root.replaceChildren(...[bars, table, legend].filter(Boolean));

  // A number too wide for its piece of the bar is left to the table.
  const fit = () => root.querySelectorAll(".segment").forEach((piece) => {
    piece.classList.toggle("narrow", piece.scrollWidth > piece.clientWidth);
  });
  FITTED.get(root)?.disconnect();
  FITTED.set(root, new ResizeObserver(fit));
  FITTED.get(root).observe(root);
}
