// Arms side by side: twins, head to head, published trials.
#include <fmt/format.h>

#include <algorithm>

#include "host/base/number_text.hpp"
#include "host/table/blocks.hpp"
#include "host/table/cells.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

/// The pairs of arms that fit: all of them, or those with the first arm.
std::vector<const trial::TwinSummary*> shown_pairs(const trial::StudySummary& summary) {
    std::vector<const trial::TwinSummary*> pairs;
    for (const trial::TwinSummary& pair : summary.twins)
        if (pairs.size() < most_pairs_in_table &&
            (summary.twins.size() <= most_pairs_in_table || pair.index_a == 0))
            pairs.push_back(&pair);
    return pairs;
}

}  // namespace

std::string twins(const trial::StudySummary& summary, bool colour) {
    const std::vector<const trial::TwinSummary*> pairs = shown_pairs(summary);
    if (pairs.empty()) return "";
    TextTable responses(
        {{"A", true}, {"B", true}, {"both"}, {"only A"}, {"only B"}, {"neither"}, {"bounds of both"}});
    TextTable trials({{"A", true},
                      {"B", true},
                      {"A > B", false, "randomised: other patients"},
                      {"equal"},
                      {"B > A"},
                      {"A > B", false, "twin: the same patients"},
                      {"equal"},
                      {"B > A"}});
    for (const trial::TwinSummary* pair : pairs) {
        const std::string a = block_name(pair->arm_a), b = block_name(pair->arm_b);
        const auto share = [&](std::uint64_t count) {
            return pair->patients == 0 ? std::string("-")
                                       : base::percent(double(count) / double(pair->patients));
        };
        responses.add_row(
            {a, b, share(pair->both), share(pair->only_a), share(pair->only_b), share(pair->neither),
             base::percent(pair->both_bounds.lower) + " to " + base::percent(pair->both_bounds.upper)});
        std::vector<std::string> cells{a, b};
        for (const trial::HeadToHead* versus : {&pair->randomised, &pair->twin})
            for (const statistics::TrialProbability* p :
                 {&versus->a_greater, &versus->equal, &versus->b_greater})
                cells.push_back(probability_cell(*p));
        trials.add_row(cells);
    }
    std::string text = block_heading("TWINS: the same patients under both arms, who responds to which",
                                     "% of patients", colour) +
                       responses.text();
    text += fmt::format("  bounds: Frechet, from the two rates alone; {}.\n", trial::cross_arm_note);
    text += block_heading("HEAD TO HEAD: which arm's ORR is higher in one trial", "probability", colour) +
            trials.text();
    if (pairs.size() < summary.twins.size())
        text += fmt::format("  {} more pairs are in summary.json.\n", summary.twins.size() - pairs.size());
    return text;
}

std::string published(const trial::StudySummary& summary, bool colour) {
    TextTable table(
        {{"Arm", true}, {"Trial", true}, {"role", true}, {"n"}, {"ORR (95% limits)"}, {"CR"}, {"simulated"}});
    bool any = false;
    const auto add = [&](const std::string& id, const std::vector<trial::PublishedSummary>& trials,
                         const std::string& treated, const std::string& evaluable) {
        for (const trial::PublishedSummary& trial : trials) {
            any = true;
            table.add_row({shortened(id, 17), shortened(trial.label, 22), shortened(trial.role, 11),
                           fmt::format("{}", trial.n), limits_cell(trial.orr, trial.orr_limits),
                           trial.complete_rate ? base::percent(*trial.complete_rate) : "",
                           trial.evaluable ? evaluable : treated});
        }
    };
    for (const trial::ArmSummary& arm : summary.arms)
        add(arm.id, arm.published, rate_cell(arm.orr_population), rate_cell(arm.orr_evaluable));
    for (const trial::PooledSummary& pool : summary.pools)
        add(pool.id, pool.published, pool.orr_population ? base::percent(*pool.orr_population) : "-",
            pool.orr_evaluable ? base::percent(*pool.orr_evaluable) : "-");
    if (!any) return "";
    return block_heading("PUBLISHED TRIALS beside the simulation", "%; exact (Clopper-Pearson) limits",
                         colour) +
           table.text() +
           "  simulated: ORR of the denominator that the trial reports, all treated or evaluable.\n";
}

}  // namespace twinarm::table
