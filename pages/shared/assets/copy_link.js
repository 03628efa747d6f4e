export default function (component) {
  const { data } = component;
  const root = begin(component, "copy_link");
  document.documentElement.lang = data.lang;

  // Whoever shares sits at the machine itself: its own name for itself opens for nobody else.
  const address = () => {
    const { origin, hostname, pathname } = window.location;
    const alone = hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
    return (alone && data.shared ? data.shared : origin) + pathname + (data.query ? "?" + data.query : "");
  };
  const label = make("span", { class: "text" }, data.label);
  const field = make("input", { type: "text", readonly: true, hidden: true, "aria-label": data.field });
  const note = make("small", { class: "note", hidden: true }, data.note);
  const status = make("span", { class: "hidden", role: "status" });
  const offer = () => {
    field.value = address();
    field.hidden = false;
    note.hidden = !data.note;
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
  const button = make("button", { type: "button", title: data.note || data.label, on: { click: copy } }, icon, label);
  root.replaceChildren(button, field, note, status);
}
