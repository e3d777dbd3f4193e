// ORR by traits of the patient before treatment: one trait in groups, and how much each trait matters.
// [responders, patients, lower, upper], of which this is the share; null without patients.
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
  const name = label(traitName(t), width - 10, bottom + 48, width - left, { "text-anchor": "end", "font-size": 11, fill: "var(--soft)" });
  svg += name.svg;
  shownArms.forEach((a, order) => {
    const shift = (order - (shownArms.length - 1) / 2) * Math.min(9, 30 / shownArms.length);
    const point = (g, i) => [x(i) + shift, y(shareOf(g.arms[a]) || 0)];
    if (!t.category) svg += tag("path", { d: d3.line()(t.groups.map(point)), fill: "none", stroke: colourOf(a), "stroke-width": 1.6, "stroke-dasharray": dashOf(a) });
    t.groups.forEach((g, i) => {
      const [cx, cy] = point(g, i), r = g.arms[a];
      svg += tag("g", { "data-tip": short(arms[a]) + "\n" + traitName(t) + " " + number(g.from) + (g.to === g.from ? "" : " to " + number(g.to)) + "\nORR " + percent(shareOf(r)) + " (exact 95% limits " + percent(r[2]) + " to " + percent(r[3]) + ")\n" + count(r[0]) + " of " + count(r[1]) },
        line(cx, y(r[2]), cx, y(r[3]), { stroke: colourOf(a), "stroke-width": 1.6 }) + tag("circle", { cx, cy, r: 4, fill: colourOf(a), stroke: "var(--card)" }));
    });
  });
  return { svg, height: bottom + 56 + name.more, rows: traitRows().filter(r => r[0] === "trait" || r[0] === t.key) };
}

const traitKinds = [[true, "can be measured before treatment"], [false, "latent: known in the model only"]];
// The strongest first, by the arm in which they matter most; a trait with one group has no difference.
const rankedTraits = measurable => traits.filter(t => t.measurable === measurable && t.differences.length)
  .sort((p, q) => d3.max(q.differences, d => d ? Math.abs(d[0]) : 0) - d3.max(p.differences, d => d ? Math.abs(d[0]) : 0));

// ORR of the highest group minus that of the lowest, with 95% limits: a row an arm, a block a trait.
function drawTraitRanking({ width, arms: shownArms }) {
  const all = traits.flatMap(t => shownArms.map(a => t.differences[a]).filter(d => d)), wide = width > 620, left = wide ? 230 : 8, step = 7;
  const reach = Math.max(0.05, d3.max(all, d => Math.max(Math.abs(d[1]), Math.abs(d[2]))) || 0), x = d3.scaleLinear().domain([-reach, reach]).range([left + 16, width - 16]);
  const rows = [["trait", "unit", "measurable", "arm", "difference", "lower", "upper"]];
  let y = 18, svg = "", top = y;
  for (const [measurable, kind] of traitKinds) {
    const ranked = rankedTraits(measurable);
    if (!ranked.length) continue;
    svg += words(kind, 4, y + 12, { "font-weight": 600 });
    y += 22;
    for (const t of ranked) {
      const name = label(traitName(t), wide ? left : 4, y + 11, wide ? left - 4 : width - 8, { "font-size": 11.5, "text-anchor": wide ? "end" : "start" });
      svg += name.svg;
      if (!wide) y += 18 + name.more;
      shownArms.forEach((a, i) => {
        const d = t.differences[a], cy = y + 6 + i * step;
        if (!d) return;
        const low = t.groups[0].arms[a], high = t.groups[t.groups.length - 1].arms[a];
        svg += tag("g", { "data-tip": traitName(t) + ": " + t.meaning + "\n" + short(arms[a]) + ": ORR " + percent(shareOf(low)) + " in the lowest group, " + percent(shareOf(high)) + " in the highest\ndifference " + signed(100 * d[0]) + " points (95% interval " + signed(100 * d[1]) + " to " + signed(100 * d[2]) + ")" },
          box(x.range()[0], cy - step / 2, x.range()[1] - x.range()[0], step, { fill: "transparent" }) + line(x(d[1]), cy, x(d[2]), cy, { stroke: colourOf(a), "stroke-width": 1.8, "stroke-dasharray": dashOf(a) }) + tag("circle", { cx: x(d[0]), cy, r: 3.2, fill: colourOf(a), stroke: "var(--card)" }));
        rows.push([t.key, t.unit, measurable ? "yes" : "no", arms[a].id, ...d]);
      });
      y += Math.max(wide ? 16 + name.more : 0, shownArms.length * step + 8);
      svg += line(x.range()[0], y - 2, x.range()[1], y - 2, { stroke: "var(--grid)" });
    }
    y += 8;
  }
  svg = axisX(x, y, top, { format: v => signed(100 * v).replace(".0", ""), label: "ORR of the highest group − the lowest, points", space: 60 }) + line(x(0), top, x(0), y, { stroke: "var(--ink)" }) + svg;
  return { svg, height: y + 36, rows };
}
