// Reports that hold what was looked for, each with its lines. Text is put on the page as text.

const FOUND = new WeakMap(); // whether a reader unfolded the list of these rows

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "found_texts");
  const { words } = data;
  const stamp = data.rows.map((row) => row.address).join();
  const state = FOUND.get(root)?.stamp === stamp ? FOUND.get(root) : { stamp, all: false };
  FOUND.set(root, state);

  const line = (pieces) => make("p", { class: "said", lang: "zh-CN" },
    ...pieces.map((piece, place) => (place % 2 ? make("mark", {}, piece) : piece)));
  const entry = (row) => make("li", {},
    make("a", { href: row.address, class: "report", on: { click: within(() => setTriggerValue("open", row.id)) } },
      make("span", { class: "head" }, make("b", {}, row.body), make("span", {}, row.year), make("span", { class: "quiet" }, row.genre),
        make("span", { class: "way" }, words.to_report + " →")),
      ...row.lines.map(line),
      row.rest > 0 ? make("span", { class: "rest quiet" }, words.rest.replace("{n}", row.rest)) : null));
  const draw = () => {
    const shown = state.all || data.rows.length <= data.most + 3 ? data.rows : data.rows.slice(0, data.most);
    const rest = data.rows.length - shown.length;
    const more = rest > 0
      ? make("button", { type: "button", class: "more", on: { click: () => { state.all = true; draw(); } } }, words.more.replace("{n}", rest))
      : null;
    root.replaceChildren(...[make("ol", { "aria-label": words.caption }, ...shown.map(entry)), more].filter(Boolean));
  };
  draw();
}
