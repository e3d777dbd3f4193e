// The trial as it is planned: who, what is given when, what is looked at, what is counted.
const ruleText = rule => rule.when + ": if " + rule.if.replace(">=", "≥").replace("<=", "≤") + ", " + rule.then;

function drawWorkflow({ width, arms: shownArms }) {
  const w = data.workflow, wide = width > 700, rows = [["arm", "what", "label", "day"]];
  const steps = [["Population", count(summary.study.patients) + " virtual patients", summary.study.disease], ["Twins", "each patient in", arms.length + (arms.length === 1 ? " arm" : " arms")],
    ["Follow-up", (w.horizon_d % 7 ? w.horizon_d + " days, " : w.horizon_d / 7 + " weeks, ") + w.criteria, "reader CV " + percentGiven(w.reader_cv)], ["Best response", w.confirmation_d ? "confirmed after " + w.confirmation_d + " d" : "without confirmation", "CR, PR, SD, PD, NE"],
    ["Virtual trials", count(w.trials) + " trials of an arm", "between-trial sd " + w.between_trial_sd]];
  const across = wide ? steps.length : 1, gap = wide ? 26 : 16, each = (width - gap * (across - 1) - 4) / across;
  const small = { "text-anchor": "middle", "font-size": 11.5, fill: "var(--soft)" }, linesOf = text => wrapped(text, each - 4, 11.5).length - 1;
  const highs = steps.map(([, one, two]) => 58 + 14 * Math.min(4, linesOf(one)) + 14 * Math.min(4, linesOf(two))), tallest = Math.max(...highs);
  let svg = "", y = 4, next = y;
  steps.forEach(([name, one, two], i) => {
    const x = 2 + (wide ? i * (each + gap) : 0), top = next, first = label(one, x + each / 2, top + 34, each - 4, small), second = label(two, x + each / 2, top + 49 + first.more, each - 4, small);
    svg += box(x, top, each, wide ? tallest : highs[i], { rx: 8, fill: "var(--wash)", stroke: "var(--line)" }) + words(name, x + each / 2, top + 17, { "text-anchor": "middle", "font-weight": 700 }) + first.svg + second.svg;
    if (!wide) next += highs[i] + 16;
    if (i) svg += wide ? tag("path", { d: "M" + round2(x - gap + 4) + " " + (top + 29) + "h" + (gap - 14) + "m0 -5l8 5l-8 5z", stroke: "var(--ink)", fill: "var(--ink)" }) : tag("path", { d: "M" + round2(x + each / 2) + " " + (top - 12) + "v4m-5 0l5 7l5 -7z", stroke: "var(--ink)", fill: "var(--ink)" });
  });
  y = wide ? y + tallest + 26 : next + 10;
  const shownDays = Math.min(w.horizon_d, 182), left = 4, x = d3.scaleLinear().domain([0, shownDays / 7]).range([left + 4, width - 14]), first = y;
  for (const a of shownArms) {
    const arm = w.arms[a];
    const name = label(short(arm) + ", n = " + arm.trial_n + " in one trial", left, y + 14, width - 8, { "font-weight": 600 });
    svg += name.svg;
    let cy = y + 36 + name.more;
    for (const r of arm.regimens) {
      const of = label(r.label, left, cy, width - 8, { "font-size": 11, fill: "var(--soft)" });
      cy += of.more;
      svg += of.svg + line(x(0), cy + 14, x(shownDays / 7), cy + 14);
      for (const day of r.days) { rows.push([arm.id, "planned dose", r.label, day]); if (day <= shownDays) svg += box(x(day / 7) - 1.2, cy + 6, 2.4, 16, { fill: colourOf(a) }); }
      cy += 32;
      for (const rule of r.rules) {
        for (const [k, text] of wrapped(ruleText(rule), width - 24, 11).entries()) { svg += words((k ? "   " : "▸ ") + text, left + 10, cy + 4, { "font-size": 11, fill: "var(--soft)" }); cy += 15; }
        rows.push([arm.id, "rule", ruleText(rule), ""]);
      }
      cy += 14;
    }
    if (!arm.regimens.length) { svg += words("no treatment", left, cy, { "font-size": 11, fill: "var(--soft)" }); cy += 20; }
    svg += words("scans", left, cy, { "font-size": 11, fill: "var(--soft)" }) + line(x(0), cy + 13, x(shownDays / 7), cy + 13);
    for (const day of arm.scans) { rows.push([arm.id, "scan", "", day]); if (day <= shownDays) svg += tag("circle", { cx: x(day / 7), cy: cy + 13, r: 4.5, fill: "var(--card)", stroke: "var(--ink)", "stroke-width": 1.6 }); }
    y = cy + 34;
  }
  return { svg: svg + axisX(x, y, y - 4, { label: shownDays < w.horizon_d ? "weeks; the first half year is drawn" : "weeks" }), height: y + 36, rows };
}
