// #check: the page uses itself as a reader would and leaves what it found for a test to read.
function check() {
  const found = [], say = (self, text) => found.push((self ? self.spec.name + ": " : "") + text);
  const press = (element, key) => element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const point = element => { const r = element.getBoundingClientRect(); element.dispatchEvent(new PointerEvent("pointermove", { clientX: r.left + r.width / 2, clientY: r.top + r.height / 2, bubbles: true })); };

  const look = self => {
    const svg = self.figure.querySelector("svg"), canvas = self.figure.querySelector(".canvas");
    if (!svg || svg.getBoundingClientRect().height < 40) return say(self, "nothing is drawn");
    if (/NaN|undefined|Infinity/.test(svg.outerHTML)) say(self, "a coordinate or text is not a number");
    if (!(svg.getAttribute("aria-label") || "").trim() || /NaN|undefined/.test(svg.getAttribute("aria-label"))) say(self, "no alternative text");
    if (self.chart.rows.length < 2 || self.chart.rows.some(row => row.some(v => v === undefined))) say(self, "no data to save");
    const edge = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll("text")) {
      const r = text.getBoundingClientRect();
      if (r.left < edge.left - 3 || r.right > edge.right + 3 || r.top < edge.top - 3 || r.bottom > edge.bottom + 3) say(self, 'text outside of the chart: "' + text.textContent + '"');
    }
    const cut = [...svg.querySelectorAll("text")].find(text => text.textContent.endsWith("…"));
    if (cut) say(self, 'a label is cut: "' + cut.textContent + '"');
    if (!self.spec.least && svg.getBoundingClientRect().width > canvas.clientWidth + 2) say(self, "wider than the page");
  };
  const interact = self => {
    const canvas = self.figure.querySelector(".canvas"), mark = canvas.querySelector("[data-tip]");
    if (!mark) { if (self.spec.name !== "workflow") say(self, "no mark says anything"); return; }
    tip.hidden = true; point(mark);
    if (tip.hidden || tip.textContent !== mark.getAttribute("data-tip")) say(self, "hover shows nothing");
    tip.hidden = true; press(canvas, "ArrowRight");
    if (tip.hidden || !canvas.querySelector(".here")) say(self, "arrow keys show nothing");
    press(canvas, "Escape");
    if (!tip.hidden) say(self, "Escape hides nothing");
    canvas.dispatchEvent(new Event("blur"));
    for (const button of self.figure.querySelectorAll(".save button")) if (!button.getAttribute("aria-label")) say(self, "a button has no name");
  };
  figures.forEach(self => {
    look(self); interact(self);
    const select = self.figure.querySelector("select");
    if (!select) return;
    for (const option of select.options) { select.value = option.value; select.onchange(); look(self); }
    select.value = select.options[0].value; select.onchange();
  });

  const toggles = [...document.querySelectorAll("#legend button")];
  if (toggles.length > 1) {
    drawAll();  // without what the keys have marked
    const before = figures.map(self => self.figure.querySelector("svg").outerHTML);
    toggles[0].click();
    if (toggles[0].getAttribute("aria-pressed") !== "false") say(null, "a toggle is not pressed off");
    const changed = figures.filter((self, i) => self.figure.querySelector("svg").outerHTML !== before[i]).length;
    if (changed < figures.length / 2) say(null, "a toggle changes only " + changed + " charts");
    figures.forEach(look);
    toggles[0].click();
    if (figures.some((self, i) => self.figure.querySelector("svg").outerHTML !== before[i])) say(null, "a toggle back does not bring back the same charts");
  }
  const paper = () => getComputedStyle(document.body).backgroundColor, light = paper();
  document.getElementById("theme").click();
  if (paper() === light) say(null, "dark is light");
  document.getElementById("theme").click();
  if (document.documentElement.scrollWidth > innerWidth + 1) say(null, "the page is wider than its window: " + document.documentElement.scrollWidth + " > " + innerWidth);
  const wide = [...document.querySelectorAll("#answer *")].filter(e => e.getBoundingClientRect().right > innerWidth + 2 && !e.closest(".scroll, .canvas"));
  if (wide.length) say(null, "the answer is cut off at the right: " + wide[0].tagName);
  for (const name of performance.getEntriesByType("resource").map(entry => entry.name)) say(null, "request: " + name);
  return { width: innerWidth, charts: figures.map(self => self.spec.name), found, wrong };
}
if (location.hash === "#check") leave("check", check());
