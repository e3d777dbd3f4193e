// What trials of two arms would decide, on a terminal and as CSV.
#include "host/table/decision_table.hpp"

#include <fmt/format.h>

#include <cmath>

#include "host/base/csv_line.hpp"
#include "host/base/number_text.hpp"
#include "host/base/words.hpp"
#include "host/table/blocks.hpp"
#include "host/table/cells.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

std::string population_cell(const statistics::PopulationDistribution& difference) {
    if (!difference.mean || difference.quantiles.empty()) return "-";
    if (difference.limits) return limits_cell(*difference.mean, *difference.limits);
    if (std::isnan(difference.quantiles.front().value) || all_agree(difference.quantiles, *difference.mean))
        return base::percent(*difference.mean);
    return fmt::format("{} ({} to {})", base::percent(*difference.mean),
                       base::percent(difference.quantiles.front().value),
                       base::percent(difference.quantiles.back().value));
}

std::string or_blank(const std::optional<double>& value) {
    return value && std::isfinite(*value) ? fmt::format("{}", *value) : "";
}

/// The text printed with every decision.
constexpr const char* identified =
    "  What data can identify: a trial of one arm, that arm's rate in its own population; a randomised\n"
    "  trial, the difference, to the width shown at its size. What they cannot: with single-arm data\n"
    "  alone the added drug's part of a combination's rate is not identified. Here it follows from the\n"
    "  assumed structure (CD25-dependent signal in the tumour, regulatory T cells as a brake, PD-1\n"
    "  occupancy) and from priors that were fitted to other trials. The between-trial effect is assumed\n"
    "  to be the same in both arms of a trial; a drug whose effect itself differs between trials would\n"
    "  widen every range.\n";

}  // namespace

std::string decision_table(const trial::DecisionReport& report, bool colour) {
    TextTable table({{"Added drug", true},
                     {"mean (95%)", false, "populations"},
                     {"s.e."},
                     {"> 0"},
                     {"n", false, "one randomised trial, n an arm"},
                     {"median"},
                     {"95% range"},
                     {"> 0"},
                     {"A", false, "better"},
                     {"B"}});
    for (const trial::DecisionControl& control : report.controls)
        for (std::size_t s = 0; s < control.trials.size(); ++s) {
            const trial::HeadToHead& trial = control.trials[s];
            table.add_row(
                {s == 0 ? control.name : "", s == 0 ? population_cell(control.difference) : "",
                 s == 0 ? error_cell(control.difference.monte_carlo_standard_error, std::nullopt) : "",
                 s == 0 ? probability_cell(control.greater) : "", fmt::format("{}", trial.n_a),
                 median_cell(trial.difference), range_cell(trial.difference),
                 probability_cell(trial.a_greater), probability_cell(trial.a_significant),
                 probability_cell(trial.b_significant)});
        }
    std::string text =
        block_heading(shortened("DECISION: A = " + report.arm + " against B = " + report.against, 70),
                      "ORR of A minus B, points", colour) +
        table.text();
    text += fmt::format(
        "  Added drug: {}. inert: not given. twice as active: twice the dose, which in linear\n"
        "  kinetics is a molecule twice as potent, toxicity and dose rules included. odds ratio: a\n"
        "  synthetic drug of known effect. better: the 95% Newcombe interval of the difference excludes 0.\n"
        "  s.e.: the Monte-Carlo standard error of the mean, paired; -: no patient differs, and the 95% are\n"
        "  exact limits of the mean. Else the 95% hold the error of one population. > 0: share of\n"
        "  populations, a tie is half. One population or one trial has no range and no share: -.\n",
        report.added);
    text += identified;
    if (report.staged.empty())
        return text + (report.gate.patients == 0
                           ? ""
                           : fmt::format("\nSTAGED: no size is above the first stage of {}.\n",
                                         report.gate.patients));

    TextTable staged({{"n"},
                      {"goes on"},
                      {"mean rate", false, "all trials"},
                      {"rate", false, "trials that went on: mean"},
                      {"observed"},
                      {"bias"},
                      {"MC s.e."},
                      {"later patients"}});
    for (const trial::StagedEstimate& e : report.staged) {
        const auto cell = [&](double (*of)(const trial::TrialsThatWentOn&)) {
            return e.went_on ? base::percent(of(*e.went_on)) : std::string("-");
        };
        using On = trial::TrialsThatWentOn;
        staged.add_row({fmt::format("{}", e.n), probability_cell(e.pass), base::percent(e.rate),
                        cell([](const On& on) { return on.rate; }),
                        cell([](const On& on) { return on.observed; }),
                        cell([](const On& on) { return on.bias(); }),
                        e.went_on ? error_cell(e.went_on->monte_carlo_standard_error, std::nullopt) : "-",
                        cell([](const On& on) { return on.later; })});
    }
    text +=
        block_heading(fmt::format("STAGED single-arm trial of A: goes on where {} of the first {} respond",
                                  report.gate.responders, report.gate.patients),
                      "%", colour) +
        staged.text() +
        "  rate: of the populations drawn; higher among trials that went on, which is learning. bias:\n"
        "  observed minus rate in the same trials, chance of the first stage and of the trial; the later\n"
        "  patients keep only that of the trial.\n";
    return text;
}

std::string decision_csv(const trial::DecisionReport& report) {
    std::string text =
        "arm,against,added_drug,population_mean,population_lower,population_upper,"
        "p_population_greater,n_an_arm,median,lower,upper,p_greater,p_significant,"
        "p_against_significant,note\n";
    for (const trial::DecisionControl& control : report.controls)
        for (const trial::HeadToHead& trial : control.trials)
            text += fmt::format(
                "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", base::csv_field(report.arm),
                base::csv_field(report.against), base::csv_field(control.name),
                or_blank(control.difference.mean), or_blank(control.difference.quantiles.front().value),
                or_blank(control.difference.quantiles.back().value), or_blank(control.greater.estimate),
                trial.n_a, or_blank(quantile_at(trial.difference, 0.5)),
                or_blank(quantile_at(trial.difference, 0.025)),
                or_blank(quantile_at(trial.difference, 0.975)), or_blank(trial.a_greater.estimate),
                or_blank(trial.a_significant.estimate), or_blank(trial.b_significant.estimate),
                base::csv_field(base::simulated_note));
    return text;
}

}  // namespace twinarm::table
