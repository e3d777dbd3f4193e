// ORR by traits of the patient before treatment: one trait in groups, and how much each trait matters.
// [responders, patients, lower, upper] as a share; null without patients.
const shareOf = r => r[1] ? r[0] / r[1] : null;
const traits = data.traits.traits;
const traitName = t => t.label + (t.unit !== "1" ? " [" + t.unit + "]" : "");
const traitRows = () => [["trait", "unit", "group_from", "group_to", "arm", "responders", "patients", "lower", "upper"],
  ...traits.flatMap(t => t.groups.flatMap(g => g.arms.map((r, a) => [t.key, t.unit, g.from, g.to, arms[a].id, ...r])))];

function drawTrait({ width, arms: shownArms, choice }) {
  const t = traits[Number(choice)], left = 44, bottom = 250, groups = t.groups.length;
  let most = 0.1;
  for (const g of t.groups) for (const a of shownArms) most = Math.max(most, g.arms[a][3]);
  const x = d3.scalePoint().domain(d3.range(groups)).range([left, width - 10]).padding(0.6), y = d3.scaleLinear().domain([0, most]).range([bottom, 10]).nice();
  let svg = axisY(y, left, width - 10, { format: d3.format(".0%") }) + line(left, bottom, width - 10, bottom);
  t.groups.forEach((g, i) => {
    const text = t.category || g.from === g.to ? number(g.from) : number(g.from) + " to " + number(g.to);
    const room = (width - left) / groups;
    if (widthOf(text, 11) < room) svg += words(text, x(i), bottom + 16, { "text-anchor": "middle", "font-size": 11, fill: "var(--soft)" });
    else svg += words(number(g.from), x(i), bottom + 16, { "text-anchor": "middle", "font-size": 11, fill: "var(--soft)" }) + words("to " + number(g.to), x(i), bottom + 30, { "text-anchor": "middle", "font-size": 11, fill: "var(--soft)" });
  });
  svg += words(shorten(traitName(t), width - left), width - 10, bottom + 48, { "text-anchor": "end", "font-size": 11, fill: "var(--soft)" });
  shownArms.forEach((a, order) => {
    const shift = (order - (shownArms.length - 1) / 2) * Math.min(9, 30 / shownArms.length);
    const point = (g, i) => [x(i) + shift, y(shareOf(g.arms[a]) || 0)];
    if (!t.category) svg += tag("path", { d: d3.line()(t.groups.map(point)), fill: "none", stroke: colourOf(a), "stroke-width": 1.6, "stroke-dasharray": dashOf(a) });
    t.groups.forEach((g, i) => {
      const [cx, cy] = point(g, i), r = g.arms[a];
      svg += tag("g", { "data-tip": short(arms[a]) + "\n" + traitName(t) + " " + number(g.from) + (g.to === g.from ? "" : " to " + number(g.to)) + "\nORR " + percent(shareOf(r)) + " (95% interval " + percent(r[2]) + " to " + percent(r[3]) + ")\n" + count(r[0]) + " of " + count(r[1]) },
        line(cx, y(r[2]), cx, y(r[3]), { stroke: colourOf(a), "stroke-width": 1.6 }) + tag("circle", { cx, cy, r: 4, fill: colourOf(a), stroke: "var(--card)" }));
    });
  });
  return { svg, height: bottom + 56, rows: traitRows().filter(r => r[0] === "trait" || r[0] === t.key) };
}

function drawTraitRanking({ width, arms: shownArms }) {
  const rate = r => shareOf(r) || 0, change = (t, a) => rate(t.groups[t.groups.length - 1].arms[a]) - rate(t.groups[0].arms[a]);
  const list = traits.filter(t => t.groups.length > 1).map(t => ({ t, of: arms.map((arm, a) => change(t, a)) }));
  list.sort((p, q) => d3.max(q.of, Math.abs) - d3.max(p.of, Math.abs));
  const reach = Math.max(0.05, d3.max(list, e => d3.max(e.of, Math.abs)) || 0), wide = width > 620, left = wide ? Math.min(210, width * 0.4) : 4;
  const x = d3.scaleLinear().domain([-reach, reach]).range([left + 26, width - 26]).nice();
  let y = 20, svg = "";
  for (const { t, of } of list) {
    const cy = wide ? y + 10 : y + 24;
    svg += words(shorten(traitName(t), wide ? left : width, 11.5), wide ? left : 4, y + 14, { "font-size": 11.5, "text-anchor": wide ? "end" : "start" });
    svg += line(x.range()[0], cy, x.range()[1], cy, { stroke: "var(--grid)" });
    for (const a of shownArms) svg += tag("circle", { cx: x(of[a]), cy, r: 5, fill: colourOf(a), stroke: "var(--card)", "data-tip": traitName(t) + ": " + t.meaning + "\n" + short(arms[a]) + ": ORR " + percent(rate(t.groups[0].arms[a])) + " in the lowest group, " + percent(rate(t.groups[t.groups.length - 1].arms[a])) + " in the highest\ndifference " + signed(100 * of[a]) + " points" });
    y += wide ? 21 : 34;
  }
  svg = axisX(x, y, 14, { format: v => signed(100 * v).replace(".0", ""), label: "ORR of the highest group − the lowest, points", space: 60 }) + line(x(0), 14, x(0), y, { stroke: "var(--ink)" }) + svg;
  return { svg, height: y + 36, rows: traitRows() };
}
