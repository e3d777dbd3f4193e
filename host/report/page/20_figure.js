// A figure: title, controls, chart, note, alternative text, and what can be saved of it. Charts are plain functions from data
// and width to marks of SVG elements; what is hovered or stepped through is every mark that has a data-tip.
const figures = [], shown = new Set(arms.map((arm, a) => a));
const visible = () => arms.map((arm, a) => a).filter(a => shown.has(a));

function addFigure(parent, spec) {
  const figure = html("figure", { id: "figure-" + spec.name, class: spec.wide ? "wide" : null },
    html("div", { class: "figure-head" }, html("h3", {}, spec.title), html("div", { class: "controls" })),
    html("div", { class: "canvas", tabindex: 0, role: "group" }),
    html("figcaption", {}, html("p", {}, spec.note || ""), html("span", { class: "save" },
      html("button", { type: "button", class: "csv" }, "CSV"), html("button", { type: "button", class: "svg" }, "SVG"))));
  parent.appendChild(figure);
  const state = { choice: spec.choices ? spec.choices[0][0] : null };
  const self = { spec, figure, state, chart: null };
  if (spec.choices && spec.choices.length > 1) {
    const label = document.createElement("label"), select = document.createElement("select");
    label.textContent = (spec.choiceLabel || "Show") + " ";
    for (const [value, name] of spec.choices) select.add(new Option(name, value));
    select.onchange = () => { state.choice = select.value; drawFigure(self); };
    label.appendChild(select);
    figure.querySelector(".controls").appendChild(label);
  }
  figure.querySelector(".csv").setAttribute("aria-label", "Save the data of this chart as CSV: " + spec.title);
  figure.querySelector(".svg").setAttribute("aria-label", "Save this chart as SVG: " + spec.title);
  figure.querySelector(".csv").onclick = () => save(spec.name + ".csv", "text/csv", csvOf(self));
  figure.querySelector(".svg").onclick = () => save(spec.name + ".svg", "image/svg+xml", standalone(self).svg);
  stepThrough(figure.querySelector(".canvas"));
  figures.push(self);
  return self;
}

function drawFigure(self, width) {
  const canvas = self.figure.querySelector(".canvas");
  const wide = Math.max(self.spec.least || 0, width || canvas.clientWidth || 600);
  self.chart = self.spec.draw({ width: wide, arms: visible(), choice: self.state.choice });
  self.width = wide;
  const alt = self.spec.alt({ arms: visible(), choice: self.state.choice });
  canvas.setAttribute("aria-label", "Chart. Arrow keys step through its marks.");
  canvas.replaceChildren(elementOf(tag("svg", { width: wide, height: Math.ceil(self.chart.height),
    viewBox: "0 0 " + round2(wide) + " " + Math.ceil(self.chart.height), role: "img", "aria-label": alt }, self.chart.svg)));
}
const drawAll = () => figures.forEach(self => drawFigure(self));

function csvOf(self) {
  // A text that a spreadsheet would compute has a ' before it; the reader of cohorts lets no name begin like that.
  const text = v => typeof v === "string" && /^\s*([=+@\uff1d\uff0b\uff20]|[-\uff0d].)/.test(v) && isNaN(v) ? "'" + v : v;
  const field = v => v === null || v === undefined ? "" : /[",\r\n]/.test(v) ? '"' + String(text(v)).replace(/"/g, '""') + '"' : text(v);
  const note = data.note + "; study " + summary.study.id;
  return self.chart.rows.map((row, i) => [...row, i ? note : "note"].map(field).join(",")).join("\n") + "\n";
}
// The chart as a separate file: colours written out, a title, a ground.
function standalone(self) {
  const style = getComputedStyle(document.documentElement), chart = self.figure.querySelector("svg").cloneNode(true);
  const coloured = text => text.replace(/var\((--[\w-]+)\)/g, (all, name) => style.getPropertyValue(name).trim());
  const w = self.width + 24, key = self.spec.byArm ? swatches(visible().map(a => [colourOf(a), short(arms[a])]), self.width) : { svg: "", height: 0 };
  const h = self.chart.height + 62 + key.height;
  const root = elementOf(tag("svg", { width: w, height: Math.ceil(h), viewBox: "0 0 " + round2(w) + " " + Math.ceil(h), "font-family": "system-ui, 'DejaVu Sans', sans-serif" },
    tag("rect", { width: "100%", height: "100%", fill: "var(--paper)" }),
    words(shorten(self.spec.title, w - 24, 17), 12, 24, { "font-size": 15, "font-weight": 600 }),
    tag("g", { transform: "translate(12,36)" }, key.svg), tag("g", { transform: "translate(12," + (36 + key.height) + ")" }, markOf(chart)),
    words("Simulated data, not patients. twinarm " + data.run.version + ", study " + summary.study.id + ", seed " + data.run.seed, 12, h - 8, { "font-size": 10, fill: "var(--soft)" })));
  return { width: Math.ceil(w), height: Math.ceil(h), svg: coloured(new XMLSerializer().serializeToString(root)) };
}
function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Hover, touch and arrow keys show what a mark says.
const tip = document.getElementById("tip");
function showTip(mark, x, y) {
  tip.textContent = mark.getAttribute("data-tip");
  tip.hidden = false;
  const size = tip.getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(x + 14, innerWidth - size.width - 6)) + "px";
  tip.style.top = Math.max(4, y + 18 + size.height > innerHeight ? y - size.height - 12 : y + 18) + "px";
}
document.addEventListener("pointermove", event => {
  const mark = event.target.closest && event.target.closest("[data-tip]");
  if (mark) showTip(mark, event.clientX, event.clientY); else tip.hidden = true;
});
function stepThrough(canvas) {
  let at = -1;
  const mark = step => {
    const marks = [...canvas.querySelectorAll("[data-tip]")];
    canvas.querySelectorAll(".here").forEach(m => m.classList.remove("here"));
    if (!marks.length) return;
    at = (at + step + marks.length) % marks.length;
    marks[at].classList.add("here");
    const where = marks[at].getBoundingClientRect();
    showTip(marks[at], where.left + Math.min(where.width, 40), where.top + Math.min(where.height, 40) / 2);
  };
  canvas.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) { mark(step); event.preventDefault(); }
    if (event.key === "Escape") tip.hidden = true;
  });
  canvas.addEventListener("blur", () => { tip.hidden = true; at = -1; canvas.querySelectorAll(".here").forEach(m => m.classList.remove("here")); });
}
