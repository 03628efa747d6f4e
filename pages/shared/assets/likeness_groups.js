// Passages that several bodies state word for word: the words once, then who says them.

const ALL = new WeakSet();

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = begin(component, "likeness_groups");
  const { words } = data;
  const member = (one) => make("li", {},
    make("a", { href: one.address, on: { click: within(() => setTriggerValue("open", { id: one.id, find: one.find })) } }, one.body, " →"),
    " ", make("span", { class: "quiet" }, one.share));
  const card = (group) => make("article", {},
    make("h3", {}, group.head),
    ...group.passages.map((passage) => make("p", { class: "said", lang: "zh-CN" }, passage)),
    make("ul", {}, ...group.members.map(member)));
  const draw = () => {
    const shown = ALL.has(root) || data.groups.length <= data.most + 2 ? data.groups : data.groups.slice(0, data.most);
    const rest = data.groups.length - shown.length;
    const more = rest > 0
      ? make("button", { type: "button", class: "more", on: { click: () => { ALL.add(root); draw(); } } }, words.more.replace("{n}", rest))
      : null;
    root.replaceChildren(...[make("section", { "aria-label": words.caption }, ...shown.map(card)), more].filter(Boolean));
  };
  draw();
}
