// Response, CR or hypotension by exposure to the first dose: quarters of the patients, and a logistic curve with its limits.
const exposureEvents = [["0", "response (CR or PR)"], ["1", "complete response"], ["2", "hypotension of grade 3 or more"]];
const exposures = (shownArms, event) => data.exposure.filter(e => shownArms.includes(e.arm)).map(e => Object.assign({}, e, e.events[Number(event)]));

function drawExposure({ width, arms: shownArms, choice }) {
  const event = exposureEvents[Number(choice)][1], list = exposures(shownArms, choice), rows = [["arm", "regimen", "unit", "event", "kind", "exposure_from", "exposure_to", "exposure", "count", "patients", "share", "lower", "upper"]];
  const most = d3.max(list, e => Math.max(d3.max(e.groups, g => g.upper), d3.max(e.curve, p => p[3]) || 0)) || 0.1;
  if (!list.length) return { svg: words("These arms give no drug whose exposure differs between patients.", 4, 24), height: 48, rows: [...rows, rows[0].map(() => "")] };
  return Object.assign(panels(list, width, 300, (e, wide) => {
    const left = 42, bottom = 168, top = 14, colour = colourOf(e.arm), name = label(short(arms[e.arm]), left, 14, wide - left, { "font-weight": 600 }), of = label(e.label + ": " + event, left, 30 + name.more, wide - left - 4, { "font-size": 11, fill: "var(--soft)" });
    const x = d3.scaleLog().domain([Math.min(e.groups[0].median, ...e.curve.map(p => p[0])) / 1.08, Math.max(e.groups[3].median, ...e.curve.map(p => p[0])) * 1.08]).range([left + 4, wide - 12]), y = d3.scaleLinear().domain([0, most]).range([bottom, top]).nice();
    const ticks = x.ticks(5).reduce((kept, v) => kept.length && x(v) - x(kept[kept.length - 1]) < 52 ? kept : [...kept, v], []);
    let panel = axisX(x, bottom, top, { ticks, format: v => number(v), label: "area under the first dose, " + e.unit.replace("ug", "µg").replace(" h", " · h") }) + axisY(y, left, wide - 12, { format: d3.format(".0%") });
    if (e.curve.length) panel += tag("path", { d: d3.area().x(p => x(p[0])).y0(p => y(p[2])).y1(p => y(p[3]))(e.curve), fill: colour, "fill-opacity": 0.14 }) + tag("path", { d: d3.line().x(p => x(p[0])).y(p => y(p[1]))(e.curve), fill: "none", stroke: colour, "stroke-width": 1.8, "stroke-dasharray": dashOf(e.arm) });
    for (const [at, share, lower, upper] of e.curve) rows.push([arms[e.arm].id, e.label, e.unit, event, "logistic curve", null, null, at, null, null, share, lower, upper]);
    for (const g of e.groups) {
      const share = g.count / g.patients, cx = x(g.median);
      rows.push([arms[e.arm].id, e.label, e.unit, event, "quarter", g.from, g.to, g.median, g.count, g.patients, share, g.lower, g.upper]);
      panel += tag("g", { "data-tip": short(arms[e.arm]) + "\n" + number(g.from) + " to " + number(g.to) + " " + e.unit + "\n" + event + " " + percent(share) + " (exact 95% limits " + percent(g.lower) + " to " + percent(g.upper) + ")\n" + count(g.count) + " of " + count(g.patients) },
        box(cx - 7, y(g.upper), 14, y(g.lower) - y(g.upper), { fill: "transparent" }) + line(cx, y(g.lower), cx, y(g.upper), { stroke: colour, "stroke-width": 1.8 }) + tag("circle", { cx, cy: y(share), r: 4.2, fill: colour, stroke: "var(--card)" }));
    }
    return { svg: name.svg + of.svg + down(30 + name.more + of.more, panel), height: 240 + name.more + of.more };
  }), { rows });
}
