// A chart as one drawing that stands alone: its layers as drawn, and the words it needs away from
// the page. Elements, attributes and properties not named here are left behind: no link, no
// script, no foreign content can come along.
const SVG = "http://www.w3.org/2000/svg";
const DRAWN = {
  g: ["transform", "clip-path"],
  defs: [],
  clipPath: ["id"],
  path: ["d", "transform", "fill-rule", "clip-path"],
  rect: ["x", "y", "width", "height", "transform", "clip-path"],
  circle: ["cx", "cy", "r", "transform"],
  line: ["x1", "y1", "x2", "y2", "transform"],
  text: ["x", "y", "dx", "dy", "transform", "text-anchor"],
  tspan: ["x", "y", "dx", "dy"],
};
const PROPERTIES = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width",
  "stroke-dasharray", "stroke-miterlimit", "opacity", "font-family", "font-size", "font-weight", "font-style"];
const UNSEEN = ["draglayer", "hoverlayer", "zoomlayer", "selectionlayer", "menulayer"];
const EDGE = 24; // pixels around the drawing
const LEAST = 420;

function shape(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

function copyNode(node) {
  const kept = DRAWN[node.nodeName];
  if (!kept || UNSEEN.some((name) => node.classList.contains(name))) return null;
  // What is meant for the pointer alone is drawn without any colour.
  if (node.style.opacity === "0" || node.style.display === "none") return null;
  const copy = shape(node.nodeName);
  for (const name of kept) {
    const value = node.getAttribute(name);
    const within = name === "clip-path" ? value && /#([\w-]+)/.exec(value) : null;
    if (name === "clip-path") { if (within) copy.setAttribute(name, "url(#" + within[1] + ")"); }
    else if (value !== null) copy.setAttribute(name, value);
  }
  for (const name of PROPERTIES) {
    const value = node.style.getPropertyValue(name);
    if (value && !value.includes("url(")) copy.setAttribute(name, value);
  }
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(document.createTextNode(child.data));
    else if (child.nodeType === Node.ELEMENT_NODE) {
      const inner = copyNode(child);
      if (inner) copy.append(inner);
    }
  }
  return copy;
}

// Break a text into lines: between words, and anywhere in Chinese.
function breakLines(text, font, width) {
  const pen = make("canvas").getContext("2d");
  pen.font = font;
  const lines = [];
  let line = "";
  for (const piece of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) || []) {
    if (line && pen.measureText((line + piece).trimEnd()).width > width) {
      // A mark that closes a clause does not begin a line.
      if (/^[，。；：、）”】]$/.test(piece)) { line += piece; continue; }
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return line ? [...lines, line.trimEnd()] : lines;
}

// Put paragraphs under one another; returns the shapes and where the next one stands.
function setParagraphs(paragraphs, left, top, width) {
  const shapes = [];
  let y = top;
  for (const { text, size, colour, family, weight = 400, bar = null, after = 4 } of paragraphs) {
    const indent = bar ? 12 : 0;
    const begin = y;
    for (const line of breakLines(text, weight + " " + size + "px " + family, width - indent)) {
      y += Math.round(size * 1.45);
      shapes.push(shape("text", {
        x: left + indent, y: y - Math.round(size * 0.36), fill: colour, "font-family": family,
        "font-size": size + "px", "font-weight": weight,
      }, document.createTextNode(line)));
    }
    if (bar) shapes.push(shape("rect", { x: left, y: begin + 2, width: 3, height: y - begin - 2, fill: bar }));
    y += after;
  }
  return [shapes, y];
}

// Copy a chart as it stands on the page; returns its shapes and its size.
function copyChart(plot) {
  const layers = [...plot.querySelectorAll(".main-svg")];
  const [width, height] = ["width", "height"].map((side) => Math.ceil(parseFloat(layers[0].getAttribute(side))));
  const shapes = [];
  for (const layer of layers) for (const child of layer.children) {
    const copy = copyNode(child);
    if (copy && (copy.nodeName === "defs" || copy.querySelector("path, rect, text, circle, line"))) shapes.push(copy);
  }
  return { shapes, width, height };
}

// Return what is drawn with the words around it and its size, in the colours of the page.
function framePicture(drawn, words, theme, alt) {
  const width = Math.max(drawn.width, LEAST) + 2 * EDGE;
  const quiet = { size: 13, colour: theme.quiet, family: theme.sans };
  const [head, chartTop] = setParagraphs([
    { text: words.title, size: 20, colour: theme.ink, family: theme.serif, weight: 700 },
    ...words.facts.map((text) => ({ text, ...quiet })),
    ...(words.origin ? [{ text: words.origin, size: 13, colour: theme.ink, family: theme.sans, bar: theme.evidence }] : []),
  ], EDGE, EDGE - 4, width - 2 * EDGE);
  const chart = shape("g", { transform: "translate(" + EDGE + "," + (chartTop + 8) + ")" }, ...drawn.shapes);
  const [foot, end] = setParagraphs(
    [...words.notes, words.made].map((text) => ({ text, ...quiet, size: 12 })),
    EDGE, chartTop + drawn.height + 16, width - 2 * EDGE);
  const height = end + EDGE - 8;
  const drawing = shape("svg", { xmlns: SVG, width, height, viewBox: "0 0 " + width + " " + height, role: "img" },
    shape("title", {}, document.createTextNode(words.title)),
    shape("desc", {}, document.createTextNode(alt)),
    shape("rect", { width, height, fill: theme.page }),
    ...head, chart, ...foot);
  drawing.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve"); // as on the page
  const text = '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(drawing);
  return { blob: new Blob([text], { type: "image/svg+xml;charset=utf-8" }), width, height };
}
