export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "names_grid");
  const { words } = data;

  const count = (value) => make("td", { class: value === null ? "count none" : "count" },
    value === null ? [make("span", { class: "hidden" }, words.none), make("span", { "aria-hidden": "true" }, "·")] : value);
  const row = (item) => make("tr", { class: item.name === data.chosen ? "chosen" : null },
    make("th", { scope: "row" }, make("button", {
      type: "button",
      class: "said",
      "aria-pressed": String(item.name === data.chosen),
      on: { click: () => setTriggerValue("pick", item.name) },
    }, item.name)),
    ...item.counts.map(count),
    make("td", { class: "count total" }, item.reports));
  const paint = (rows, more) => [
    make("table", {},
      make("caption", { class: "hidden" }, words.caption),
      make("thead", {}, make("tr", {}, make("td", {}),
        ...data.years.map((year) => make("th", { scope: "col" }, year)),
        make("th", { scope: "col" }, words.all_years))),
      make("tbody", {}, ...rows.map(row))),
    more,
  ];
  unfold(root, data, data.rows, paint);
}
