const SCROLLED = new WeakMap(); // the entry that was brought into view

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "indicators");
  const { words, details } = data;
  // A click redraws the list: what had the keyboard has it again afterwards.
  const held = root.getRootNode().activeElement?.dataset?.hold;

  const fact = (each) => [make("dt", {}, each.name), make("dd", {}, each.text)];
  const part = (title, note, ...inside) => make("section", {}, make("h4", {}, title, note ? make("small", {}, note) : null), ...inside);
  const example = (each) => make("li", {}, make("span", {}, each.text), make("b", {}, words.read + each.read));
  const worded = (items, draw) => [make("ul", { class: "worded" }, ...items.slice(0, data.most).map(draw)),
    items.length > data.most
      ? make("details", {}, make("summary", {}, words.more.replace("{n}", items.length - data.most)), make("ul", { class: "worded" }, ...items.slice(data.most).map(draw)))
      : null];
  const way = (quote) => {
    if (quote.address) return make("a", { class: "way", href: quote.address, "aria-label": words.to_report + " " + quote.body + " " + quote.year, on: { click: within(() => setTriggerValue("open", quote.id)) } }, words.to_report + " →");
    if (quote.source) return make("a", { class: "way", href: quote.source, target: "_blank", rel: "noopener noreferrer nofollow" }, quote.host + " ↗");
    return null;
  };
  const quote = (each) => make("li", {},
    make("span", { class: "said" }, ...quoted(each.pieces)),
    make("span", { class: "from" }, each.body + " · " + each.year + " · " + each.text + " ", way(each)));
  const heads = ["quality", "day", "documents", "labelled", "precision", "recall"];
  const measured = (each) => make("tr", {}, make("th", { scope: "row" }, each.name),
    ...heads.slice(1).map((name) => make("td", { "data-name": words[name] }, each[name])));
  const quality = () => details.measured.length
    ? make("table", {}, make("thead", {}, make("tr", {}, ...heads.map((name, index) => make("th", { scope: "col" }, index ? words[name] : make("span", { class: "hidden" }, words[name]))))),
        make("tbody", {}, ...details.measured.map(measured)))
    : make("p", { class: "quiet" }, words["unmeasured.long"]);
  const step = (place, text) => make("button", { type: "button", class: "step", on: { click: () => setTriggerValue("go", place) } }, text + " →");

  const open = (entry) => make("div", { class: "details", id: "entry-" + entry.id },
    make("dl", {}, ...details.facts.map(fact).flat(),
      ...fact({ name: words.data, text: details.years ? entry.held + " · " + details.years : entry.held })),
    data.compared || data.subject ? make("p", { class: "steps" },
      data.subject ? step("subject", words.to_subject) : null,
      data.compared ? step("compare", words.to_compare) : null) : null,
    details.foreign ? make("p", { class: "quiet" }, details.foreign) : null,
    details.examples.length ? part(words.examples, words["examples.note"].replace("{n}", details.wordings), ...worded(details.examples, example)) : null,
    details.counter.length ? part(words.counter, null, ...worded(details.counter, (text) => make("li", {}, make("span", {}, text)))) : null,
    data.quotes.length ? part(words.quotes, null, make("ul", { class: "quotes" }, ...data.quotes.map(quote))) : null,
    part(words.quality, null, quality(), details.measured.length ? make("p", { class: "quiet note" }, words["quality.note"]) : null,
      details.reviewed ? make("p", { class: "reviewed" }, details.reviewed, make("span", { class: "quiet" }, words["reviewed.note"])) : null));
  const line = (entry) => {
    const chosen = entry.id === data.chosen;
    return make("li", { class: chosen ? "entry chosen" : "entry" },
      make("h3", {}, make("button", {
        type: "button",
        class: "head",
        "aria-expanded": String(chosen),
        "aria-controls": chosen ? "entry-" + entry.id : null,
        "data-hold": entry.id,
        // The day of the click makes a second one on the same line another value.
        on: { click: () => setTriggerValue("pick", { fold: entry.id, at: Date.now() }) },
      },
        make("span", { class: "name" }, entry.name, make("small", {}, entry.unit)),
        make("span", { class: "definition" }, entry.definition),
        make("span", { class: "held" }, entry.held),
        make("span", { class: "measured" }, entry.quality))),
      chosen ? open(entry) : null);
  };
  const group = (each) => make("section", { class: "group" }, make("h2", {}, each.name), make("ul", { class: "entries" }, ...each.entries.map(line)));
  root.replaceChildren(...data.groups.map(group));

  const chosen = root.querySelector(".entry.chosen");
  if (held) root.querySelector('[data-hold="' + held + '"]')?.focus({ preventScroll: true });
  if (chosen && !held && SCROLLED.get(root) !== data.chosen) chosen.scrollIntoView({ block: "start" });
  SCROLLED.set(root, data.chosen);
}
