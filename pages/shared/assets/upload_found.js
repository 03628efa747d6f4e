const OPENED = new WeakMap(); // which files a reader unfolded

export default function (component) {
  const { data } = component;
  const root = begin(component, "upload_found");
  const { words } = data;
  const opened = OPENED.get(root) || new Set();
  OPENED.set(root, opened);

  const figure = (each) => make("tr", {},
    make("th", { scope: "row" }, each.name),
    make("td", { class: "value" }, each.value),
    make("td", { class: "said" }, each.quote.replaceAll("\t", " │ ")));
  const refused = (file) => make("li", { class: "refused" },
    make("p", { class: "name" }, make("b", {}, "✗ " + file.refused), " ", file.name),
    make("p", { class: "why" }, file.message));
  const accepted = (file) => {
    const details = make("details", { open: opened.has(file.name) },
      make("summary", {}, make("span", { class: "facts" }, "✓ " + file.facts.join(" · ")),
        make("span", { class: "count" }, words.figures.replace("{n}", file.figures.length)),
        make("span", { class: "file" }, file.name)),
      ...file.notes.map((note) => make("p", { class: "note" }, note)),
      make("table", {}, make("caption", { class: "hidden" }, words.caption), make("tbody", {}, ...file.figures.map(figure))));
    details.addEventListener("toggle", () => opened[details.open ? "add" : "delete"](file.name));
    return make("li", {}, details);
  };
  root.replaceChildren(make("ul", {}, ...data.files.map((file) => (file.refused ? refused(file) : accepted(file)))));
}
