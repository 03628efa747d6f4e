// The bodies of a plan year with how many items came to what; a click opens the plan below.

const UNFOLDED = new WeakSet();

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "promise_bodies");
  const { words } = data;
  const row = (item) => make("tr", { class: item.id === data.chosen ? "chosen" : null },
    make("th", { scope: "row" }, make("button", { type: "button", "aria-pressed": String(item.id === data.chosen), on: { click: () => setTriggerValue("open", item.id) } }, item.body)),
    ...item.counts.map((count, at) => make("td", { class: data.states[at] + (count ? "" : " none"), "data-head": data.heads[at] }, count)));
  const draw = () => {
    const rows = UNFOLDED.has(root) || data.rows.length <= data.most + 3 ? data.rows : data.rows.slice(0, data.most);
    const rest = data.rows.length - rows.length;
    const table = make("table", {},
      make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, words.body), ...data.heads.map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, ...rows.map(row)));
    const more = rest > 0
      ? make("button", { type: "button", class: "more", on: { click: () => { UNFOLDED.add(root); draw(); } } }, words.more.replace("{n}", rest))
      : null;
    root.replaceChildren(...[table, more].filter(Boolean));
  };
  draw();
}
