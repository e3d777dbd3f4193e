// Tools of all charts: the data, elements, numbers in words.
// No text is ever read as markup: this page makes every element itself, and its security policy forbids anything else.

// A text of the data without control and bidirectional characters, and without the marks that `tag` uses.
const plain = text => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ue000\ue001\ufffe\uffff]/g, "");
const data = JSON.parse(document.getElementById("data").textContent, (key, value) => typeof value === "string" ? plain(value) : value);
const month = data.days_per_month, summary = data.summary, arms = summary.arms;
const responses = ["CR", "PR", "SD", "PD", "NE"];
const responseNames = { CR: "complete response", PR: "partial response", SD: "stable disease", PD: "progressive disease", NE: "not evaluable" };

function setAll(element, attributes) {
  for (const key in attributes)
    if (attributes[key] !== null && attributes[key] !== undefined)
      element.setAttribute(key, typeof attributes[key] === "number" ? round2(attributes[key]) : attributes[key]);
  return element;
}
// An HTML element. Its content is elements, texts, and lists of them; an attribute that is null or undefined is left out.
function html(name, attributes, ...content) {
  const element = setAll(document.createElement(name), attributes);
  element.append(...content.flat(Infinity));
  return element;
}
// An SVG element, returned as a mark that stands for it in a text: so a chart is a sum of texts, and what is no mark is text.
const made = [];
const markOf = element => "\ue000" + (made.push(element) - 1) + "\ue001";
function tag(name, attributes, ...content) {
  const element = setAll(document.createElementNS("http://www.w3.org/2000/svg", name), attributes);
  content.join("").split(/\ue000(\d+)\ue001/).forEach((part, i) => { if (part) element.append(i % 2 ? made[part] : part); });
  return markOf(element);
}
// The element of a mark; all marks made before it are spent.
function elementOf(mark) {
  const element = made[mark.slice(1, -1)];
  made.length = 0;
  return element;
}
const round2 = x => Math.round(x * 100) / 100;
function words(text, x, y, attributes) {
  return tag("text", Object.assign({ x, y, fill: "var(--ink)", "font-size": 12 }, attributes), text);
}
const line = (x1, y1, x2, y2, attributes) => tag("line", Object.assign({ x1, y1, x2, y2, stroke: "var(--line)" }, attributes));
const box = (x, y, width, height, attributes) => tag("rect", Object.assign({ x, y, width: Math.max(0, width), height: Math.max(0, height) }, attributes));

// x with this many decimals, rounded as the program's tables round: of two that are equally near, to the even one.
function decimals(x, digits) {
  const twice = x * 2 ** (digits + 1);  // an odd number where x lies exactly in the middle; no other x does
  if (Math.abs(twice % 2) !== 1) return x.toFixed(digits);
  const below = Math.floor(x * 10 ** digits);
  return ((below % 2 ? below + 1 : below) / 10 ** digits).toFixed(digits);
}
const percent = (share, digits = 1) => share === null || share === undefined ? "–" : decimals(100 * share, digits) + "%";
// A share that was given, with every digit of it: what is left beyond the ninth is arithmetic.
const percentGiven = share => String(Number((100 * share).toPrecision(9))) + "%";
const number = x => x === null || x === undefined ? "–" : Number(Math.abs(x) >= 1000 || x === 0 ? x.toFixed(0) : x.toPrecision(3)).toLocaleString("en", { maximumSignificantDigits: 6 });
const count = x => Number(x).toLocaleString("en");
const months = days => days === null || days === undefined ? "not reached" : decimals(days / month, 1) + " months";
const signed = points => (points > 0 ? "+" : points < 0 ? "−" : "") + decimals(Math.abs(points), 1);
const short = arm => arm.label || arm.id;
const nameOf = id => short(arms.find(arm => arm.id === id));

// Arms differ by colour and by dash, for readers who do not distinguish the colours.
const dashes = ["", "7 3", "2 3", "9 3 2 3", "12 3", "4 2", "1 2", "6 2 1 2"];
const colourOf = a => "var(--arm-" + a % 8 + ")";
const dashOf = a => dashes[a % 8] || null;

// About how wide a text is, for what must not overlap.
const widthOf = (text, size = 12) => String(text).length * size * 0.57;
const bold = 13.8;  // the size as which 12 pixels of bold text count
function shorten(text, width, size = 12) {
  const most = Math.floor(width / (size * 0.57));
  return text.length <= most ? text : text.slice(0, Math.max(1, most - 1)) + "…";
}
// A text in lines no wider than width; a word that is wider is broken.
function wrapped(text, width, size = 12) {
  const lines = [""], most = Math.max(4, Math.floor(width / (size * 0.57)));
  for (const word of text.split(" ").flatMap(word => word.match(new RegExp(".{1," + most + "}", "gu")) || [""])) {
    const longer = (lines[lines.length - 1] + " " + word).trim();
    if (widthOf(longer, size) > width && lines[lines.length - 1]) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

// A label in as many lines as it needs, at most `most`: {svg, more}, its first line at y; `more` is the height of the others.
function label(text, x, y, width, attributes = {}, most = 5) {
  const size = attributes["font-size"] || 12, counted = attributes["font-weight"] ? size * bold / 12 : size, step = Math.round(size * 1.25);
  const lines = wrapped(text, width, counted), last = lines.slice(most - 1).join(" ");
  const shown = lines.length > most ? [...lines.slice(0, most - 1), shorten(last, width, counted)] : lines;
  return { svg: shown.map((one, i) => words(one, x, y + i * step, attributes)).join(""), more: (shown.length - 1) * step };
}
const down = (dy, svg) => dy ? tag("g", { transform: "translate(0," + round2(dy) + ")" }, svg) : svg;

// Axes: ticks with grid lines across the plot.
function axisX(scale, y, top, options = {}) {
  const [x0, x1] = scale.range(), format = options.format || (v => v);
  const ticks = options.ticks || scale.ticks(Math.max(2, Math.floor((x1 - x0) / (options.space || 70))));
  return ticks.map(v => line(scale(v), top, scale(v), y, { stroke: "var(--grid)" }) +
    words(format(v), scale(v), y + 15, { "text-anchor": "middle", fill: "var(--soft)", "font-size": 11 })).join("") +
    line(x0, y, x1, y) +
    (options.label ? words(options.label, x1, y + 30, { "text-anchor": "end", fill: "var(--soft)", "font-size": 11 }) : "");
}
function axisY(scale, x, right, options = {}) {
  const [y0, y1] = scale.range(), format = options.format || (v => v);
  const ticks = options.ticks || scale.ticks(Math.max(2, Math.floor(Math.abs(y0 - y1) / (options.space || 40))));
  return ticks.map(v => line(x, scale(v), right, scale(v), { stroke: "var(--grid)" }) +
    words(format(v), x - 6, scale(v) + 4, { "text-anchor": "end", fill: "var(--soft)", "font-size": 11 })).join("");
}
// Swatches with names, in as many lines as they need: {svg, height}.
function swatches(entries, width, x0 = 0) {
  const room = width - x0 - 20, look = { "font-size": 11.5, fill: "var(--soft)" };
  let x = x0, y = 10, more = 0, svg = "";
  for (const [colour, name] of entries) {
    const wide = 20 + Math.max(...wrapped(name, room, 11.5).map(one => widthOf(one, 11.5))) + 12;
    if (x > x0 && x + wide > width) { x = x0; y += 18 + more; more = 0; }
    const of = label(name, x + 17, y + 1, room, look);
    svg += box(x, y - 9, 12, 12, { fill: colour, rx: 2 }) + of.svg;
    more = Math.max(more, of.more);
    x += wide;
  }
  return { svg, height: y + 10 + more };
}
// Panels side by side: as many columns as fit. draw(item, width) gives {svg, height}.
function panels(items, width, least, draw) {
  const most = Math.max(1, Math.min(items.length, Math.floor((width + 18) / (least + 18)))), gap = 18;
  const columns = Math.max(1, Math.ceil(items.length / Math.ceil(items.length / most)));  // rows of similar length
  const each = (width - gap * (columns - 1)) / columns;
  let svg = "", y = 0, tallest = 0;
  items.forEach((item, i) => {
    if (i > 0 && i % columns === 0) { y += tallest; tallest = 0; }
    const panel = draw(item, each, i);
    svg += tag("g", { transform: "translate(" + round2(i % columns * (each + gap)) + "," + round2(y) + ")" }, panel.svg);
    tallest = Math.max(tallest, panel.height);
  });
  return { svg, height: y + tallest };
}
