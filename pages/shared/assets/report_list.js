const OPENED = new WeakSet();

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "report_list");
  const { words } = data;
  const row = (item) => make("tr", {},
    make("td", { class: "year" }, item.year),
    make("th", { scope: "row" }, make("a", { href: item.address, on: { click: within(() => setTriggerValue("open", item.id)) } }, item.body)),
    make("td", { class: "genre" }, item.genre, item.superseded ? make("small", {}, words.superseded) : null),
    make("td", { class: "title said" }, item.title),
    make("td", { class: "published" }, item.published),
    make("td", { class: "figures" }, item.superseded ? "" : item.figures));
  const heads = ["year", "body", "genre", "title", "published", "figures"];
  const draw = () => {
    const rows = OPENED.has(root) || data.rows.length <= data.most + 3 ? data.rows : data.rows.slice(0, data.most);
    const rest = data.rows.length - rows.length;
    const table = make("table", {},
      make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {}, ...heads.map((name) => make("th", { scope: "col", class: name }, words[name])))),
      make("tbody", {}, ...rows.map(row)));
    const more = rest > 0
      ? make("button", { type: "button", class: "more", on: { click: () => { OPENED.add(root); draw(); } } }, words.more.replace("{n}", rest))
      : null;
    root.replaceChildren(...[table, more].filter(Boolean));
  };
  draw();
}
