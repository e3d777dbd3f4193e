// The first screen: how the arms compare, how sure that is, what it rests on.
const of100 = share => Math.round(100 * share);
function joined(parts) { return parts.length < 2 ? parts.join("") : parts.slice(0, -1).join(", ") + " and " + parts[parts.length - 1]; }

function verdict() {
  const known = arms.filter(arm => arm.orr_population.estimate !== null);
  if (!known.length) return "No patient completed treatment.";
  const ranked = [...known].sort((p, q) => q.orr_population.estimate - p.orr_population.estimate);
  return "Of 100 virtual patients with " + (summary.study.disease || "this disease") + ", the tumour of " + joined(ranked.map(arm => of100(arm.orr_population.estimate) + " responds to " + short(arm))).replace(/responds/, "responds") + ".";
}
// In words, which arm is ahead and how often a randomised trial would show it.
function comparison(pair) {
  const a = short(arms.find(arm => arm.id === pair.arm_a)), b = short(arms.find(arm => arm.id === pair.arm_b)), r = pair.randomised, d = r.difference;
  const up = r.p_a_greater.estimate >= r.p_b_greater.estimate, [first, second, chance] = up ? [a, b, r.p_a_greater.estimate] : [b, a, r.p_b_greater.estimate];
  const sign = up ? 1 : -1, q = p => sign * (quantileOf(d, p) || 0), low = Math.min(q(0.025), q(0.975)), high = Math.max(q(0.025), q(0.975));
  const strength = low > 0 ? "responds more often than" : chance > 0.8 ? "probably responds more often than" : "cannot be told apart from";
  return "<b>" + escapeText(first) + "</b> " + (strength.startsWith("cannot") ? strength : strength.replace("responds", "shrinks tumours").replace("probably shrinks", "probably shrinks")) + " <b>" + escapeText(second) + "</b>: " +
    signed(100 * q(0.5)) + " points (95% of trials " + signed(100 * low) + " to " + signed(100 * high) + "); ahead in " + percent(chance, chance > 0.995 || chance < 0.1 ? 1 : 0) + " of randomised trials of " + r.n_a + " and " + r.n_b + " patients";
}

function addAnswer(main) {
  const section = document.createElement("section");
  section.id = "answer";
  const trials = summary.published, roles = [...new Set(trials.map(t => t.role))], se = Math.max(...arms.map(arm => arm.orr_population.mc_standard_error || 0));
  const cards = arms.map((arm, a) => '<div class="card" style="--c:' + colourOf(a) + '"><b>' + escapeText(short(arm)) + '</b><span class="big">' + percent(arm.orr_population.estimate) + "</span><small>respond (CR " + percent(arm.cr_population.estimate) + "). One trial of " + arm.orr_trial.n + " would observe " + percent(quantileOf(arm.orr_trial, 0.025), 0) + " to " + percent(quantileOf(arm.orr_trial, 0.975), 0) + ".</small></div>").join("");
  const failed = summary.study.patients_failed;
  section.innerHTML = '<p class="verdict">' + escapeText(verdict()) + '</p><div class="first"><div><div class="cards">' + cards + "</div>" +
    (summary.twins.length ? '<h2>How sure</h2><ul class="points">' + summary.twins.slice(0, 6).map(pair => "<li>" + comparison(pair) + ".</li>").join("") + "</ul>" : "") +
    '<h2>What it rests on</h2><ul class="points">' +
    "<li>" + count(summary.study.patients) + " virtual patients, every one of them in every arm; Monte-Carlo error of a rate at most " + (100 * se).toFixed(1) + " points.</li>" +
    "<li>A model of " + data.parameters.length + " parameters: " + statuses.filter(s => statusCount(s[0])).map(s => statusCount(s[0]) + " " + s[0]).join(", ") + ". Its populations were tuned by hand" +
    (trials.length ? "; " + trials.length + " published " + (trials.length === 1 ? "trial stands" : "trials stand") + " beside them (" + roles.join(", ") + ")" : "; no published trial stands beside them in this cohort") + ".</li>" +
    "<li>Intervals are those of trial size and of the difference between trials (sd " + summary.study.between_trial_sd + " on the logit), <b>never of the model</b>: how wrong the model may be is in none of them.</li>" +
    "<li>Who responds to which drug: " + (summary.twins.length ? escapeText(summary.twins[0].note) : "one arm only") + ".</li>" +
    "<li>" + (failed ? "<b>" + count(failed) + " patients failed</b> in the solver; their rates are bounded below." : "No patient failed in the solver.") + "</li></ul></div><div class=\"side\"></div></div>";
  main.appendChild(section);
  addFigure(section.querySelector(".side"), { name: "response_rates", title: "What one trial would observe, and what published trials did", draw: drawRates,
    note: "Shaded: observed ORR over " + count(summary.study.trials) + " virtual trials. Circle: the whole virtual population. Bar: 95% of trials. Diamond: published trial with exact 95% limits; trials marked calibration were used to tune the model, so agreement with them is no test of it.",
    alt: ({ arms: list }) => "Distribution of the observed response rate of one trial. " + rowsOfRates(list).map(({ summary: s }) => short(s) + ": population " + percent(s.orr_population.estimate) + ", 95% of trials " + percent(quantileOf(s.orr_trial, 0.025)) + " to " + percent(quantileOf(s.orr_trial, 0.975)) + publishedOf(s.id).map(t => ", published " + t.label + " " + percent(t.orr)).join("")).join(". ") });
}
