// What changed between two versions: reports, or figures with the words of both. All text as text.

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "changes");
  const { words } = data;

  const way = (to, label) => (to ? make("a", {
    class: "way",
    href: to.address,
    on: { click: within(() => setTriggerValue("open", to.own)) },
  }, label + " →") : null);
  const web = (to) => (to ? make("a", {
    class: "way", href: to.address, target: "_blank", rel: "noopener noreferrer nofollow",
  }, to.host + " ↗") : null);

  const report = (item) => make("li", { class: "report" },
    make("p", { class: "head" },
      make("b", {}, item.body + " · " + item.year), make("span", { class: "quiet" }, item.genre),
      item.published ? make("span", { class: "quiet" }, item.published) : null,
      ...item.notes.map((note) => make("span", { class: "badge" }, note))),
    make("p", { class: "title" }, make("span", { class: "said", lang: "zh-CN" }, item.title),
      way(item.way, words.to_report), way(item.other, item.other_label), web(item.web)));

  const side = (item) => make("div", { class: "side" },
    make("p", { class: "quiet" }, item.head),
    item.pieces
      ? make("blockquote", { class: "said", lang: "zh-CN" }, ...quoted(item.pieces))
      : make("p", { class: "unsaid quiet" }, item.unsaid),
    way(item.way, words.to_report), web(item.web));
  const figure = (item) => make("li", { class: "figure " + item.kind },
    make("p", { class: "head" },
      make("b", {}, item.body + " · " + item.year), make("span", {}, item.indicator),
      make("b", { class: "values" }, item.values),
      item.cause ? make("span", { class: item.by_hand ? "badge hand" : "quiet" }, item.cause) : null),
    make("div", { class: "sides" }, ...item.sides.map(side)));

  const paint = (rows, more) => [
    make("ol", { "aria-label": words.caption }, ...rows.map(data.reports ? report : figure)), more,
  ];
  unfold(root, data, data.reports || data.figures, paint);
}
