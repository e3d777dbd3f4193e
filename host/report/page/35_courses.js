// Time courses: median and 10th to 90th percentile over the sampled patients.
const quantityChoices = [["early", "the first eight weeks"], ["all", "the whole follow-up"]];

const levelIds = ["il2", "one_chain", "two_chain", "nivolumab"];
const occupancyIds = ["occupancy_cd8", "occupancy_nk", "occupancy_treg", "occupancy_tumour_t", "occupancy_endothelium"];
const cellIds = ["cd8", "nk", "treg", "cd8_treg", "cd8_treg_tumour", "leak", "sld"];
// Whether any arm has any of these at all.
const anyBand = ids => data.bands.quantities.some(q => ids.includes(q.id) && q.arms.some(arm => arm));

function drawBands(ids, { width, arms: shownArms, choice }) {
  const days = data.bands.days, last = choice === "early" ? Math.min(56, days[days.length - 1]) : days[days.length - 1];
  const n = d3.bisectRight(days, last), list = data.bands.quantities.filter(q => ids.includes(q.id) && q.arms.some(arm => arm)), rows = [["quantity", "unit", "arm", "day", "p10", "p50", "p90"]];
  const unit = last > 70 ? "weeks" : "days", scale = last > 70 ? 7 : 1;
  const body = panels(list, width, 330, (q, wide) => {
    const left = 44, bottom = 160, top = 26, with_it = shownArms.filter(a => q.arms[a]);
    let most = 0;
    for (const a of with_it) for (let d = 0; d < n; ++d) most = Math.max(most, q.arms[a].p90[d] || 0);
    if (!(most > 0)) most = 1;
    const x = d3.scaleLinear().domain([0, last / scale]).range([left, wide - 8]), y = d3.scaleLinear().domain([0, q.unit === "%" ? Math.min(100, most * 1.05) : most * 1.05]).range([bottom, top]);
    let svg = words(q.label, left, 14, { "font-weight": 600 }) + words(q.unit + (q.peak ? ", highest of the " + (last > 70 ? "interval" : "day") : ""), wide - 8, 14, { "text-anchor": "end", "font-size": 11, fill: "var(--soft)" }) +
      axisX(x, bottom, top, { label: unit }) + axisY(y, left, wide - 8, { format: v => number(v), space: 34 });
    for (const a of with_it) {
      const band = q.arms[a], points = d3.range(n).filter(d => band.p50[d] !== null);
      svg += tag("path", { d: d3.area().x(d => x(days[d] / scale)).y0(d => y(band.p10[d])).y1(d => y(band.p90[d]))(points), fill: colourOf(a), "fill-opacity": 0.17 }) +
        tag("path", { d: d3.line().x(d => x(days[d] / scale)).y(d => y(band.p50[d]))(points), fill: "none", stroke: colourOf(a), "stroke-width": 1.8, "stroke-dasharray": dashOf(a) });
      for (const d of points) rows.push([q.id, q.unit, arms[a].id, days[d], band.p10[d], band.p50[d], band.p90[d]]);
    }
    const strips = Math.min(n - 1, 40);
    for (let s = 0; s < strips; ++s) {
      const d = Math.round((s + 0.5) * (n - 1) / strips), from = s * (n - 1) / strips;
      svg += box(x(days[Math.floor(from)] / scale), top, (wide - 8 - left) / strips + 1, bottom - top, { fill: "transparent", "data-tip": q.label + ", day " + days[d] + "\n" + with_it.map(a => short(arms[a]) + ": " + number(q.arms[a].p50[d]) + " (" + number(q.arms[a].p10[d]) + " to " + number(q.arms[a].p90[d]) + ")").join("\n") });
    }
    return { svg, height: 204 };
  });
  return Object.assign(body, { rows });
}
