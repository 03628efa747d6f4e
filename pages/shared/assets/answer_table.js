const ANSWERS = new WeakMap(); // which answer is unfolded

export default function (component) {
  const { data } = component;
  const root = begin(component, "answer_table");
  const { words, columns } = data;
  const key = JSON.stringify([columns, data.rows.length, data.rows[0]]);
  const state = ANSWERS.get(root)?.key === key ? ANSWERS.get(root) : { key, all: false };
  ANSWERS.set(root, state);

  const side = (column) => (column.number ? "number" : null);
  const head = (column) => make("th", { scope: "col", class: side(column), title: column.type }, column.name);
  const cell = (value, place) => value === null
    ? make("td", { class: ["missing", side(columns[place])].filter(Boolean).join(" ") }, words.missing)
    : make("td", { class: side(columns[place]) }, value);
  const draw = () => {
    const shown = state.all ? data.rows : data.rows.slice(0, data.most);
    const rest = data.rows.length - shown.length;
    const table = make("table", {},
      make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {}, ...columns.map(head))),
      make("tbody", {}, ...shown.map((row) => make("tr", {}, ...row.map(cell)))));
    // What scrolls must be within reach of the keyboard.
    const scroll = make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": words.caption }, table);
    const more = rest > 0
      ? make("button", { type: "button", class: "more", on: { click: () => { state.all = true; draw(); } } }, words.more.replace("{n}", rest))
      : null;
    root.replaceChildren(...[scroll, more].filter(Boolean));
  };
  draw();
}
