// Bars of what was in time, a row a year, as a real table: the words beside each bar say the same.

export default function (component) {
  const { data } = component;
  const root = begin(component, "duty_share");
  const { words } = data;
  const bar = (pieces) => make("div", { class: "track", "aria-hidden": "true" },
    ...pieces.map((piece) => make("i", { class: piece.kind, style: { "--share": piece.share.toFixed(3) } })));
  const row = (entry) => make("tr", {}, make("th", { scope: "row" }, entry.label),
    make("td", { class: "bar" }, bar(entry.pieces)), make("td", { class: "text" }, entry.text));
  const part = (rows, title) => make("tbody", {},
    title ? make("tr", { class: "title" }, make("th", { scope: "rowgroup", colspan: 3 }, title)) : null, ...rows.map(row));
  const table = make("table", {}, make("caption", { class: "hidden" }, words.caption),
    ...data.groups.flatMap((group) => [
      part(group.rows, group.name),
      group.references.length ? part(group.references, words.references) : null,
    ].filter(Boolean)));
  const legend = make("p", { class: "legend" }, ...["kept", "late", "unclear"].map((kind) =>
    make("span", {}, make("i", { class: "key " + kind, "aria-hidden": "true" }), words[kind])));
  root.replaceChildren(table, legend);
}
