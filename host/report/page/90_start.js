// Puts the page together; with #figures it exports its charts, with #check it tests itself.
function addLegend() {
  const legend = document.getElementById("legend");
  legend.appendChild(html("span", { class: "what" }, "Arms:"));
  arms.forEach((arm, a) => {
    const swatch = tag("svg", { width: 26, height: 10, "aria-hidden": "true" }, line(0, 5, 26, 5, { stroke: colourOf(a), "stroke-width": 4, "stroke-dasharray": dashOf(a) }));
    const button = html("button", { type: "button", "aria-pressed": "true" }, elementOf(swatch), short(arm));
    button.onclick = () => {
      if (shown.has(a) && shown.size > 1) shown.delete(a); else shown.add(a);
      button.setAttribute("aria-pressed", String(shown.has(a)));
      drawAll();
    };
    legend.appendChild(button);
  });
}
function setTheme(name) { document.documentElement.setAttribute("data-theme", name); }

// The page as paper takes it, from a window of any width: light, with charts of a sheet's width and every table open.
const sheetWidth = 630;  // A4 without the margins of style.css and those of a figure
let onScreen = null;  // what printing changed
function toPaper() {
  if (onScreen) return;
  onScreen = { theme: document.documentElement.getAttribute("data-theme"), closed: [...document.querySelectorAll("details:not([open])")] };
  setTheme("light");
  onScreen.closed.forEach(details => { details.open = true; });
  figures.forEach(self => drawFigure(self, sheetWidth));
}
function toScreen() {
  if (!onScreen) return;
  setTheme(onScreen.theme);
  onScreen.closed.forEach(details => { details.open = false; });
  onScreen = null;
  drawAll();
}

function start() {
  const study = summary.study, main = document.getElementById("main"), contents = document.getElementById("contents");
  document.getElementById("title").textContent = study.title || study.id;
  document.getElementById("subtitle").textContent = study.disease + " · " + count(study.patients) + " virtual patients × " + arms.length + (arms.length === 1 ? " arm" : " arms") + " · seed " + study.seed + (study.interrupted ? " · interrupted, " + count(study.patients_planned) + " were planned" : "");
  document.getElementById("theme").onclick = () => setTheme(document.documentElement.getAttribute("data-theme") === "dark" ? "light" : "dark");
  setTheme(location.hash !== "#figures" && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  addLegend();
  addAnswer(main);
  for (const [id, title, lead, specs] of sections) {
    const present = specs.filter(spec => !("when" in spec) || spec.when);
    if (!present.length && id !== "failures" && id !== "provenance") continue;
    const section = html("section", { id }, html("h2", {}, title), html("p", { class: "lead" }, lead), html("div", { class: "charts" }));
    main.appendChild(section);
    contents.appendChild(html("a", { href: "#" + id }, title));
    present.forEach(spec => addFigure(section.querySelector(".charts"), spec));
    if (id === "failures") failureTable(section);
    if (id === "fitted") parameterTable(section);
    if (id === "provenance") provenanceTable(section);
  }
  document.getElementById("footer").textContent = data.note + ". Drawn from the run's files; a sample of patients was simulated again. No request leaves this page.";
  drawAll();
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width && !onScreen) { width = innerWidth; drawAll(); } });
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", toScreen);
}
start();

// Leaves a value as JSON in the document, where the program or a test reads it. The document, written as text, escapes none of its letters.
function leave(id, value) {
  const text = JSON.stringify(value).replace(/[<>&\u00a0]/g, c => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
  document.body.appendChild(html("pre", { id, hidden: "" }, text));
}
// Each chart as SVG and, by the browser's own drawing, as PNG of twice the size.
async function pngOf({ svg, width, height }) {
  const image = new Image(), canvas = document.createElement("canvas");
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
  await image.decode();
  canvas.width = 2 * width;
  canvas.height = 2 * height;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").split(",")[1];
}
if (location.hash === "#figures") Promise.all(figures.map(async self => {
  drawFigure(self, Math.max(self.spec.least || 0, self.spec.wide ? 900 : 640));
  const file = standalone(self);
  return { name: self.spec.name, svg: file.svg, png: await pngOf(file) };
})).then(files => leave("figures", files));
