// Passages that several bodies state word for word: the words once, then who says them.

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
  const paint = (groups, more) => [make("section", { "aria-label": words.caption }, ...groups.map(card)), more];
  unfold(root, data, data.groups, paint, { spare: 2 });
}
