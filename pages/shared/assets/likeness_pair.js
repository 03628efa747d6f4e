// Two reports, paragraph beside paragraph. Their words are put on the page as text.

const WHOLE = new WeakMap(); // which pair a reader unfolded

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "likeness_pair");
  const { words } = data;
  const shown = () => WHOLE.get(root) === data.pair;

  const piece = ([text, kind]) => {
    if (!kind) return text;
    if (kind === "changed" || kind === "same") return make("mark", { class: kind, title: words[kind] }, text);
    return make("span", { class: kind, title: kind === "edited" ? words.edited : null }, text);
  };
  const address = (head, find) => head.address + (find ? "&find=" + encodeURIComponent(find) : "");
  const link = (place, find, text, label) => make("a", {
    class: "way", href: address(data.heads[place], find), "aria-label": label,
    on: { click: within(() => setTriggerValue("open", { id: data.heads[place].id, find })) },
  }, text);
  const cell = (told, place) => make("div", { class: "cell" + (told ? "" : " absent") + (place ? " other" : "") },
    make("small", { class: "whose" }, data.heads[place].name),
    told ? make("p", { class: "said", lang: "zh-CN" }, ...told.pieces.map(piece),
      told.find ? [" ", link(place, told.find, "↗", words.source + " " + data.heads[place].name)] : null)
      : make("p", { class: "quiet" }, words.absent));
  const line = (row) => make("div", { class: row.heading ? "row heading" : "row" }, ...row.cells.map(cell));
  const gap = (many) => make("button", { type: "button", class: "gap", on: { click: () => { WHOLE.set(root, data.pair); draw(); } } },
    words.gap.replace("{n}", many));

  const list = () => {
    const out = [];
    let hidden = 0;
    for (const row of data.rows) {
      if (row.shown || shown()) {
        if (hidden) out.push(gap(hidden));
        hidden = 0;
        out.push(line(row));
      } else hidden += 1;
    }
    if (hidden) out.push(gap(hidden));
    return out;
  };
  const head = (one, place) => make("div", { class: "cell head" },
    make("b", {}, one.name), " ", link(place, "", words.source + " →", words.source + " " + one.name));
  const draw = () => root.replaceChildren(
    make("p", { class: "key" },
      make("span", { class: "copied" }, words.copied), make("span", { class: "edited" }, words.edited),
      make("mark", { class: "changed" }, words.changed), make("mark", { class: "same" }, words.same)),
    make("section", { "aria-label": words.caption },
      make("div", { class: "row heads" }, ...data.heads.map(head)), ...list()));
  draw();
}
