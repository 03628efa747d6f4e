// Findings of the check of agreement, each with the words of both sides. Text goes in as text.

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "agreement");
  const { words } = data;

  const quote = (one) => make("li", {},
    make("a", { href: one.address, class: "said", lang: "zh-CN", title: words.to_report, on: { click: within(() => setTriggerValue("open", one.address)) } },
      ...(one.pieces[1] ? quoted(one.pieces) : one.pieces)));
  const source = (one) => make("section", {},
    make("h3", {}, one.name),
    make("ul", {}, ...one.quotes.map(quote)));
  // The sum is not torn over two lines.
  const told = (row) => {
    const at = row.sum ? row.told.indexOf(row.sum) : -1;
    const short = row.sum.length < 40;
    return make("p", { class: "told" }, ...(at < 0 ? [row.told] : [
      row.told.slice(0, at), make("b", { class: short ? "sum short" : "sum" }, row.sum), row.told.slice(at + row.sum.length)]));
  };
  const button = (row, word) => data.review
    ? make("button", { type: "button", class: "mark", on: { click: () => setTriggerValue("mark", row.key) } }, word)
    : null;
  const head = (row) => [make("b", {}, row.body), make("span", {}, row.year), make("span", { class: "kind" }, row.kind)];
  const open = (row) => make("li", {}, make("article", {},
    make("header", {}, ...head(row), button(row, words.mark)),
    told(row), make("div", { class: "sources" }, ...row.sources.map(source))));
  const folded = (row) => make("li", {}, make("details", {},
    make("summary", {}, ...head(row), make("span", { class: "why" }, words["reason.is"] + row.mark.reason),
      make("span", { class: "quiet" }, words.by.replace("{who}", row.mark.who).replace("{when}", row.mark.when))),
    told(row), make("div", { class: "sources" }, ...row.sources.map(source)), button(row, words.reopen)));

  const paint = (rows, more) => [
    make("ol", { "aria-label": words.caption }, ...rows.map((row) => (row.mark ? folded(row) : open(row)))), more,
  ];
  unfold(root, data, data.rows, paint, { stamp: data.rows.map((row) => row.key).join() });
}
