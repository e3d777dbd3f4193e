// The same patients under two arms: best change beside best change, and who responds to which.
const isResponse = r => r === "CR" || r === "PR";
const pairChoices = summary.twins.map((t, i) => [String(i), nameOf(t.arm_a) + " and " + nameOf(t.arm_b)]);

function drawTwins({ width, choice }) {
  const pair = summary.twins[Number(choice)], a = arms.findIndex(arm => arm.id === pair.arm_a), b = arms.findIndex(arm => arm.id === pair.arm_b);
  const groups = { both: "both respond", onlyA: "only " + short(arms[a]), onlyB: "only " + short(arms[b]), neither: "neither responds" };
  const key = swatches(Object.keys(groups).map(g => ["var(--" + g + ")", groups[g]]), width);
  const left = 50, top = key.height + 8, size = Math.min(width - left - 24, 460), bottom = top + size;
  const x = d3.scaleLinear().domain([-1, 1]).range([left, left + size]).clamp(true), y = d3.scaleLinear().domain([-1, 1]).range([bottom, top]).clamp(true);
  const change = v => signed(100 * v).replace(".0", "") + "%";
  let svg = key.svg + axisX(x, bottom, top, { ticks: [-1, -0.5, 0, 0.5, 1], format: change }) + axisY(y, left, left + size, { ticks: [-1, -0.5, 0, 0.5, 1], format: change }) +
    line(x(-1), y(-1), x(1), y(1), { stroke: "var(--soft)", "stroke-dasharray": "2 4" });
  const titled = { "font-size": 11, fill: "var(--soft)", "text-anchor": "end" }, below = label("best change under " + short(arms[a]), left + size, bottom + 30, size, titled);
  svg += below.svg + label("best change under " + short(arms[b]), left + size - 4, top + 14, size - 8, titled).svg;
  svg += line(x(-0.3), top, x(-0.3), bottom, { stroke: "var(--soft)" }) + line(left, y(-0.3), left + size, y(-0.3), { stroke: "var(--soft)" });
  const rows = [["patient", "best_change_" + arms[a].id, "response_" + arms[a].id, "best_change_" + arms[b].id, "response_" + arms[b].id]], t = data.twins.arms;
  data.twins.patient.forEach((patient, i) => {
    rows.push([patient, t[a].change[i], t[a].response[i], t[b].change[i], t[b].response[i]]);
    if (t[a].change[i] === null || t[b].change[i] === null) return;
    const inA = isResponse(t[a].response[i]), inB = isResponse(t[b].response[i]), group = inA ? inB ? "both" : "onlyA" : inB ? "onlyB" : "neither";
    const shape = { both: "circle", onlyA: "triangle", onlyB: "square", neither: "circle" }[group], cx = x(t[a].change[i]), cy = y(t[b].change[i]);
    const look = { fill: "var(--" + group + ")", "fill-opacity": 0.8, stroke: "var(--card)", "stroke-width": 0.6, "data-tip": "patient " + patient + "\n" + short(arms[a]) + ": " + change(t[a].change[i]) + ", " + t[a].response[i] + "\n" + short(arms[b]) + ": " + change(t[b].change[i]) + ", " + t[b].response[i] };
    svg += shape === "circle" ? tag("circle", Object.assign({ cx, cy, r: 3.6 }, look)) : shape === "square" ? box(cx - 3.4, cy - 3.4, 6.8, 6.8, look) :
      tag("path", Object.assign({ d: "M" + round2(cx) + " " + round2(cy - 4.6) + "l4.4 7.6h-8.8z" }, look));
  });
  return { svg, height: bottom + 36 + below.more, rows };
}

function drawTwinShares({ width, arms: shownArms }) {
  const rows = [["arm_a", "arm_b", "patients", "both", "only_a", "only_b", "neither", "both_frechet_lower", "both_frechet_upper"]], list = [];
  for (const t of summary.twins) {
    const a = arms.findIndex(arm => arm.id === t.arm_a), b = arms.findIndex(arm => arm.id === t.arm_b);
    rows.push([t.arm_a, t.arm_b, t.patients, t.both, t.only_a, t.only_b, t.neither, t.both_frechet_bounds.lower, t.both_frechet_bounds.upper]);
    if (!shownArms.includes(a) || !shownArms.includes(b) || !t.patients) continue;
    const bounds = "\nfrom the two rates alone, both could be " + percent(t.both_frechet_bounds.lower) + " to " + percent(t.both_frechet_bounds.upper) + " (Fréchet)";
    list.push({ label: "A " + short(arms[a]) + "  ·  B " + short(arms[b]), parts: [["both", "both", t.both], ["onlyA", "A only", t.only_a], ["onlyB", "B only", t.only_b], ["neither", "neither", t.neither]]
      .map(([group, name, n]) => ({ colour: "var(--" + group + ")", name, share: n / t.patients, tip: name + ": " + percent(n / t.patients) + " (" + count(n) + " patients)" + (group === "both" ? bounds : "") })) });
  }
  return Object.assign(stackedBars(width, list, [["var(--both)", "respond to both"], ["var(--onlyA)", "only to A"], ["var(--onlyB)", "only to B"], ["var(--neither)", "to neither"]]), { rows });
}
