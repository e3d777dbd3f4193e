// Kaplan-Meier curves with their limits and numbers at risk.
function drawSurvival(part, { width, arms: shownArms }) {
  const left = 40, last = Math.max(1, ...part.arms.map(arm => arm.last_day)), x = d3.scaleLinear().domain([0, last / month]).range([left, width - 14]);
  const bottom = 250, y = d3.scaleLinear().domain([0, 1]).range([bottom, 8]);
  const rows = [["arm", "day", "survival", "lower", "upper"]];
  let marks = "", svg = axisX(x, bottom, 8, { label: "months since the start of treatment" }) + axisY(y, left, width - 14, { format: d3.format(".0%") });
  const at = (arm, day) => { const i = d3.bisectRight(arm.day, day) - 1; return i < 0 ? 1 : arm.survival[i]; };
  for (const a of shownArms) {
    const arm = part.arms[a], points = [[0, 1, 1, 1]];
    arm.day.forEach((day, i) => { points.push([day / month, arm.survival[i], arm.lower[i], arm.upper[i]]); rows.push([arms[a].id, day, arm.survival[i], arm.lower[i], arm.upper[i]]); });
    points.push([Math.max(points[points.length - 1][0], arm.last_day / month), ...points[points.length - 1].slice(1)]);
    const band = d3.area().defined(p => p[2] !== null).x(p => x(p[0])).y0(p => y(p[2])).y1(p => y(p[3])).curve(d3.curveStepAfter);
    svg += tag("path", { d: band(points), fill: colourOf(a), "fill-opacity": 0.16 }) +
      tag("path", { d: d3.line().x(p => x(p[0])).y(p => y(p[1])).curve(d3.curveStepAfter)(points), fill: "none", stroke: colourOf(a), "stroke-width": 2, "stroke-dasharray": dashOf(a) });
  }
  for (const p of part === data.pfs ? publishedPoints("pfs") : []) {
    const a = arms.findIndex(arm => arm.id === p.arm);
    if (p.day > last || (a >= 0 && !shownArms.includes(a))) continue;
    marks += diamond(x(p.day / month), y(p.value), publishedTip(p, percent(p.value) + " without progression"), a < 0 ? "var(--ink)" : colourOf(a));
    rows.push([p.label, p.day, p.value, null, null]);
  }
  const strips = Math.min(60, Math.floor((width - left) / 8));
  for (let s = 0; s < strips; ++s) {
    const from = s * last / strips, middle = (s + 0.5) * last / strips;
    svg += box(x(from / month), 8, x(last / strips / month) - left, bottom - 8, { fill: "transparent", "data-tip": (middle / month).toFixed(1) + " months\n" + shownArms.map(a => short(arms[a]) + ": " + percent(at(part.arms[a], middle))).join("\n") });
  }
  svg += marks;
  let yRisk = bottom + 50;
  svg += words("at risk", 2, yRisk, { "font-size": 11, fill: "var(--soft)" });
  const every = Math.ceil(part.risk_days.length * 46 / (width - left));
  for (const a of shownArms) {
    yRisk += 17;
    svg += line(2, yRisk - 4, 22, yRisk - 4, { stroke: colourOf(a), "stroke-width": 3, "stroke-dasharray": dashOf(a) });
    part.risk_days.forEach((day, i) => { if (i % every === 0 && day <= last) svg += words(count(part.arms[a].at_risk[i]), Math.min(x(day / month), width - 24), yRisk, { "font-size": 11, "text-anchor": i ? "middle" : "start", fill: colourOf(a) }); });
  }
  return { svg, height: yRisk + 8, rows };
}
