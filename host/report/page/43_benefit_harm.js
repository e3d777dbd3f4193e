// Benefit against harm: the response rate of each arm against its share of severe hypotension.
function drawBenefitHarm({ width, arms: shownArms }) {
  const list = shownArms.filter(a => data.benefit_harm[a]).map(a => { const of = data.benefit_harm[a], arm = arms[a]; return { a, of, orr: arm.orr_population.estimate, seen: rangeOf(arm.orr_trial) || [null, null], seenText: rangeText(arm.orr_trial) }; });
  const left = 46, bottom = 300, top = 24, most = (values, least) => Math.min(1, 1.08 * Math.max(least, d3.max(values) || 0));
  const x = d3.scaleLinear().domain([0, most(list.map(p => Math.max(p.of.severe_in_trials[1] || 0, p.of.severe_limits[1])), 0.05)]).range([left, width - 18]).nice(), y = d3.scaleLinear().domain([0, most(list.map(p => Math.max(p.seen[1] || 0, p.of.orr_limits[1])), 0.1)]).range([bottom, top]).nice();
  const rows = [["arm", "orr", "orr_lower", "orr_upper", "orr_in_trials_lower", "orr_in_trials_upper", "severe", "severe_lower", "severe_upper", "severe_in_trials_lower", "severe_in_trials_upper"]];
  let svg = axisX(x, bottom, top, { format: d3.format(".0%"), label: "hypotension of grade 3 or more" }) + axisY(y, left, width - 14, { format: d3.format(".0%") }) + words("objective response rate", left, 12, { "font-size": 11, fill: "var(--soft)" }), names = "", before = [];
  for (const { a, of, orr, seen, seenText } of [...list].sort((p, q) => p.orr - q.orr)) {
    const cx = x(of.severe), cy = y(orr), stroke = { stroke: colourOf(a), "stroke-width": 1.4, "stroke-opacity": 0.7 }, thick = { stroke: colourOf(a), "stroke-width": 5, "stroke-opacity": 0.6 };
    rows.push([arms[a].id, orr, ...of.orr_limits, ...seen, of.severe, ...of.severe_limits, ...of.severe_in_trials]);
    svg += tag("g", { "data-tip": short(arms[a]) + "\nORR " + percent(orr) + " (exact 95% limits " + percent(of.orr_limits[0]) + " to " + percent(of.orr_limits[1]) + "); 95% of trials " + seenText + "\nhypotension of grade 3 or more " + percent(of.severe) + " (" + percent(of.severe_limits[0]) + " to " + percent(of.severe_limits[1]) + "); 95% of trials " + (of.severe_in_trials[0] === null ? "–" : percent(of.severe_in_trials[0]) + " to " + percent(of.severe_in_trials[1])) },
      (seen[0] === null ? "" : line(cx, y(seen[0]), cx, y(seen[1]), stroke)) + (of.severe_in_trials[0] === null ? "" : line(x(of.severe_in_trials[0]), cy, x(of.severe_in_trials[1]), cy, stroke)) +
      line(cx, y(of.orr_limits[0]), cx, y(of.orr_limits[1]), thick) + line(x(of.severe_limits[0]), cy, x(of.severe_limits[1]), cy, thick) + tag("circle", { cx, cy, r: 5, fill: colourOf(a), stroke: "var(--card)" }));
    const name = short(arms[a]), onRight = cx + 10 + widthOf(name, 12.5) < width || cx < width / 2, room = onRight ? width - cx - 13 : cx - 13;
    const lines = wrapped(name, room, 12.5), wide = Math.max(...lines.map(one => widthOf(one, 12.5))), more = 15 * (Math.min(lines.length, 5) - 1), start = onRight ? cx + 9 : cx - 9 - wide;
    const at = Math.max(14, before.filter(b => b.start < start + wide && start < b.end).reduce((y, b) => Math.min(y, b.y - 14 - more), cy - 8 - more));  // names do not overlap
    before.push({ start, end: start + wide, y: at });
    names += label(name, onRight ? cx + 9 : cx - 9, at, room, { "font-size": 12, fill: colourOf(a), "text-anchor": onRight ? "start" : "end", "paint-order": "stroke", stroke: "var(--card)", "stroke-width": 3, "stroke-linejoin": "round" }).svg;
  }
  return { svg: svg + names, height: bottom + 36, rows };
}
