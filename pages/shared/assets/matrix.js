export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "matrix");
  data.ramp.forEach((colour, step) => root.style.setProperty("--ramp-" + step, colour));
  data.ramp_ink.forEach((colour, step) => root.style.setProperty("--ink-" + step, colour));

  const inside = (cell) => [make("span", { class: "sign" }, cell.sign), cell.unit ? make("small", {}, cell.unit) : null];
  const draw = (body, cell, column) => {
    const label = body + " " + column + " " + cell.words;
    const kind = "cell " + cell.state + (cell.id ? " step-" + cell.step : "") + (cell.id && cell.id === data.chosen ? " chosen" : "");
    return cell.id
      ? make("button", { type: "button", class: kind, title: label, "aria-label": label, on: { click: () => setTriggerValue("pick", cell.id) } }, ...inside(cell))
      : make("span", { class: kind, title: label }, make("span", { class: "hidden" }, cell.words), make("span", { class: "sign", "aria-hidden": "true" }, cell.sign));
  };
  showGrid(root, data, draw, (entry) => entry.state + (entry.filled ? " step-2" : ""));
}
