// Items of a plan beside what the next report tells, or shortcomings year beside year. All text as text.

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "promises");
  const { words } = data;

  const way = (to, label) => make("a", {
    class: "way",
    href: to.address,
    on: { click: within(() => setTriggerValue("open", { report: to.report, find: to.find })) },
  }, label + " →");
  const said = (head, quote, link) => make("div", { class: "side" },
    make("p", { class: "head quiet" }, head), quote, link);

  const answer = (item) => {
    if (!item.answer) return said(words.next_year, make("p", { class: "unsaid quiet" }, words.nothing), null);
    const far = item.state === "silent" || item.state === "unclear";
    const head = [words.next_year, far ? words.nearest : "", item.answer_note].filter(Boolean).join(" · ");
    const quote = make("blockquote", { class: far ? "said far" : "said", lang: "zh-CN" }, ...(far ? [item.answer.join("")] : quoted(item.answer)));
    return said(head, quote, way(item.answer_way, words.to_report));
  };
  const entry = (item) => make("li", { class: item.state },
    make("div", { class: "verdict" },
      make("span", { class: "badge" }, make("i", { "aria-hidden": "true" }, item.sign), item.word),
      item.confidence ? make("span", { class: "sure quiet" }, item.confidence) : null,
      make("span", { class: "reason" }, item.reason)),
    make("div", { class: "sides" },
      said(words.plan_year, make("blockquote", { class: "said", lang: "zh-CN" }, item.promise), way(item.promise_way, words.to_report)),
      answer(item)));
  const plain = (item) => make("li", { class: "plain" },
    make("blockquote", { class: "said", lang: "zh-CN" }, item.promise),
    make("p", { class: "quiet" }, item.reason + " ", way(item.promise_way, words.to_report)));
  const plan = () => [
    make("ol", { class: "items", "aria-label": words.caption }, ...data.items.map(entry)),
    data.rest.length
      ? make("details", { open: data.items.length === 0 },
        make("summary", {}, words.rest.replace("{n}", data.rest.length)),
        make("ol", { class: "rest" }, ...data.rest.map(plain)))
      : null,
  ];

  const stood = (item) => make("li", { class: "stood" },
    make("div", { class: "verdict" },
      make("b", {}, item.body), make("span", { class: "badge" }, item.years), make("span", { class: "reason" }, item.note)),
    make("div", { class: "sides" }, ...item.told.map((each) =>
      said(String(each.year), make("blockquote", { class: "said", lang: "zh-CN" }, each.words), way(each.way, words.to_report)))));
  const paint = (rows, more) => [make("ol", { class: "items", "aria-label": words.caption }, ...rows.map(stood)), more];
  if (data.items) root.replaceChildren(...plan().filter(Boolean));
  else unfold(root, data, data.standing, paint);
}
