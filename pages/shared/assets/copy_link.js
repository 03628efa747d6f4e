export default function (component) {
  const { data } = component;
  const root = begin(component, "copy_link");
  document.documentElement.lang = data.lang;

  const address = () => {
    const { origin, pathname } = window.location;
    return origin + pathname + (data.query ? "?" + data.query : "");
  };
  const label = make("span", { class: "text" }, data.label);
  const field = make("input", { type: "text", readonly: true, hidden: true, "aria-label": data.field });
  const status = make("span", { class: "hidden", role: "status" });
  const offer = () => {
    field.value = address();
    field.hidden = false;
    field.focus();
    field.select();
    status.textContent = data.field;
  };
  const copied = () => {
    label.textContent = status.textContent = data.done;
    button.classList.add("done");
    setTimeout(() => {
      label.textContent = data.label;
      status.textContent = "";
      button.classList.remove("done");
    }, 2000);
  };
  const copy = () => {
    if (!navigator.clipboard) return offer();
    navigator.clipboard.writeText(address()).then(copied, offer);
  };
  const icon = make("span", { class: "icon", "aria-hidden": "true" });
  const button = make("button", { type: "button", title: data.label, on: { click: copy } }, icon, label);
  root.replaceChildren(button, field, status);
}
