// A table of cells as shapes: all its rows, whatever the page has folded away. A state is told by the fill of
// its cell, by its border and by its sign, and the legend has the words.
const TABLE = { width: 860, gap: 6, least: 34, low: 26, line: 17, narrow: 60, wide: 116 };
const PEN = make("canvas").getContext("2d");

function measure(text, font) {
  PEN.font = font;
  return Math.ceil(PEN.measureText(text).width);
}

// Fill, border and ink of a cell; of many nothings in a form each is drawn more lightly.
function readLook(cell, theme, light = false) {
  const shaded = typeof cell.step === "number";
  const fill = shaded ? theme.ramp[cell.step] : theme.wash;
  const ink = shaded ? theme.ramp_ink[cell.step] : theme.ink;
  return {
    exact: { fill, ink },
    over: { fill, ink, stroke: theme.ink, width: 2 },
    about: { fill, ink, stroke: theme.ink, width: 2, dash: "0.1,4", cap: true },
    zero: light ? { fill: theme.page, ink: theme.quiet, stroke: theme.rule, width: 1 }
      : { fill: theme.page, ink: theme.ink, stroke: theme.quiet, width: 1.5 },
    parts: { fill: theme.page, ink: theme.ink, stroke: theme.quiet, width: 1.5, dash: "1.5,2.5", small: true },
    silent: { fill: theme.absent, ink: theme.quiet, small: true },
    no_report: { fill: theme.page, ink: theme.quiet, stroke: theme.quiet, width: 1.5, dash: "5,4", small: true },
    unlisted: { fill: theme.page, ink: theme.quiet },
    unread: { fill: theme.unread, ink: theme.ink, stroke: theme.evidence, width: 1.5, dash: "5,4", small: true },
  }[cell.state];
}

function drawBox(look, left, top, width, height) {
  const inset = (look.width || 0) / 2;
  const box = shape("rect", {
    x: left + inset, y: top + inset, width: width - 2 * inset, height: height - 2 * inset, rx: look.sharp ? 0 : 3, fill: look.fill,
    ...(look.stroke ? { stroke: look.stroke, "stroke-width": look.width } : {}),
    ...(look.dash ? { "stroke-dasharray": look.dash } : {}),
    ...(look.cap ? { "stroke-linecap": "round" } : {}),
  });
  return box;
}

// Lines of text around the middle of a height, aligned at `x`.
function setLines(lines, x, middle, { size, colour, family, anchor = "start", weight = 400, spacing = TABLE.line }) {
  return lines.map((line, number) => shape("text", {
    x, y: Math.round(middle + (number - (lines.length - 1) / 2) * spacing + size * 0.36), fill: colour,
    "font-family": family, "font-size": size + "px", "font-weight": weight, "text-anchor": anchor,
  }, document.createTextNode(line)));
}

// The widths of names and of columns, and every text broken to them.
function planTable(table, theme) {
  const font = (size, weight = 400, family = theme.sans) => weight + " " + size + "px " + family;
  const indent = (row) => row.swatch !== null || row.kind === "outcome" ? 20 : 0;
  const named = table.rows.filter((row) => row.cells.length);
  const names = Math.min(table.names, Math.max(60, ...named.map((row) => measure(row.label, font(14, 600)) + indent(row) + 2)));
  const words = table.columns.flatMap((name) => name.split(/[\s\u2e80-\uffef]+/));
  const longest = Math.max(TABLE.narrow, ...words.map((word) => measure(word, font(13))),
    ...table.rows.flatMap((row) => row.cells).filter((cell) => !readLook(cell, theme).small).map((cell) => measure(cell.sign, font(14, 600)) + 12));
  const shared = Math.floor((TABLE.width - names) / table.columns.length) - TABLE.gap;
  const column = Math.max(longest, Math.min(TABLE.wide, shared));
  const heads = table.columns.map((name) => breakLines(name, font(13), column));
  const rows = table.rows.map((row) => {
    const label = breakLines(row.label, font(row.kind === "outcome" ? 13 : 14), (row.cells.length ? names : TABLE.width) - indent(row));
    const cells = row.cells.map((cell) => {
      const look = readLook(cell, theme, table.light);
      return { look, unit: cell.unit, signs: breakLines(cell.sign, font(look.small ? 12 : 14), column - 6) };
    });
    const tallest = Math.max(label.length, ...cells.map((cell) => cell.signs.length + (cell.unit ? 1 : 0)));
    const least = table.published ? TABLE.low : TABLE.least;
    return { ...row, label, cells, indent: indent(row), height: row.cells.length ? Math.max(least, tallest * TABLE.line + 4) : TABLE.low };
  });
  return { names, column, heads, rows, width: names + table.columns.length * (column + TABLE.gap) };
}

function drawRow(row, plan, top, table, theme) {
  const middle = top + row.height / 2;
  const bold = row.kind === "total" || (row.kind === "group" && table.published) ? 600 : 400;
  const right = table.names_right;
  const name = { size: row.kind === "outcome" ? 13 : 14, colour: theme.ink, family: theme.sans, weight: bold };
  const shapes = setLines(row.label, right ? plan.names : row.indent, middle, { ...name, anchor: right ? "end" : "start" });
  if (row.kind === "total") shapes.push(shape("line", { x1: 0, x2: plan.width, y1: top - 4, y2: top - 4, stroke: theme.rule, "stroke-width": 1 }));
  if (row.swatch !== null) shapes.push(shape("rect", { x: 0, y: middle - 6, width: 11, height: 11, rx: 2, fill: theme.series[row.swatch] }));
  row.cells.forEach(({ look, signs, unit }, number) => {
    const left = plan.names + TABLE.gap + number * (plan.column + TABLE.gap);
    const family = table.published ? theme.serif : theme.sans;
    const text = { size: look.small ? 12 : 14, colour: look.ink, family, anchor: "middle", weight: row.kind === "total" ? 600 : 400 };
    shapes.push(drawBox(look, left, top, plan.column, row.height),
      ...setLines(signs, left + plan.column / 2, middle - (unit ? 7 : 0), text),
      ...setLines(unit ? [unit] : [], left + plan.column / 2, middle + signs.length * TABLE.line / 2, { ...text, size: 11 }));
  });
  return shapes;
}

// Bars of one length to a hundred; a number too wide for its piece is left to the table.
function drawBars(bars, width, theme) {
  const [names, tail, height] = [46, 110, 30];
  const shapes = bars.flatMap((bar, number) => {
    const top = number * (height + 7);
    const text = { size: 13, colour: theme.quiet, family: theme.sans };
    let left = names;
    const pieces = bar.segments.flatMap((piece) => {
      const long = (width - names - tail) * piece.share / 100;
      const fits = measure(piece.sign, "400 13px " + theme.sans) + 6 < long;
      const edge = fits && piece.state === "over" ? { stroke: theme.ink, width: 2 } : {};
      const drawn = [drawBox({ fill: theme.series[piece.swatch], sharp: true, ...edge }, left, top, Math.max(long - 1, 0.5), height),
        ...(fits ? setLines([piece.sign], left + long / 2, top + height / 2, { ...text, colour: theme.page, anchor: "middle" }) : [])];
      left += long;
      return drawn;
    });
    return [...setLines([bar.year], 0, top + height / 2, text), ...pieces, ...setLines(bar.total ? [bar.total] : [], left + 8, top + height / 2, text)];
  });
  return [shapes, bars.length ? bars.length * (height + 7) + 8 : 0];
}

// Every state that occurs, its key drawn as its cells are, its words behind it.
function drawLegend(table, width, top, theme) {
  const [font, height] = ["400 13px " + theme.sans, 20];
  const shapes = [];
  let [x, y] = [0, top];
  for (const entry of table.legend) {
    const key = entry.ramp ? 5 * 13 : Math.max(28, measure(entry.sign, "400 12px " + theme.sans) + 10);
    const lines = breakLines(entry.words, font, width - key - 8);
    const long = key + 8 + Math.max(...lines.map((line) => measure(line, font)));
    if (x && x + long > width) [x, y] = [0, y + height + 8];
    if (entry.ramp) theme.ramp.forEach((fill, step) => shapes.push(drawBox({ fill, sharp: true }, x + step * 13, y, 13, height)));
    else {
      const look = readLook(entry, theme, table.light);
      shapes.push(drawBox(look, x, y, key, height),
        ...setLines(entry.sign ? [entry.sign] : [], x + key / 2, y + height / 2, { size: 12, colour: look.ink, family: theme.sans, anchor: "middle" }));
    }
    shapes.push(...setLines(lines, x + key + 8, y + height / 2 + (lines.length - 1) * TABLE.line / 2, { size: 13, colour: theme.quiet, family: theme.sans }));
    y += (lines.length - 1) * TABLE.line;
    x += long + 20;
  }
  return [shapes, table.legend.length ? y + height : top];
}

// Return the table's shapes and its size.
function drawTable(table, theme) {
  const plan = planTable(table, theme);
  const width = Math.max(plan.width, LEAST);
  const [shapes, begin] = drawBars(table.bars, width, theme);
  const lines = Math.max(...plan.heads.map((head) => head.length));
  let top = begin + lines * TABLE.line + 4;
  plan.heads.forEach((head, number) => shapes.push(...setLines(head,
    plan.names + TABLE.gap + number * (plan.column + TABLE.gap) + plan.column / 2, top - 4 - head.length * TABLE.line / 2,
    { size: 13, colour: theme.quiet, family: theme.sans, anchor: "middle" })));
  for (const row of plan.rows) {
    top += row.kind === "total" ? 5 : 0;
    shapes.push(...drawRow(row, plan, top, table, theme));
    top += row.height + (table.published ? 3 : TABLE.gap);
  }
  const [legend, height] = drawLegend(table, width, top + 8, theme);
  return { shapes: [...shapes, ...legend], width, height };
}
