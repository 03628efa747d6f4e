// The report as published. Text is put on the page as text; words of figures and names become marks.

const READING = new WeakMap();

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "reading");
  const { words } = data;
  const stamp = data.report + data.theme.page + data.find;
  const kept = READING.get(root);
  if (kept && kept.stamp === stamp) {
    kept.select(data.figure, false);
    return;
  }

  const marks = new Map(); // figure or name → its pieces on the page
  const entries = new Map(); // figure or name → its line in the list

  const places = new Map(); // place that was looked for → its pieces on the page

  const piece = (item) => {
    const words = item.f.length ? marked(item) : item.t;
    if (item.p === undefined) return words;
    const node = make("mark", { class: "place" }, words);
    if (!places.has(item.p)) places.set(item.p, []);
    places.get(item.p).push(node);
    return node;
  };
  const marked = (item) => {
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
    const review = data.review && figure.known
      ? make("button", { type: "button", class: "series", on: { click: () => setTriggerValue("review", figure.id) } }, words.review + " →")
      : null;
    const item = make("li", {}, line, series, review);
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

  const order = [...places.keys()].sort((one, other) => one - other);
  let at = 0;
  const told = make("span", { class: "told", role: "status" });
  const step = (by, travel) => {
    at = (at + by + order.length) % order.length;
    for (const [place, nodes] of places) nodes.forEach((node) => node.classList.toggle("here", place === order[at]));
    told.textContent = words.places.replace("{i}", at + 1).replace("{n}", order.length);
    if (travel) places.get(order[at])[0].scrollIntoView({ block: "center", behavior: travel });
  };
  const control = (name, sign, act, off) => make("button", { type: "button", class: "control", "aria-label": words[name], title: words[name], disabled: off, on: { click: act } }, sign);
  if (data.find) {
    const single = order.length < 2;
    paper.prepend(make("div", { class: "finding" }, told,
      control("back", "‹", () => step(-1, "smooth"), single), control("on", "›", () => step(1, "smooth"), single),
      control("close", "×", () => setTriggerValue("close", true))));
    if (order.length) step(0, false);
    else told.textContent = words.no_place;
  }
  const hear = (event) => {
    if (!paper.isConnected) return document.removeEventListener("keydown", hear);
    const where = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || where.closest?.("input, textarea, select, [contenteditable]")) return;
    const by = { n: 1, p: -1 }[event.key.toLowerCase()];
    if (by) step(by, "smooth");
  };
  if (order.length > 1) document.addEventListener("keydown", hear);

  root.replaceChildren(aside, paper);
  READING.set(root, { stamp, select });
  // Wait until the page stands, then go to the figure, or the words, that were asked for.
  requestAnimationFrame(() => setTimeout(() => {
    select(data.figure, data.figure ? "instant" : false);
    if (order.length && !data.figure) step(0, "instant");
  }, 60));
}
