// Reports by how much of them stands in another one: a bar each, and the way to both texts.

const UNROLLED = new WeakSet();

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
  const draw = () => {
    const shown = UNROLLED.has(root) || data.rows.length <= data.most + 3 ? data.rows : data.rows.slice(0, data.most);
    const rest = data.rows.length - shown.length;
    const table = make("table", {},
      make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {}, ...heads.map(([name, look]) => make("th", { scope: "col", class: look }, words[name])))),
      make("tbody", {}, ...shown.map(entry)));
    const more = rest > 0
      ? make("button", { type: "button", class: "more", on: { click: () => { UNROLLED.add(root); draw(); } } }, words.more.replace("{n}", rest))
      : null;
    root.replaceChildren(...[table, more].filter(Boolean));
  };
  draw();
}
