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
  const paint = (rows, more) => [
    make("table", {},
      make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {}, ...heads.map((name) => make("th", { scope: "col", class: name }, words[name])))),
      make("tbody", {}, ...rows.map(row))),
    more,
  ];
  unfold(root, data, data.rows, paint);
}
