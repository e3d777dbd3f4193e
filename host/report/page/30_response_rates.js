// What one trial would have observed, arm by arm, with published trials; and the differences between arms.
const rowsOfRates = shownArms => [...shownArms.map(a => ({ summary: arms[a], counts: data.trials[a], colour: colourOf(a) })),
  ...summary.pools.map(pool => ({ summary: pool, counts: null, colour: "var(--soft)" }))];
const quantileOf = (distribution, p) => { const q = distribution.quantiles.find(q => q.p === p); return q ? q.value : null; };
// Whether all trials or populations have the same 0 or 1, as the patients that they are drawn from have.
const allAgree = (d, [low, high]) => low === high && (low === 0 || Math.abs(low) === 1) && Math.abs(d.mean - low) < 1e-12;
// The middle 95% over trials or populations, [lower, upper]; null where there is no range: of a single one, or where all agree.
const rangeOf = distribution => { const range = [0.025, 0.975].map(p => quantileOf(distribution, p)); return range.includes(null) || allAgree(distribution, range) ? null : range; };
const rangeText = distribution => { const range = rangeOf(distribution); return range ? percent(range[0]) + " to " + percent(range[1]) : "–"; };
const publishedOf = id => summary.published.filter(trial => trial.arm === id);

function drawRates({ width, arms: shownArms }) {
  const list = rowsOfRates(shownArms), left = 14, right = width - 18;
  let most = 0.1;
  for (const { summary: s } of list) {
    most = Math.max(most, quantileOf(s.orr_trial, 0.975) || 0, quantileOf(s.orr_trial, 0.5) || 0, s.orr_population.estimate || 0);
    for (const trial of publishedOf(s.id)) most = Math.max(most, trial.orr_limits.upper);
  }
  const x = d3.scaleLinear().domain([0, Math.min(1, most * 1.25)]).range([left, right]).nice();
  let y = 4, svg = "";
  const rows = [["kind", "arm", "label", "n", "value", "lower", "upper", "trials_by_responders"]];
  for (const { summary: s, counts, colour } of list) {
    const rate = s.orr_population.estimate, range = rangeOf(s.orr_trial), middle = quantileOf(s.orr_trial, 0.5), right95 = Math.max(rate, range ? range[1] : 0);
    const name = label(short(s), 4, y + 13, width - 60, { "font-weight": 600, "font-size": 13 });
    svg += name.svg;
    y += name.more;
    const base = y + (counts ? 62 : 22);
    if (counts && counts.n > 0) {
      const highest = Math.max(1, ...counts.responders), half = 0.5 / counts.n;
      const points = counts.responders.map((c, k) => [k / counts.n, c]).filter(([v]) => v <= x.domain()[1]);
      const area = d3.area().x(p => x(Math.max(0, p[0]))).y0(base).y1(p => base - 40 * p[1] / highest).curve(d3.curveStep);
      svg += tag("path", { d: area(points), fill: colour, "fill-opacity": 0.28 }) + tag("path", { d: area.lineY1()(points), fill: "none", stroke: colour, "stroke-width": 1.2 });
      points.forEach(([v, c]) => { if (c > 0) svg += box(x(v - half), base - 44, x(v + half) - x(v - half), 44, { fill: "transparent",
        "data-tip": short(s) + "\n" + Math.round(v * counts.n) + " of " + counts.n + " respond (" + percent(v) + ")\nin " + (s.orr_trial.trials > 1 ? percent(c / s.orr_trial.trials, 2) + " of the virtual trials" : "the one virtual trial") }); });
      rows.push(["trial", s.id, "", counts.n, "", "", "", counts.responders.join(" ")]);
    }
    if (middle !== null) svg += tag("g", { "data-tip": short(s) + "\none trial of " + s.orr_trial.n + ": median " + percent(middle) + "\n95% of trials: " + rangeText(s.orr_trial) + "\npopulation: " + percent(rate) },
      (range ? line(x(range[0]), base + 7, x(range[1]), base + 7, { stroke: colour, "stroke-width": 5, "stroke-linecap": "round" }) : "") +
      tag("circle", { cx: x(rate), cy: base + 7, r: 6, fill: "var(--card)", stroke: colour, "stroke-width": 3 })) +
      words(percent(rate), ...(x(right95) + 52 < width ? [x(right95) + 9, base + 11.5, { "font-weight": 600, fill: colour }] : [width - 4, y + 13, { "font-weight": 600, fill: colour, "text-anchor": "end" }]));
    rows.push(["population", s.id, "", s.patients || "", rate, "", ""], ["range of 95% of trials", s.id, "", s.orr_trial.n, middle, ...(range || [null, null])]);
    y = base + 16;
    for (const trial of publishedOf(s.id)) {
      const cy = y + 8, text = trial.label + "  " + trial.responders + "/" + trial.n, textRight = x(trial.orr_limits.upper) + 8, below = label(text, 14, cy + 18, width - 18, { "font-size": 11, fill: "var(--soft)" });
      svg += tag("g", { "data-tip": "Published: " + trial.label + "\n" + trial.responders + " of " + trial.n + " " + trial.denominator + " (" + percent(trial.orr) + ")\nexact 95% limits " + percent(trial.orr_limits.lower) + " to " + percent(trial.orr_limits.upper) + "\n" + trial.role + ": " + trial.source },
        line(x(trial.orr_limits.lower), cy, x(trial.orr_limits.upper), cy, { stroke: "var(--ink)", "stroke-width": 1.3 }) +
        tag("path", { d: "M" + round2(x(trial.orr)) + " " + (cy - 5) + "l5 5l-5 5l-5 -5z", fill: "var(--ink)" })) +
        (textRight + widthOf(text, 11) < width ? words(text, textRight, cy + 4, { "font-size": 11, fill: "var(--soft)" }) :
          widthOf(text, 11) < x(trial.orr_limits.lower) - 10 ? words(text, x(trial.orr_limits.lower) - 7, cy + 4, { "font-size": 11, fill: "var(--soft)", "text-anchor": "end" }) : below.svg);
      rows.push(["published", s.id, trial.label, trial.n, trial.orr, trial.orr_limits.lower, trial.orr_limits.upper]);
      y += 17 + (textRight + widthOf(text, 11) < width || widthOf(text, 11) < x(trial.orr_limits.lower) - 10 ? 0 : 14 + below.more);
    }
    y += 10;
  }
  return { svg: axisX(x, y, 4, { format: d3.format(".0%"), label: "observed objective response rate" }) + svg, height: y + 34, rows };
}

function drawDifferences({ width, arms: shownArms }) {
  const pairs = summary.twins.filter(t => shownArms.some(a => arms[a].id === t.arm_a) && shownArms.some(a => arms[a].id === t.arm_b));
  let reach = 0.05;
  for (const pair of pairs) for (const p of [0.025, 0.975]) reach = Math.max(reach, Math.abs(quantileOf(pair.randomised.difference, p) || 0));
  const x = d3.scaleLinear().domain([-reach * 1.05, reach * 1.05]).range([8, width - 8]);
  let y = 22, svg = words("← second arm ahead", 8, 12, { "font-size": 11, fill: "var(--soft)" }) + words("first arm ahead →", width - 8, 12, { "font-size": 11, fill: "var(--soft)", "text-anchor": "end" });
  const rows = [["arm_a", "arm_b", "n_a", "n_b", "median_difference", "lower", "upper", "p_a_greater", "p_equal", "p_b_greater"]];
  for (const pair of pairs) {
    const d = pair.randomised.difference, q = p => quantileOf(d, p), range = rangeOf(d), colour = range && range[0] > 0 ? "var(--more)" : range && range[1] < 0 ? "var(--less)" : "var(--soft)";
    const odds = [["p_a_greater", nameOf(pair.arm_a) + " ahead"], ["p_equal", "equal"], ["p_b_greater", nameOf(pair.arm_b) + " ahead"]];
    const name = label(nameOf(pair.arm_a) + " − " + nameOf(pair.arm_b), 8, y + 12, width - 16);
    svg += name.svg;
    y += name.more;
    const cy = y + 26;
    svg += tag("g", { "data-tip": nameOf(pair.arm_a) + " − " + nameOf(pair.arm_b) + "\nmedian " + signed(100 * q(0.5)) + " points, 95% of trials " + (range ? signed(100 * range[0]) + " to " + signed(100 * range[1]) : "–") + "\n" + odds.map(([key, name]) => name + ": " + percent(pair.randomised[key].estimate)).join("\n") },
      box(x.range()[0], y + 16, width - 16, 20, { fill: "transparent" }) +
      (range ? line(x(range[0]), cy, x(range[1]), cy, { stroke: colour, "stroke-width": 3, "stroke-linecap": "round" }) +
        line(x(q(0.25)), cy, x(q(0.75)), cy, { stroke: colour, "stroke-width": 8, "stroke-linecap": "round" }) : "") +
      tag("circle", { cx: x(q(0.5)), cy, r: 4.5, fill: "var(--card)", stroke: colour, "stroke-width": 2.5 }));
    rows.push([pair.arm_a, pair.arm_b, pair.randomised.n_a, pair.randomised.n_b, q(0.5), q(0.025), q(0.975), ...odds.map(([key]) => pair.randomised[key].estimate)]);
    y += 44;
  }
  svg = axisX(x, y, 20, { format: v => signed(100 * v).replace(/\.0$/, ""), label: "difference of observed ORR, percentage points" }) + line(x(0), 20, x(0), y, { stroke: "var(--ink)" }) + svg;
  return { svg, height: y + 36, rows };
}
