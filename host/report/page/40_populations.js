// A run over plausible populations: what is not known of the population, and which hyper-parameter it depends on.
const populations = summary.populations || null;

// Over populations, drawn together to the spread that they have without their Monte-Carlo error.
const spreadOf = arm => {
  const d = arm.over_populations.orr, kept = d.sd === null || !d.sd_observed ? 1 : d.sd / d.sd_observed;
  return { ...d, quantiles: d.quantiles.map(q => ({ p: q.p, value: q.value === null ? null : d.mean + kept * (q.value - d.mean) })) };
};

// Three spreads in three rows, never one.
function drawPopulations({ width, arms: shownArms }) {
  const names = width > 560 ? 190 : 0, left = names + 8, most = d3.max(shownArms, a => Math.max(...[0.5, 0.975].flatMap(p => [quantileOf(arms[a].orr_trial, p) || 0, quantileOf(spreadOf(arms[a]), p) || 0]))) || 0.1;
  const x = d3.scaleLinear().domain([0, Math.min(1, most * 1.08)]).range([left, width - 14]).nice();
  const rows = [["arm", "spread", "lower", "lower_quartile", "median", "upper_quartile", "upper"]];
  let y = 6, svg = "";
  for (const a of shownArms) {
    const arm = arms[a], d = spreadOf(arm), middle = quantileOf(d, 0.5), error = data.normal_quantile_95 * d.mc_standard_error_of_one;
    const title = label(short(arm), 4, y + 12, width - 8, { "font-weight": 600, "font-size": 13 });
    svg += title.svg;
    y += 18 + title.more;
    const quantiles = of => [0.025, 0.25, 0.5, 0.75, 0.975].map(p => quantileOf(of, p));
    for (const [name, values, wide] of [["between populations", quantiles(d), 9], ["Monte-Carlo error of one", [middle - error, null, middle, null, middle + error], 3], ["one trial of " + arm.orr_trial.n, quantiles(arm.orr_trial), 5]].filter(([, , wide]) => wide !== 3 || d.mc_standard_error_of_one !== null)) {
      const cy = names ? y + 8 : y + 22;
      svg += words(name, names || 4, y + 12, { "font-size": 11.5, fill: "var(--soft)", "text-anchor": names ? "end" : "start" });
      svg += tag("g", { "data-tip": short(arm) + ", " + name + "\n95%: " + (values[0] === null ? "–" : percent(values[0]) + " to " + percent(values[4])) + "\nmedian " + percent(values[2]) },
        box(x.range()[0], cy - 8, x.range()[1] - x.range()[0], 16, { fill: "transparent" }) +
        (values[0] === null ? "" : line(x(Math.max(0, values[0])), cy, x(values[4]), cy, { stroke: colourOf(a), "stroke-width": 2 })) +
        (values[1] === null ? "" : line(x(values[1]), cy, x(values[3]), cy, { stroke: colourOf(a), "stroke-width": wide, "stroke-opacity": 0.75 })) +
        tag("circle", { cx: x(values[2]), cy, r: 4, fill: "var(--card)", stroke: colourOf(a), "stroke-width": 2 }));
      rows.push([arm.id, name, ...values]);
      y += names ? 19 : 32;
    }
    y += 8;
  }
  return { svg: axisX(x, y, 4, { format: d3.format(".0%"), label: "objective response rate" }) + svg, height: y + 34, rows };
}

const shownSensitivities = 12;
function drawSensitivities({ width, choice }) {
  const arm = arms[Number(choice)], all = arm.over_populations.sensitivities, list = all.slice(0, shownSensitivities), wide = width > 560, left = wide ? 300 : 4;
  const x = d3.scaleLinear().domain([-1, 1]).range([left + 12, width - 12]);
  let y = 20, svg = "";
  for (const { path, prcc, limits } of list) {
    const colour = limits.lower > 0 ? "var(--more)" : limits.upper < 0 ? "var(--less)" : "var(--soft)";
    const name = label(path, wide ? left : 4, y + 14, (wide ? left : width) - 8, { "font-size": 11.5, "text-anchor": wide ? "end" : "start" });
    svg += name.svg;
    y += name.more;
    const cy = wide ? y + 10 : y + 24;
    svg += tag("g", { "data-tip": path + "\n" + short(arm) + ": partial rank correlation with ORR " + decimals(prcc, 2) + " (95% limits " + decimals(limits.lower, 2) + " to " + decimals(limits.upper, 2) + ")" },
      box(x.range()[0], cy - 9, x.range()[1] - x.range()[0], 18, { fill: "transparent" }) +
      line(x(limits.lower), cy, x(limits.upper), cy, { stroke: colour, "stroke-width": 2 }) + tag("circle", { cx: x(prcc), cy, r: 4.5, fill: colour, stroke: "var(--card)" }));
    y += wide ? 21 : 34;
  }
  if (!list.length) {
    const reason = arm.over_populations.no_sensitivities_because || "nothing differs between the populations", why = label(reason, 4, y + 14, width - 8);
    svg += tag("g", { "data-tip": short(arm) + ": " + reason }, why.svg);
    y += 20 + why.more;
  }
  svg = axisX(x, y, 14, { format: d3.format("+.1f"), label: "partial rank correlation with ORR" }) + line(x(0), 14, x(0), y, { stroke: "var(--ink)" }) + svg;
  return { svg, height: y + 36, rows: [["arm", "hyper_parameter", "prcc", "lower", "upper"], ...(list.length ? all.map(s => [arm.id, s.path, s.prcc, s.limits.lower, s.limits.upper]) : [[arm.id, null, null, null, null]])] };
}

const populationSection = () => ["populations", "Which population is true", populations.populations + " populations are plausible after calibration (effective number " + decimals(populations.effective, 0) + "), each simulated with its own " + count(populations.patients_each) + " patients. Three spreads are kept apart: between populations, of Monte-Carlo sampling, and of one trial.", [
  { name: "populations", title: "Response rate: three spreads", draw: drawPopulations, note: "Bars: 95% (thin) and middle half (thick), by the populations' weights. The Monte-Carlo error of one population is taken out of the spread between them, whose standard deviations are " + list(arms.map(arm => short(arm) + " " + (spreadOf(arm).sd === null ? "–" : decimals(100 * spreadOf(arm).sd, 1)))) + " points. One trial: a population by weight, then n of its patients.", alt: ({ arms: l }) => "Response rate over plausible populations, 95%: " + l.map(a => short(arms[a]) + " " + rangeText(spreadOf(arms[a]))).join(", ") },
  { name: "sensitivities", title: "What the response rate hangs on", draw: drawSensitivities, choices: arms.map((arm, a) => [String(a), short(arm)]), choiceLabel: "Arm", note: "Partial rank correlation over populations, all other hyper-parameters held; limits by Fisher's transformation. The strongest " + shownSensitivities + " are drawn; the CSV has all. Correlations within the plausible populations: they speak of what is left unknown, not of the drug alone.", alt: ({ choice }) => "Hyper-parameters that move the response rate of " + short(arms[Number(choice)]) + ": " + arms[Number(choice)].over_populations.sensitivities.slice(0, 5).map(s => s.path + " " + decimals(s.prcc, 2)).join(", ") }]];
