export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "verdict_grid");

  const draw = (body, cell, column) => {
    const label = body + " " + column + " " + cell.words;
    const inside = [make("b", { "aria-hidden": "true" }, cell.sign), cell.word ? make("small", {}, cell.word) : null];
    const kind = "cell " + cell.state + (cell.id && cell.id === data.chosen ? " chosen" : "");
    return cell.id
      ? make("button", { type: "button", class: kind, title: label, "aria-label": label, "aria-pressed": String(cell.id === data.chosen), on: { click: () => setTriggerValue("pick", cell.id) } }, ...inside)
      : make("span", { class: kind, title: label }, make("span", { class: "hidden" }, cell.words), ...inside);
  };
  showGrid(root, data, draw, (entry) => entry.state);
}
