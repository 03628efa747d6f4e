export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "findings");
  const item = (text, place) => make("li", {},
    make("button", { type: "button", on: { click: () => setTriggerValue("pick", place) } },
      text, make("span", { class: "go", "aria-hidden": "true" }, " →")));
  root.replaceChildren(make("ul", { "aria-label": data.label }, ...data.sentences.map(item)));
}
