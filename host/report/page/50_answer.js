// The first screen: how the arms compare, how sure that is, what it rests on.
function joined(parts, and = "and") { return parts.length < 2 ? parts.join("") : parts.slice(0, -1).join(", ") + " " + and + " " + parts[parts.length - 1]; }

const few = summary.study.patients < 200;  // a rate's Monte-Carlo error is then 3.5 points or more
// Which arm of a pair is ahead, by how much, how often a randomised trial would see it ahead, and whether it could tell:
// "against" where fewer than two virtual trials say nothing of others.
function standing(pair) {
  const a = nameOf(pair.arm_a), b = nameOf(pair.arm_b), r = pair.randomised;
  const known = r.p_a_greater.estimate !== null, up = known ? r.p_a_greater.estimate >= r.p_b_greater.estimate : (quantileOf(r.difference, 0.5) || 0) >= 0;
  const [first, second, chance] = up ? [a, b, r.p_a_greater.estimate] : [b, a, r.p_b_greater.estimate];
  const sign = up ? 1 : -1, range = rangeOf(r.difference), ends = range && range.map(end => sign * end).sort((p, q) => p - q);
  return { first, second, chance, middle: sign * (quantileOf(r.difference, 0.5) || 0), range: ends, finding: !known ? "against" : ends && ends[0] > 0 ? "above" : chance > 0.8 ? "probably above" : "not distinguishable from" };
}
function verdict() {
  const known = arms.filter(arm => arm.orr_population.estimate !== null), who = summary.study.disease || "this disease";
  if (!known.length) return "No patient completed treatment.";
  const ranked = [...known].sort((p, q) => q.orr_population.estimate - p.orr_population.estimate);
  if (few) return "Of " + summary.study.patients + " virtual patients, too few to speak of rates, " + joined(ranked.map((arm, i) => arm.orr_population.count + (i ? " to " : " respond to ") + short(arm))) + ".";
  return "Of virtual patients with " + who + ", " + joined(ranked.map((arm, i) => percent(arm.orr_population.estimate) + (i ? " to " : " respond to ") + short(arm))) + "." + unclear();
}
// The pairs of arms whose order one randomised trial would not show, by the same test as the table's.
const shownPairs = 3;
function unclear() {
  const all = summary.twins.map(standing), pairs = all.filter(s => s.finding !== "above"), names = pairs.slice(0, shownPairs).map(s => s.first + " from " + s.second);
  if (!pairs.length) return "";
  if (all.every(s => s.finding === "against")) return " How often a randomised trial would distinguish the arms is not known from " + (summary.study.trials === 1 ? "one virtual trial." : "no virtual trial.");
  return " One randomised trial cannot be expected to distinguish " + (pairs.length > shownPairs ? pairs.length + " of the " + summary.twins.length + " pairs of arms, among them " : "") + joined(names, pairs.length > shownPairs ? "and" : "or") + ".";
}
function comparison(pair) {
  const s = standing(pair);
  return html("tr", {}, html("td", {}, html("b", {}, s.first), " " + s.finding + " ", html("b", {}, s.second)),
    html("td", {}, signed(100 * s.middle) + " (" + (s.range ? signed(100 * s.range[0]) + " to " + signed(100 * s.range[1]) : "–") + ")"),
    html("td", {}, s.chance !== null && s.chance >= 0.9995 ? "over 99.9%" : percent(s.chance)));
}

function howSure() {
  if (few) return [html("h2", {}, "How sure"), html("p", {}, "Not at all: the intervals take these " + summary.study.patients + " patients for the whole population. Simulate 1,000 or more.")];
  if (!summary.twins.length) return [];
  return [html("h2", {}, "How sure"), html("div", { class: "beside" }, html("table", { class: "compare" },
    headings(["observed response rate in a randomised trial", "difference, points (95% of trials)", "seen ahead in"]), html("tbody", {}, summary.twins.slice(0, 10).map(comparison))))];
}
function cardOf(arm, a) {
  const card = html("div", { class: "card" }, html("b", {}, short(arm)), html("span", { class: "big" }, percent(arm.orr_population.estimate)),
    html("small", {}, "respond, CR " + percent(arm.cr_population.estimate) + "." + (rangeOf(arm.orr_trial) ? " A trial of " + arm.orr_trial.n + " sees " + rangeText(arm.orr_trial) + "." : arm.orr_trial.trials === 1 ? " The one virtual trial of " + arm.orr_trial.n + " saw " + percent(quantileOf(arm.orr_trial, 0.5)) + "." : "") +
      (populations && rangeOf(spreadOf(arm)) ? " Plausible populations: " + rangeText(spreadOf(arm)) + "." : "")));
  card.style.setProperty("--c", colourOf(a));
  return card;
}
// A rate of 0 or 1 has no standard error: its exact limits.
const exactRates = () => arms.filter(arm => arm.orr_population.mc_standard_error === null && arm.orr_population.limits).map(arm => "; " + short(arm) + ": " + percent(arm.orr_population.estimate) +
  " (exact 95% limits " + percent(arm.orr_population.limits.lower) + " to " + percent(arm.orr_population.limits.upper) + ")").join("");
// What the answer rests on, a point a list; bold and code stand out.
function points() {
  const trials = summary.published, roles = [...new Set(trials.map(t => t.role))], se = d3.max(arms, arm => arm.orr_population.mc_standard_error), failed = summary.study.patients_failed;
  const bold = text => html("b", {}, text), calibrated = statusCount("calibrated");
  return [
    [count(summary.study.patients) + " virtual patients, every one of them in every arm" + (populations ? ", " + count(populations.patients_each) + " of each of " + populations.populations + " plausible populations" : "") + (se ? "; Monte-Carlo error of a rate at most " + decimals(100 * se, 1) + " points" : "") + exactRates() + "."],
    ["A model of " + data.parameters.length + " parameters: " + statuses.filter(s => statusCount(s[0])).map(s => statusCount(s[0]) + " " + s[0]).join(", ") + ". Its populations were " + (calibrated ? "calibrated" : "tuned by hand") +
      (trials.length ? "; " + trials.length + " published " + (trials.length === 1 ? "trial stands" : "trials stand") + " beside them (" + roles.join(", ") + ")" : "; no published trial stands beside them in this cohort") + "."],
    populations ? ["Intervals are those of the plausible populations, of trial size and of the difference between trials; ", bold("the model's structure"), " is one in all of them: how wrong that may be is in no interval."] :
      ["Intervals are those of trial size and of the difference between trials (sd " + summary.study.between_trial_sd + " on the logit), ", bold("never of the model"), ": how wrong the model may be is in none of them",
        calibrated ? ["; what calibration leaves open is in those of a run over plausible populations (", html("code", {}, "--populations"), ")"] : [], "."],
    ["Predictions of ten trials that were registered with an earlier structure of this model did no better for response rates than a meta-analysis, and overall survival was too long (", html("code", {}, "cohorts/predictions/validation.md"), ")."],
    ["Who responds to which drug: " + (summary.twins.length ? summary.twins[0].note : "one arm only") + "."],
    failed ? [bold(count(failed) + " patients failed"), " in the solver; their rates are bounded below."] : ["No patient failed in the solver."]];
}

function addAnswer(main) {
  const section = html("section", { id: "answer" }, html("p", { class: "verdict" }, verdict()),
    html("div", { class: "first" }, html("div", {}, html("div", { class: "cards" }, arms.map(cardOf)), howSure()), html("div", { class: "side" })),
    html("div", { class: "rests" }, html("h2", {}, "What it rests on"), html("ul", { class: "points" }, points().map(point => html("li", {}, point)))));
  main.appendChild(section);
  addFigure(section.querySelector(".side"), { name: "response_rates", title: "What one trial would observe, and what published trials did", draw: drawRates,
    note: "Shaded: observed ORR over " + count(summary.study.trials) + " virtual trials. Circle: the whole virtual population. Bar: 95% of trials. Diamond: published trial with exact 95% limits; trials marked calibration were used to tune the model, so agreement with them is no test of it.",
    alt: ({ arms: list }) => "Distribution of the observed response rate of one trial. " + rowsOfRates(list).map(({ summary: s }) => short(s) + ": population " + percent(s.orr_population.estimate) + ", 95% of trials " + rangeText(s.orr_trial) + publishedOf(s.id).map(t => ", published " + t.label + " " + percent(t.orr)).join("")).join(". ") });
}
