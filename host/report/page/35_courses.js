// Time courses: median and 10th to 90th percentile over the sampled patients, a panel an arm with the same axes.
const quantityChoices = [["early", "the first eight weeks"], ["all", "the whole follow-up"]];

const levelIds = ["il2", "one_chain", "two_chain", "nivolumab"];
const occupancyIds = ["occupancy_cd8", "occupancy_nk", "occupancy_treg", "occupancy_tumour_t", "occupancy_endothelium"];
const cellIds = ["lymphocytes", "cd8", "nk", "treg", "cd8_treg", "cd8_treg_tumour", "leak", "sld"];
// Whether any arm has any of these at all.
const anyBand = ids => data.bands.quantities.some(q => ids.includes(q.id) && q.arms.some(arm => arm));

function drawBands(ids, { width, arms: shownArms, choice }) {
  const days = data.bands.days, last = choice === "early" ? Math.min(56, days[days.length - 1]) : days[days.length - 1];
  const n = d3.bisectRight(days, last), rows = [["quantity", "unit", "arm", "day", "p10", "p50", "p90"]];
  const unit = last > 70 ? "weeks" : "days", scale = last > 70 ? 7 : 1;
  const list = data.bands.quantities.filter(q => ids.includes(q.id) && shownArms.some(a => q.arms[a]));
  let svg = "", height = 0;
  for (const q of list) {
    const withIt = shownArms.filter(a => q.arms[a]), measured = q.id === "lymphocytes" ? publishedPoints("lymphocytes").filter(p => p.day <= last) : [];
    const most = Math.max(d3.max(withIt, a => d3.max(q.arms[a].p90.slice(0, n))) || 0, d3.max(measured, p => p.value) || 0) || 1;
    const name = label(q.label + " [" + q.unit + "]" + (q.peak ? ", highest of the " + (last > 70 ? "interval" : "day") : ""), 4, height + 14, width - 8, { "font-weight": 600 });
    svg += name.svg;
    height += 20 + name.more;
    const row = panels(withIt, width, 140, (a, wide) => {
      const left = 40, top = 22, bottom = 100, x = d3.scaleLinear().domain([0, last / scale]).range([left, wide - 12]), y = d3.scaleLinear().domain([0, q.unit === "%" ? Math.min(100, most * 1.05) : most * 1.05]).range([bottom, top]);
      const title = label(short(arms[a]), left, 13, wide - left, { "font-size": 11.5, fill: colourOf(a) }), band = q.arms[a];
      let panel = axisX(x, bottom, top, { label: unit, space: 50 }) + axisY(y, left, wide - 12, { format: v => number(v), space: 34 });
      const middle = b => d3.line().defined(d => b.p50[d] !== null).x(d => x(days[d] / scale)).y(d => y(b.p50[d]))(d3.range(n));
      for (const other of withIt) if (other !== a) panel += tag("path", { d: middle(q.arms[other]), fill: "none", stroke: "var(--line)", "stroke-width": 1.2 });
      const points = d3.range(n).filter(d => band.p50[d] !== null);
      panel += tag("path", { d: d3.area().x(d => x(days[d] / scale)).y0(d => y(band.p10[d])).y1(d => y(band.p90[d]))(points), fill: colourOf(a), "fill-opacity": 0.22 }) +
        tag("path", { d: middle(band), fill: "none", stroke: colourOf(a), "stroke-width": 1.8 });
      for (const d of points) rows.push([q.id, q.unit, arms[a].id, days[d], band.p10[d], band.p50[d], band.p90[d]]);
      const strips = Math.min(n - 1, 24);
      for (let s = 0; s < strips; ++s) {
        const d = Math.round((s + 0.5) * (n - 1) / strips), from = x(days[Math.floor(s * (n - 1) / strips)] / scale), to = x(days[Math.floor((s + 1) * (n - 1) / strips)] / scale);
        panel += box(from, top, to - from, bottom - top, { fill: "transparent", "data-tip": q.label + ", day " + days[d] + "\n" + withIt.map(o => short(arms[o]) + ": " + number(q.arms[o].p50[d]) + " (" + number(q.arms[o].p10[d]) + " to " + number(q.arms[o].p90[d]) + ")").join("\n") });
      }
      for (const p of measured) if (p.arm === arms[a].id) panel += diamond(x(p.day / scale), y(p.value), publishedTip(p, number(p.value) + " × baseline"));
      return { svg: title.svg + down(title.more, panel), height: 138 + title.more };
    });
    for (const p of measured) rows.push(["lymphocytes of " + p.label, q.unit, p.arm, p.day, null, p.value, null]);
    svg += down(height, row.svg);
    height += row.height + 2;
  }
  return { svg, height, rows };
}
