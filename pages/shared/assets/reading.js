// The report as published. Text is put on the page as text; words of figures and names become marks.

const READING = new WeakMap();

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "reading");
  const { words } = data;
  const stamp = data.report + data.theme.page;
  const kept = READING.get(root);
  if (kept && kept.stamp === stamp) {
    kept.select(data.figure, false);
    return;
  }

  const marks = new Map(); // figure or name → its pieces on the page
  const entries = new Map(); // figure or name → its line in the list

  const piece = (item) => {
    if (!item.f.length) return item.t;
    const kind = item.m ? "name" : item.n ? "number" : null;
    const node = make("mark", { class: kind, tabindex: kind ? 0 : null, on: { click: () => pick(item.f[0]) } }, item.t);
    node.addEventListener("keydown", (event) => { if (event.key === "Enter") pick(item.f[0]); });
    for (const figure of item.f) {
      if (!marks.has(figure)) marks.set(figure, []);
      marks.get(figure).push(node);
    }
    return node;
  };
  const block = (item) => {
    if (item.kind === "table") {
      return make("div", { class: "scroll" }, make("table", {}, make("tbody", {},
        ...item.rows.map((row) => make("tr", {}, ...row.map((cell) => make("td", { rowspan: cell.rows > 1 ? cell.rows : null, colspan: cell.columns > 1 ? cell.columns : null, class: cell.columns > 3 ? "wide" : null }, ...cell.pieces.map(piece))))))));
    }
    const tag = { title: "h2", heading: "h3", subheading: "h4" }[item.kind] || "p";
    return make(tag, { class: item.kind }, ...item.pieces.map(piece));
  };
  const paper = make("article", { class: "paper said", lang: "zh-CN" }, ...data.blocks.map(block));

  const entry = (figure) => {
    const name = [figure.sub ? words.parts + " " : "", figure.part && figure.sub ? figure.part : figure.name,
                  figure.part && !figure.sub ? make("small", {}, " " + figure.part) : null];
    const line = make("button", { type: "button", class: figure.sub ? "entry sub" : "entry", on: { click: () => pick(figure.id) } },
      make("span", { class: "name" }, ...name), make("b", {}, figure.text));
    const series = figure.series && !figure.sub
      ? make("button", { type: "button", class: "series", on: { click: () => setTriggerValue("series", figure.id) } }, words.series + " →")
      : null;
    const item = make("li", {}, line, series);
    entries.set(figure.id, item);
    return item;
  };
  const list = data.figures.length
    ? make("ol", {}, ...data.figures.map(entry))
    : make("p", { class: "quiet" }, words.none);
  const named = (thing) => {
    const line = make("button", { type: "button", class: "entry", on: { click: () => pick(thing.id) } },
      make("span", { class: "name said" }, thing.name), thing.text ? make("small", {}, thing.text) : null);
    const find = make("button", { type: "button", class: "series", on: { click: () => setTriggerValue("find", thing.id) } }, words.find + " →");
    const item = make("li", {}, line, find);
    entries.set(thing.id, item);
    return item;
  };
  const kinds = [...new Set(data.names.map((thing) => thing.kind))];
  const names = kinds.map((kind) => [
    make("h5", {}, kind),
    make("ol", {}, ...data.names.filter((thing) => thing.kind === kind).map(named)),
  ]);
  const source = make("p", { class: "source quiet" }, data.file,
    data.address ? make("a", { href: data.address, target: "_blank", rel: "noopener noreferrer nofollow" }, words.source + " ↗") : null);
  const narrow = window.matchMedia("(max-width: 900px)").matches;
  const fold = make("details", { open: !narrow }, make("summary", {}, words.figures), list);
  const asked = data.names.some((thing) => thing.id === data.figure);
  const things = data.names.length
    ? make("details", { class: "names", open: !narrow || asked }, make("summary", {}, words.names), ...names.flat())
    : null;
  const aside = make("aside", {}, fold, things, source);

  const select = (figure, travel) => {
    for (const nodes of marks.values()) nodes.forEach((node) => node.classList.remove("chosen"));
    for (const item of entries.values()) item.classList.remove("chosen");
    const nodes = marks.get(figure) || [];
    nodes.forEach((node) => node.classList.add("chosen"));
    const line = entries.get(figure);
    if (line) line.classList.add("chosen");
    // The list scrolls by itself beside the paper: its line comes into view, too.
    if (line && travel) aside.scrollTop = line.offsetTop - aside.clientHeight / 2;
    if (travel && nodes.length) {
      (nodes.find((node) => node.classList.contains("number")) || nodes[0]).scrollIntoView({ block: "center", behavior: travel });
    }
  };
  const pick = (figure) => {
    select(figure, "smooth");
    setTriggerValue("figure", figure);
  };

  root.replaceChildren(aside, paper);
  READING.set(root, { stamp, select });
  // Wait until the page stands, then go to the figure that was asked for.
  requestAnimationFrame(() => setTimeout(() => select(data.figure, data.figure ? "instant" : false), 60));
}
