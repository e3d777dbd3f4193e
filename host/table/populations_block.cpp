// Results over plausible populations: three spreads of the response rate side by side, and what moves it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/base/number_text.hpp"
#include "host/table/blocks.hpp"
#include "host/table/cells.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

constexpr std::size_t sensitivities_shown = 5;
constexpr double few_populations = 40;  // with fewer no population lies beyond a 97.5% quantile

std::string cell(const std::optional<double>& fraction, int digits = 1) {
    return fraction ? base::percent(*fraction, digits) : "-";
}

std::string populations_range(const statistics::PopulationDistribution& distribution) {
    const double lower = quantile_at(distribution, 0.025), upper = quantile_at(distribution, 0.975);
    if (!std::isfinite(lower) || !std::isfinite(upper)) return "-";  // one population has no range
    if (distribution.mean && all_agree(distribution.quantiles, *distribution.mean)) return "-";
    return base::percent(lower) + " to " + base::percent(upper);
}

/// "200 plausible populations (150.3 effective), 500 patients each".
std::string populations_in_words(const trial::PopulationsSummary& populations) {
    std::string text = fmt::format("{} plausible population{}", base::with_commas(populations.populations),
                                   populations.populations == 1 ? "" : "s");
    if (populations.populations < populations.of)
        text += fmt::format(" of {}", base::with_commas(populations.of));
    return text +
           fmt::format(" ({:.1f} effective), {} patients each{}", populations.effective,
                       base::with_commas(populations.patients_each),
                       populations.effective < few_populations ? "; few: ranges over them are rough" : "");
}

}  // namespace

std::string rates_over_populations(const trial::StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true},
                     {"mean", false, "plausible populations"},
                     {"MC s.e."},
                     {"95% range"},
                     {"n", false, "one trial of n, all treated"},
                     {"median"},
                     {"95% range"}});
    std::vector<const trial::TrialDistribution*> trials;
    bool limits = false;
    const auto add = [&](const std::string& id, const statistics::PopulationDistribution& orr,
                         const std::string& range, const trial::TrialSummary& trial) {
        trials.push_back(&trial.orr);
        limits = limits || orr.limits;
        table.add_row({block_name(id), cell(orr.mean), error_cell(orr.monte_carlo_standard_error, orr.limits),
                       range, fmt::format("{}", trial.orr.n), median_cell(trial.orr), range_cell(trial.orr)});
    };
    for (const trial::ArmSummary& arm : summary.arms)
        add(arm.id, arm.over_populations->orr, percent_range_cell(arm.predictive.orr.populations), arm.trial);
    for (const trial::PooledSummary& pool : summary.pools)
        add(pool.id, *pool.orr_over_populations, populations_range(*pool.orr_over_populations), pool.trial);
    std::string text =
        block_heading("OBJECTIVE RESPONSE RATE (ORR = CR + PR)", "% of patients", colour) + table.text();
    text += fmt::format(
        "  {}.\n"
        "  95% range of populations: what is not known of drugs and patients; Monte-Carlo error is taken "
        "out,\n"
        "  and MC s.e. is that of the mean. One trial adds its own effect and the luck of who is enrolled:\n"
        "  {} virtual trials.{}\n",
        populations_in_words(*summary.populations), base::with_commas(summary.trials),
        summary.pools.empty() ? "" : " The range of pooled arms contains Monte-Carlo error.");
    text += (limits ? limits_note : "") + range_note(trials);
    if (summary.populations->patients_counted < summary.patients)
        text += fmt::format(
            "  The blocks below count the first patients of each population in proportion to its weight, {}\n"
            "  of {}.\n",
            base::with_commas(summary.populations->patients_counted), base::with_commas(summary.patients));
    for (const trial::ArmSummary& arm : summary.arms)
        if (arm.trial.gate) text += gate_line(block_name(arm.id), *arm.trial.gate);
    return text;
}

std::string differences_over_populations(const trial::StudySummary& summary, bool colour) {
    if (summary.twins.empty()) return "";
    TextTable table({{"A", true},
                     {"B", true},
                     {"mean", false, "over populations"},
                     {"sd"},
                     {"95% range"},
                     {"MC s.e."},
                     {"A > B", false, "share of"},
                     {"95% range", false, "one trial"}});
    std::size_t shown = 0;
    bool limits = false;
    for (const trial::TwinSummary& pair : summary.twins) {
        if (shown == most_pairs_in_table || (summary.twins.size() > most_pairs_in_table && pair.index_a > 0))
            continue;
        ++shown;
        const trial::PairOverPopulations& over = *pair.over_populations;
        limits = limits || over.difference.limits;
        table.add_row({block_name(pair.arm_a), block_name(pair.arm_b), cell(over.difference.mean),
                       cell(over.difference.standard_deviation), populations_range(over.difference),
                       error_cell(over.difference.monte_carlo_standard_error, over.difference.limits),
                       probability_cell(over.a_greater), range_cell(pair.randomised.difference)});
    }
    std::string text =
        block_heading("DIFFERENCE OF ORR, A minus B", "percentage points", colour) + table.text() +
        "  Over populations the range contains Monte-Carlo error, sd does not. share of: populations, by\n"
        "  weight, in which A's rate is higher; one trial: randomised.\n" +
        (limits ? limits_note : "");
    if (shown < summary.twins.size())
        text += fmt::format("  {} more pairs are in summary.json.\n", summary.twins.size() - shown);
    return text;
}

std::string sensitivities(const trial::StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true}, {"hyper-parameter", true}, {"PRCC"}, {"95% limits"}});
    std::string missing;
    for (const trial::ArmSummary& arm : summary.arms) {
        const trial::ArmOverPopulations& over = *arm.over_populations;
        std::string name = block_name(arm.id);
        if (over.sensitivities.empty())
            for (const std::string& line :
                 wrapped(name + ": " + over.no_sensitivities + ".", table_width - 2))
                missing += "  " + line + "\n";
        for (std::size_t i = 0; i < std::min(sensitivities_shown, over.sensitivities.size()); ++i) {
            const trial::Sensitivity& s = over.sensitivities[i];
            table.add_row({name, shortened(s.path, 44), fmt::format("{:.2f}", s.correlation + 0.0),
                           fmt::format("{:.2f} to {:.2f}", s.limits.lower, s.limits.upper)});
            name = "";
        }
    }
    const std::string heading =
        block_heading("SENSITIVITY of an arm's ORR to hyper-parameters", "largest five", colour);
    if (table.empty()) return heading + missing;
    return heading + table.text() + missing +
           "  PRCC: partial rank correlation over populations, all other hyper-parameters held; the\n"
           "  Monte-Carlo error of a population's rate pulls it towards 0.\n";
}

}  // namespace twinarm::table
