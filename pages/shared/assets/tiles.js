// Tiles a row at full width, by how many there are: no lonely last one.
const COLUMNS = { 1: 1, 2: 2, 3: 3, 5: 5, 6: 3 };

const SVG = "http://www.w3.org/2000/svg";

function shape(tag, options) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(options)) node.setAttribute(name, value);
  return node;
}

// A small trend: a year without a value breaks the line.
function spark(values) {
  const known = values.filter((value) => value !== null);
  const svg = shape("svg", { viewBox: "0 0 200 44", preserveAspectRatio: "none", "aria-hidden": "true" });
  if (known.length < 2) return svg;
  const top = Math.max(...known) || 1;
  const x = (index) => 4 + (192 * index) / Math.max(1, values.length - 1);
  const y = (value) => 40 - 34 * (value / top);
  let run = [];
  const flush = () => {
    if (run.length) svg.append(shape("polyline", { points: run.join(" "), class: "line" }));
    run = [];
  };
  values.forEach((value, index) => {
    if (value === null) return flush();
    run.push(x(index).toFixed(1) + "," + y(value).toFixed(1));
  });
  flush();
  const last = values.map((value, index) => [value, index]).filter((pair) => pair[0] !== null).pop();
  svg.append(shape("line", { x1: 4, x2: 196, y1: 40, y2: 40, class: "floor" }));
  svg.dataset.left = ((x(last[1]) / 200) * 100).toFixed(2);
  svg.dataset.top = ((y(last[0]) / 44) * 100).toFixed(2);
  return svg;
}

function trend(values) {
  const svg = spark(values);
  const inner = make("span", { class: "inner" }, svg);
  const box = make("span", { class: "trend" }, inner);
  if (svg.dataset.left) inner.append(make("i", { class: "dot", style: { left: svg.dataset.left + "%", top: svg.dataset.top + "%" } }));
  return box;
}

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "tiles");
  root.style.setProperty("--count", COLUMNS[data.tiles.length] || 4);
  const draw = (tile) => make("button", {
    type: "button",
    class: "tile" + (tile.id === data.selected ? " chosen" : ""),
    "aria-pressed": data.selected === null ? null : String(tile.id === data.selected),
    on: { click: () => setTriggerValue("pick", tile.id) },
  },
    make("span", { class: "name" }, tile.name),
    make("span", { class: "value", title: tile.full },
      make("b", {}, tile.number), tile.unit ? " " + tile.unit : ""),
    tile.others ? make("span", { class: "others" }, tile.others) : null,
    tile.change ? make("span", { class: "change" }, make("span", {}, tile.change.replaceAll(" → ", "\u00a0→\u00a0")), tile.basis ? make("small", {}, tile.basis) : null) : null,
    trend(tile.trend),
    make("span", { class: "foot" }, make("span", {}, tile.year), make("span", {}, tile.coverage)));
  root.replaceChildren(...data.tiles.map(draw));
}
