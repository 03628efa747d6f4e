export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "quote_card");
  const { words, quotes } = data;
  const several = quotes.length > 1;

  const way = (quote) => {
    if (quote.address) {
      return make("a", { class: "way", href: quote.address, on: { click: within(() => setTriggerValue("open", quote.id)) } }, words.to_report + " →");
    }
    if (quote.source) {
      return make("a", { class: "way", href: quote.source, target: "_blank", rel: "noopener noreferrer nofollow" }, words.to_source + " " + quote.host + " ↗");
    }
    return null;
  };
  const review = (quote) => data.reviews[quote.id]
    ? make("a", { class: "way", href: data.reviews[quote.id], on: { click: within(() => setTriggerValue("review", quote.id)) } }, words.to_review + " →")
    : null;
  const said = (quote) => quote.pieces
    ? make("blockquote", { class: "said" }, ...quoted(quote.pieces))
    : make("p", { class: "unsaid quiet" }, words.no_quote);
  const draw = (quote) => make("article", {},
    make("header", {},
      make("b", {}, quote.body + " · " + quote.year),
      make("span", {}, quote.indicator + " "), make("b", { class: "figure" }, quote.text),
      quote.flag ? make("span", { class: "flag" }, quote.flag) : null),
    said(quote), way(quote), review(quote));

  const close = data.chosen
    ? make("button", { type: "button", class: "close", "aria-label": words.close, title: words.close, on: { click: () => setTriggerValue("close", true) } }, "×")
    : null;
  const list = make("div", { class: several ? "list several" : "list" }, ...quotes.map(draw));
  root.classList.toggle("chosen", data.chosen);
  root.setAttribute("aria-live", "polite");
  root.replaceChildren(...[several ? make("p", { class: "sum quiet" }, words.of_several) : null, list, close].filter(Boolean));
}
