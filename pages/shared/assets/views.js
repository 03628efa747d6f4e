const UNFOLDED = new WeakMap(); // which views a reader unfolded

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "views");
  const { words } = data;
  const open = UNFOLDED.get(root) || new Set();
  UNFOLDED.set(root, open);

  // The editor may be out of sight; where there is no keyboard on the screen, it takes the focus.
  const fill = (name) => {
    setTriggerValue("example", name);
    const editor = document.querySelector(".st-key-query");
    if (!editor) return;
    editor.scrollIntoView({ block: "nearest" });
    if (window.matchMedia("(hover: hover)").matches) editor.querySelector("textarea")?.focus({ preventScroll: true });
  };
  const remember = (name) => (event) => (event.target.open ? open.add(name) : open.delete(name));
  const column = (each) => [
    make("dt", {}, each.name, each.type ? make("small", {}, each.type) : null),
    make("dd", {}, each.text)];
  const row = (view) => make("li", {},
    make("div", { class: "head" },
      make("span", { class: "name" }, view.name),
      make("span", { class: "text" }, view.text),
      view.example ? make("button", { type: "button", class: "example", title: view.example, "aria-label": words["example.of"] + view.name, on: { click: () => fill(view.name) } }, words.example) : null),
    make("details", { open: open.has(view.name), on: { toggle: remember(view.name) } },
      make("summary", {}, words.columns.replace("{n}", view.columns.length)),
      make("dl", {}, ...view.columns.map(column))));
  root.replaceChildren(make("ul", {}, ...data.views.map(row)));
}
