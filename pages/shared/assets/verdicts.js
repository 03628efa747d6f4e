// Outcomes of a check, each with its sentence and the words it rests on. Text is put on the page as text.

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "verdicts");
  const { words } = data;

  const passage = (row, each, number) => make("a", {
    class: "passage",
    href: each.address,
    title: words.to_report,
    on: { click: within(() => setTriggerValue("open", row.id + ":" + number)) },
  }, make("span", { class: "said", lang: "zh-CN" }, each.quote),
    each.page ? make("small", {}, words.by_page) : null,
    make("span", { class: "way" }, words.to_report + " →"));
  const entry = (row) => make("li", { class: row.verdict },
    make("span", { class: "mark " + row.verdict }, make("b", { "aria-hidden": "true" }, row.sign), row.word),
    make("div", {},
      make("p", { class: "head" },
        data.named ? make("b", {}, row.body) : null, data.named ? make("span", {}, row.year) : null,
        make("span", { class: data.named ? "quiet" : "rule" }, row.rule),
        row.law ? make("span", { class: "quiet law" }, row.law) : null),
      make("p", { class: "sentence" }, row.sentence),
      row.passages.length ? make("div", { class: "passages" }, ...row.passages.map((each, number) => passage(row, each, number))) : null));
  const paint = (rows, more) => [make("ul", { "aria-label": words.caption }, ...rows.map(entry)), more];
  const stamp = data.rows.map((row) => row.id).join();
  unfold(root, data, data.rows, paint, { stamp, spare: data.named ? 3 : 0 });
}
