// Response against toxicity: every simulated design, the front, and the limits.
const design = data.design, points = design.points, best = design.best, wish = design.design;
const direction = "maximise" in wish ? "maximise" : "minimise", terms = Object.entries(wish[direction]);
const columnNames = { orr: "objective response rate", cr: "complete response rate", disease_control: "disease control rate", hypotension_grade_3_or_more: "hypotension of grade 3 or more", pfs_median: "median PFS, months", os_median: "median OS, months", pfs_6_months: "without progression at 6 months", os_12_months: "alive at 12 months" };
const inMonths = name => name.endsWith("_median");
const objectiveName = terms.length === 1 && terms[0][1] === 1 ? columnNames[terms[0][0]] : terms.map(([name, weight]) => weight + " × " + columnNames[name]).join(" + ");
const objectiveInMonths = terms.every(([name]) => inMonths(name));
const shownNumber = months => v => v === null || v === undefined ? "–" : months ? decimals(v, 1) : percent(v);
const objectiveText = shownNumber(objectiveInMonths), againstText = shownNumber(inMonths(wish.against));
const settingsText = p => Object.entries(p.settings).map(([path, value]) => path + " = " + value).join("\n") || "as the file says";
const rangeText95 = (c, format) => c.populations_lower === null ? "" : "; 95% of the populations " + format(c.populations_lower) + " to " + format(c.populations_upper);

function drawFront({ width }) {
  const left = 56, top = 26, bottom = 380, toxicity = p => p.columns[wish.against].mean, gain = p => p.objective.mean;
  const drawn = points.map((p, i) => i).filter(i => toxicity(points[i]) !== null && gain(points[i]) !== null);
  const limits = wish.constraints.filter(c => c.column === wish.against).map(c => "at_most" in c ? c.at_most : c.at_least);
  const x = d3.scaleLinear().domain([0, 1.05 * Math.max(0.001, d3.max([...drawn.map(i => toxicity(points[i])), ...limits]))]).range([left, width - 18]).nice();
  const y = d3.scaleLinear().domain(d3.extent(drawn, i => gain(points[i]))).range([bottom, top]).nice();
  let svg = axisX(x, bottom, top, { format: againstText, label: columnNames[wish.against] }) + axisY(y, left, width - 14, { format: objectiveText }) + words(objectiveName, left, 12, { "font-size": 11, fill: "var(--soft)" });
  for (const limit of limits) svg += line(x(limit), top, x(limit), bottom, { stroke: "var(--warn)", "stroke-dasharray": "5 4" }) + words("limit", x(limit) + 4, top + 10, { "font-size": 11, fill: "var(--warn)" });
  const front = design.pareto_front;
  front.slice(1).forEach((i, k) => { svg += line(x(toxicity(points[front[k]])), y(gain(points[front[k]])), x(toxicity(points[i])), y(gain(points[i])), { stroke: "var(--arm-0)", "stroke-width": 1.5 }); });
  const rows = [["design", "origin", "feasible", "pareto_front", "best", wish.against, "objective", ...wish.vary.map(v => v.path)]];
  for (const i of [...drawn].sort((a, b) => (a === best) - (b === best))) {
    const p = points[i], on = front.includes(i), chosen = i === best;
    rows.push([i, p.origin, p.feasible ? 1 : 0, on ? 1 : 0, chosen ? 1 : 0, toxicity(p), gain(p), ...wish.vary.map(v => p.settings[v.path])]);
    svg += tag("circle", { cx: x(toxicity(p)), cy: y(gain(p)), r: chosen ? 8 : on ? 5 : 4, fill: p.origin === "file" ? "var(--arm-1)" : p.feasible ? "var(--arm-0)" : "var(--soft)", "fill-opacity": chosen || on || p.origin === "file" ? 1 : 0.35, stroke: chosen ? "var(--ink)" : "var(--card)", "stroke-width": chosen ? 2 : 1,
      "data-tip": (chosen ? "Best design\n" : p.origin === "file" ? "The file as it is\n" : "") + settingsText(p) + "\n" + objectiveName + " " + objectiveText(gain(p)) + rangeText95(p.objective, objectiveText) + "\n" + columnNames[wish.against] + " " + againstText(toxicity(p)) + rangeText95(p.columns[wish.against], againstText) + (p.feasible ? "" : "\nbreaks a constraint") });
  }
  const key = swatches([["var(--arm-0)", "holds the constraints; line: Pareto front"], ["var(--soft)", "breaks one"], ["var(--arm-1)", "the file as it is"]], width, left);
  return { svg: svg + tag("g", { transform: "translate(0," + (bottom + 42) + ")" }, key.svg), height: bottom + 46 + key.height, rows };
}

// How the objective changes with each varied value around the best design.
function drawSlopes({ width }) {
  const slopes = [...design.around_the_best].sort((a, b) => b.share - a.share), left = 16, row = 46, top = 24;
  const reach = Math.max(1e-9, d3.max(slopes, s => Math.abs(s.objective_change.mean) + 2 * s.objective_change.standard_error));
  const bottom = top + row * slopes.length + 6, x = d3.scaleLinear().domain([-reach, reach]).range([left, width - 18]).nice();
  const rows = [["path", "from", "to", "change", "standard_error", "share"]];
  let svg = axisX(x, bottom, top, { format: objectiveText, label: "change of the objective" });
  slopes.forEach((s, i) => {
    const at = top + row * i + 30, change = s.objective_change, error = 2 * change.standard_error;
    rows.push([s.path, s.low, s.high, change.mean, change.standard_error, s.share]);
    svg += words(shorten(s.path + ": " + s.low + " to " + s.high, width - 40, 11.5), left, at - 13, { "font-size": 11.5 }) +
      tag("g", { "data-tip": s.path + "\n" + s.low + " to " + s.high + "\nchange " + objectiveText(change.mean) + ", standard error " + objectiveText(change.standard_error) + "\nshare of all changes " + percent(s.share, 0) },
        box(Math.min(x(0), x(change.mean)), at - 6, Math.abs(x(change.mean) - x(0)), 12, { fill: change.mean > 0 ? "var(--more)" : "var(--less)" }) + line(x(change.mean - error), at, x(change.mean + error), at, { stroke: "var(--ink)" }));
  });
  return { svg: svg + line(x(0), top, x(0), bottom, { stroke: "var(--soft)" }), height: bottom + 36, rows };
}
