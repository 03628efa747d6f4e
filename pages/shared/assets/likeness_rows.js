// Reports by how much of them stands in another one: a bar each, and the way to both texts.

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "likeness_rows");
  const { words } = data;
  const bar = (row) => row.share === null
    ? make("span", { class: "quiet" }, words.untold)
    : [make("span", { class: "track" }, make("span", { class: "bar", style: { width: row.share + "%" } })), make("b", {}, row.text)];
  const entry = (row) => make("tr", {},
    make("th", { scope: "row" }, make("button", { type: "button", on: { click: () => setTriggerValue("pick", row.pair) } },
      make("span", { class: "body" }, row.body), " ", make("span", { class: "year" }, row.year),
      row.genre ? make("small", {}, row.genre) : null), " ",
      make("a", { class: "way", href: row.address, title: words.source, "aria-label": words.source + " " + row.body + " " + row.year, on: { click: within(() => setTriggerValue("open", row.id)) } }, "↗")),
    make("td", { class: "other" }, make("small", {}, words.other + " "), row.other),
    make("td", { class: "share" }, make("span", { class: "line" }, bar(row))),
    make("td", { class: "count" }, make("small", {}, words.paragraphs + " "), row.paragraphs),
    make("td", { class: "count" }, row.figures ? [make("small", {}, words.figures + " "), row.figures] : ""));
  const heads = [["report", ""], ["other", "other"], ["share", "share"], ["paragraphs", "count"], ["figures", "count"]];
  const paint = (rows, more) => [
    make("table", {},
      make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {}, ...heads.map(([name, look]) => make("th", { scope: "col", class: look }, words[name])))),
      make("tbody", {}, ...rows.map(entry))),
    more,
  ];
  unfold(root, data, data.rows, paint);
}
