// Who responds: response rates in the population and in a trial, and the best overall responses.
#include <fmt/format.h>

#include <algorithm>

#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/table/blocks.hpp"
#include "host/table/cells.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

/// Whether a rate is 0 or 1, so that limits stand in place of its error.
bool shows_limits(const trial::StudySummary& summary) {
    return std::any_of(summary.arms.begin(), summary.arms.end(),
                       [](const trial::ArmSummary& arm) {
                           return arm.orr_population.estimate &&
                                  !arm.orr_population.monte_carlo_standard_error;
                       }) ||
           std::any_of(summary.pools.begin(), summary.pools.end(), [](const trial::PooledSummary& pool) {
               return pool.orr_population && !pool.monte_carlo_standard_error;
           });
}

}  // namespace

std::string response_rates(const trial::StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true},
                     {"ORR", false, "population"},
                     {"MC s.e."},
                     {"CR"},
                     {"n", false, "one trial of n, all treated"},
                     {"median"},
                     {"95% range"},
                     {"median", false, "evaluable only"},
                     {"95% range"}});
    std::vector<const trial::TrialDistribution*> trials;
    const auto trial_cells = [&](std::vector<std::string> cells, const trial::TrialSummary& trial) {
        trials.push_back(&trial.orr);
        for (const std::string& cell :
             {fmt::format("{}", trial.orr.n), median_cell(trial.orr), range_cell(trial.orr),
              median_cell(trial.orr_evaluable), range_cell(trial.orr_evaluable)})
            cells.push_back(cell);
        return cells;
    };
    for (const trial::ArmSummary& arm : summary.arms)
        table.add_row(trial_cells(
            {block_name(arm.id), rate_cell(arm.orr_population),
             arm.orr_population.estimate
                 ? error_cell(arm.orr_population.monte_carlo_standard_error, arm.orr_population.limits)
                 : "-",
             rate_cell(arm.complete_population)},
            arm.trial));
    for (const trial::PooledSummary& pool : summary.pools)
        table.add_row(trial_cells(
            {block_name(pool.id), pool.orr_population ? base::percent(*pool.orr_population) : "-",
             pool.orr_population ? error_cell(pool.monte_carlo_standard_error, pool.orr_limits) : "-",
             pool.orr_population ? base::percent(pool.bor[std::size_t(Response::CR)]) : "-"},
            pool.trial));
    std::string text =
        block_heading("OBJECTIVE RESPONSE RATE (ORR = CR + PR)", "% of patients", colour) + table.text();
    text += fmt::format(
        "  population: all {} virtual patients; MC s.e.: Monte-Carlo standard error.\n"
        "  95% range: 2.5% to 97.5% quantile over {} virtual trial{} (between-trial sd {} on the logit).\n",
        base::with_commas(summary.patients), base::with_commas(summary.trials),
        summary.trials == 1 ? "" : "s", summary.between_trial_sd);
    if (shows_limits(summary)) text += limits_note;
    text += range_note(trials);
    if (summary.assessor_odds_ratio != 1)
        text += fmt::format(
            "  Trials: odds of response times {}, as their assessors read it over central review.\n",
            summary.assessor_odds_ratio);
    if (summary.pool_limited)
        text += fmt::format("  Trials are drawn from the first {} patients.\n",
                            base::with_commas(summary.pool_patients));
    for (const trial::PooledSummary& pool : summary.pools)
        text += shortened(
                    "  " + base::plain_text(pool.id + ": " + pool.label) + ", arms weighted as in one trial",
                    table_width) +
                "\n";
    for (const trial::ArmSummary& arm : summary.arms)
        if (arm.trial.gate) text += gate_line(block_name(arm.id), *arm.trial.gate);
    for (const trial::PooledSummary& pool : summary.pools)
        if (pool.trial.gate) text += gate_line(block_name(pool.id), *pool.trial.gate);
    return text;
}

std::string best_responses(const trial::StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true},
                     {"CR"},
                     {"PR"},
                     {"SD"},
                     {"PD"},
                     {"NE"},
                     {"evaluable"},
                     {"median (P10 to P90)", false, "best change of SLD, %"},
                     {"failed"}});
    for (const trial::ArmSummary& arm : summary.arms) {
        std::vector<std::string> cells{block_name(arm.id)};
        const std::uint64_t completed = arm.patients - arm.patients_failed;
        for (const Response response : {Response::CR, Response::PR, Response::SD, Response::PD, Response::NE})
            cells.push_back(completed == 0 ? "-" : base::percent(arm.bor[std::size_t(response)]));
        cells.push_back(completed == 0 ? "-" : base::percent(double(arm.evaluable) / double(completed)));
        cells.push_back(spread_cell(arm.spreads[OutcomeIndex::best_change], 100, 0));
        cells.push_back(base::with_commas(arm.patients_failed));
        table.add_row(cells);
    }
    std::string text = block_heading("BEST OVERALL RESPONSE", "% of all treated", colour) + table.text();
    for (const trial::ArmSummary& arm : summary.arms)
        if (arm.unmeasurable > 0)
            text += fmt::format(
                "  {}: {} of {} patients have no measurable disease\n"
                "  at baseline and cannot respond: NE, or PD with a new lesion. A trial would not enrol "
                "them.\n",
                block_name(arm.id), base::with_commas(arm.unmeasurable), base::with_commas(arm.patients));
    for (const trial::ArmSummary& arm : summary.arms)
        if (arm.patients_failed > 0)
            text += fmt::format(
                "  {}: {} of {} patients failed; rates are of those completed; whatever the failed ones "
                "would have "
                "have\n"
                "  done, ORR lies between {} and {}%.\n",
                block_name(arm.id), base::with_commas(arm.patients_failed), base::with_commas(arm.patients),
                base::percent(arm.orr_population.bounds.lower),
                base::percent(arm.orr_population.bounds.upper));
    return text;
}

}  // namespace twinarm::table
