// The only way our components put anything on the page: elements by name, text as text.
// No innerHTML, no markup from data: what a report says can never become a tag.

const SAFE_SCHEME = /^(https?:\/\/|report\?)/;

function make(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (name === "style") for (const [key, entry] of Object.entries(value)) node.style.setProperty(key, entry);
    else if (name === "href") { if (SAFE_SCHEME.test(value)) node.setAttribute("href", value); }
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

// Draw into our own root, so that a second run replaces the first.
function begin(component, name) {
  const host = component.parentElement;
  let root = [...host.children].find((child) => child.classList.contains("fz"));
  if (!root) {
    root = make("div", { class: "fz fz-" + name });
    host.append(root);
    unrollOnPaper(root);
  }
  const theme = component.data.theme;
  for (const key of ["page", "surface", "ink", "quiet", "line", "rule", "main", "wash",
                     "evidence", "mark", "mark_ink", "unread", "absent", "sans", "serif", "mono"]) {
    root.style.setProperty("--" + key.replace("_", "-"), theme[key]);
  }
  return root;
}

// What a table has folded away is unfolded before it is printed: nobody can click on paper.
function unrollOnPaper(root) {
  const unroll = () => {
    if (!root.isConnected) return window.removeEventListener("beforeprint", unroll);
    for (const more of root.querySelectorAll(":scope > button.more:not([aria-expanded])")) more.click();
  };
  window.addEventListener("beforeprint", unroll);
}

// The report's own words, the figure marked: [before, number, after].
function quoted(pieces) {
  return [pieces[0], make("mark", {}, pieces[1]), pieces[2]];
}

// A plain click stays in the app; with a modifier the browser does what it always does.
function within(act) {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    act();
  };
}

// A long list shows its first rows, and all of them once its reader asks; `paint` is given the rows to
// show and the button for the rest, or null. A list of other rows (by `stamp`) starts folded again.
const LISTS = new WeakMap();

function unfold(root, data, rows, paint, { stamp = "", spare = 3 } = {}) {
  const kept = LISTS.get(root);
  const state = kept?.stamp === stamp ? kept : { stamp, all: false };
  LISTS.set(root, state);
  const draw = () => {
    const shown = state.all || rows.length <= data.most + spare ? rows : rows.slice(0, data.most);
    const rest = rows.length - shown.length;
    const more = rest > 0
      ? make("button", { type: "button", class: "more", on: { click: () => { state.all = true; draw(); } } }, data.words.more.replace("{n}", rest))
      : null;
    root.replaceChildren(...paint(shown, more).filter(Boolean));
  };
  draw();
}
