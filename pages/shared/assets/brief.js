const SVG = "http://www.w3.org/2000/svg";

// An element of a drawing: attributes as values, words as text.
function draw(tag, options, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(options)) node.setAttribute(name, String(value));
  if (text) node.textContent = text;
  return node;
}

const MARKS = {
  Stroke: (mark) => draw("line", {
    x1: mark.x1, y1: mark.y1, x2: mark.x2, y2: mark.y2,
    class: mark.tone, "stroke-width": mark.width, "stroke-dasharray": mark.dash.join(" "),
  }),
  Dot: (mark) => {
    const r = mark.r * 1.3;
    const look = { class: mark.hollow ? "dot hollow" : "dot" };
    return mark.shape === "round"
      ? draw("circle", { cx: mark.x, cy: mark.y, r: mark.r, ...look })
      : draw("path", { d: `M${mark.x} ${mark.y - r}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`, ...look });
  },
  Words: (mark) => draw("text", { x: mark.x, y: mark.y, "font-size": mark.size, "text-anchor": mark.anchor, class: mark.halo ? "halo" : "" }, mark.text),
};

export default function (component) {
  const { data } = component;
  const root = begin(component, "brief");
  const { words } = data;

  const figure = (each) => make("div", { class: "figure" },
    make("span", {}, each.name + " " + each.year),
    make("b", {}, each.number, make("small", {}, each.unit)),
    each.others ? make("span", {}, each.others) : null,
    each.change ? make("span", {}, each.change) : null,
    make("span", {}, each.coverage));
  const chart = (each) => {
    const svg = draw("svg", { viewBox: `0 0 ${each.width} ${each.height}`, role: "img", "aria-label": each.alt });
    for (const mark of each.marks) svg.append(MARKS[mark.kind](mark));
    return make("section", { class: each.wide ? "chart wide" : "chart" },
      make("h3", {}, each.heading), make("p", {}, each.note), svg);
  };
  const code = () => {
    const size = data.modules.length;
    const svg = draw("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": words.code, class: "code", "shape-rendering": "crispEdges" });
    let path = "";
    data.modules.forEach((row, y) => row.forEach((dark, x) => { if (dark) path += `M${x} ${y}h1v1h-1z`; }));
    svg.append(draw("path", { d: path }));
    return svg;
  };
  const body = make("div", { class: "inner" },
    make("h2", {}, data.title),
    make("p", { class: "facts" }, data.facts),
    data.origin ? make("p", { class: "origin" }, data.origin) : null,
    make("div", { class: "figures", style: { "--count": String(data.figures.length) } }, data.figures.map(figure)),
    make("div", { class: "charts" }, data.charts.map(chart)),
    make("ul", { class: "notes" }, data.notes.map((note) => make("li", {}, note))),
    make("footer", {},
      make("div", {}, make("p", {}, data.filters), make("p", {}, data.version), make("p", {}, data.way)),
      data.modules.length ? code() : null));
  const sheet = make("article", { class: "sheet", "aria-label": words.sheet }, body);
  const button = make("button", { type: "button", class: "print", on: { click: () => window.print() } }, words.print);
  root.replaceChildren(button, sheet);

  // What would not fit on the page is written smaller: on paper nothing is cut off.
  const fit = () => {
    for (let scale = 1; scale >= 0.6; scale -= 0.04) {
      sheet.style.setProperty("--scale", String(scale));
      if (body.scrollHeight <= sheet.clientHeight + 1) return;
    }
  };
  const watch = new ResizeObserver(() => {
    if (sheet.clientWidth && getComputedStyle(sheet).getPropertyValue("--flow") !== "1") fit();
  });
  watch.observe(sheet);
  return () => watch.disconnect();
}
