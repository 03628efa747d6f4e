// Reports that hold what was looked for, each with its lines. Text is put on the page as text.

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "found_texts");
  const { words } = data;

  const line = (pieces) => make("p", { class: "said", lang: "zh-CN" },
    ...pieces.map((piece, place) => (place % 2 ? make("mark", {}, piece) : piece)));
  const entry = (row) => make("li", {},
    make("a", { href: row.address, class: "report", on: { click: within(() => setTriggerValue("open", row.id)) } },
      make("span", { class: "head" }, make("b", {}, row.body), make("span", {}, row.year), make("span", { class: "quiet" }, row.genre),
        make("span", { class: "way" }, words.to_report + " →")),
      ...row.lines.map(line),
      row.rest > 0 ? make("span", { class: "rest quiet" }, words.rest.replace("{n}", row.rest)) : null));
  const paint = (rows, more) => [make("ol", { "aria-label": words.caption }, ...rows.map(entry)), more];
  unfold(root, data, data.rows, paint, { stamp: data.rows.map((row) => row.address).join() });
}
