// Puts the page of a design together.
function setTheme(name) { document.documentElement.setAttribute("data-theme", name); }
const headingRow = names => html("thead", {}, html("tr", {}, names.map(name => html("th", { scope: "col" }, name))));
const tableOf = (names, rows) => html("div", { class: "scroll", tabindex: 0, "aria-label": "Table" }, html("table", {}, headingRow(names), html("tbody", {}, rows.map(row => html("tr", {}, row.map(cell => html("td", {}, cell)))))));

function resultRows() {
  const chosen = points[best], other = design.best_in_other_patients;
  const cell = (c, name) => !c || c.mean === null ? "–" : shownNumber(inMonths(name))(c.mean) + " ± " + (c.mc_standard_error === null ? "–" : inMonths(name) ? decimals(c.mc_standard_error, 2) : percent(c.mc_standard_error, 2)) + (c.populations_lower === null ? "" : " (" + shownNumber(inMonths(name))(c.populations_lower) + " to " + shownNumber(inMonths(name))(c.populations_upper) + ")");
  return Object.keys(columnNames).map(name => [columnNames[name], cell(points[0].columns[name], name), cell(chosen.columns[name], name), other ? cell(other.columns[name], name) : "–"]);
}
function start() {
  const main = document.getElementById("main"), contents = document.getElementById("contents");
  document.getElementById("title").textContent = design.title || design.study;
  document.getElementById("subtitle").textContent = "Design of arm " + wish.arm + " · " + points.length + " designs, each in the same " + count(design.patients) + " patients" + (design.populations ? " of " + design.populations + " populations" : "") + " · seed " + design.seed + (design.interrupted ? " · interrupted" : "");
  document.getElementById("theme").onclick = () => setTheme(document.documentElement.getAttribute("data-theme") === "dark" ? "light" : "dark");
  setTheme(location.hash !== "#figures" && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const add = (id, title, lead, ...content) => {
    main.appendChild(html("section", { id }, html("h2", {}, title), html("p", { class: "lead" }, lead), html("div", { class: "charts" }), ...content));
    contents.appendChild(html("a", { href: "#" + id }, title));
    return main.lastChild.querySelector(".charts");
  };
  if (best === null) { add("answer", "No design was simulated", design.wish + "."); return; }
  add("answer", points[best].feasible ? "The best design" : "No design holds the constraints: the one that breaks them least", design.wish + ".",
    tableOf(["varied", "searched", "best"], wish.vary.map(v => [v.path, v.values ? v.values.join(", ") : v.low + " to " + v.high, points[best].settings[v.path]])),
    html("p", { class: "lead" }, "Mean ± Monte-Carlo standard error (95% range of the plausible populations, that error taken out). In other patients the best design has no luck of the search."),
    tableOf(["", "as the file says", "best design", "in other patients"], resultRows()));
  addFigure(add("front", "Response against toxicity", "Every simulated design. No other design beats one on the front in both."),
    { name: "front", wide: true, title: objectiveName + " against " + columnNames[wish.against], draw: drawFront, note: "All designs are in the same patients, so that their differences are more certain than each alone.", alt: () => design.pareto_front.length + " of " + points.length + " designs are on the front. Best: " + settingsText(points[best]).replace(/\n/g, ", ") + ", " + objectiveText(points[best].objective.mean) });
  if (design.around_the_best.length) addFigure(add("slopes", "Around the best design", "One value changed, a tenth of its range to both sides or to the neighbours in its list; bars with two standard errors of the difference in the same patients."),
    { name: "slopes", wide: true, title: "What moves the objective", draw: drawSlopes, note: "A change that is smaller than its error says that the value matters little here.", alt: () => design.around_the_best.map(s => s.path + " from " + s.low + " to " + s.high + ": " + objectiveText(s.objective_change.mean)).join(". ") });
  document.getElementById("footer").textContent = data.note + ". twinarm " + data.run.version + ". No request leaves this page.";
  drawAll();
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; drawAll(); } });
}
start();
