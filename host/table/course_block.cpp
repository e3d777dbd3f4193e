// The course: survival, responders, treatment.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/base/number_text.hpp"
#include "host/base/words.hpp"
#include "host/cohort/drug_kinds.hpp"
#include "host/table/blocks.hpp"
#include "host/table/cells.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

/// Median and 95% range of a median over virtual trials.
std::pair<std::string, std::string> trial_months(const trial::TrialDistribution& days) {
    if (days.quantiles.empty()) return {"-", "-"};
    return {months_cell(days.quantiles[3].value),
            months_range_cell(days.quantiles.front().value, days.quantiles.back().value)};
}

}  // namespace

std::string survival(const trial::StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true},
                     {"PFS median (95% limits)"},
                     {"OS median (95% limits)"},
                     {"median", false, "one trial: PFS"},
                     {"95% range"}});
    std::vector<std::string> ranges;
    std::vector<const statistics::SurvivalSummary*> shown;
    for (const trial::ArmSummary& arm : summary.arms) {
        const auto [median, range] = trial_months(arm.trial.pfs_median_days);
        ranges.push_back(range);
        shown.push_back(&arm.pfs), shown.push_back(&arm.os);
        table.add_row({block_name(arm.id), survival_cell(arm.pfs), survival_cell(arm.os), median, range});
    }
    return block_heading("SURVIVAL", "months; Kaplan-Meier over the population, log(-log) limits", colour) +
           table.text() + survival_notes(shown, ranges);
}

std::string responders(const trial::StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true},
                     {"responders"},
                     {"median (P10 to P90)", false, "time to response"},
                     {"median (95% limits)", false, "duration of response"}});
    std::vector<const statistics::SurvivalSummary*> shown;
    for (const trial::ArmSummary& arm : summary.arms) {
        shown.push_back(&arm.duration);
        table.add_row(
            {block_name(arm.id), base::with_commas(arm.orr_population.count),
             spread_cell(arm.spreads[OutcomeIndex::time_to_response_h], 1 / statistics::days_per_month, 1),
             survival_cell(arm.duration)});
    }
    return block_heading("RESPONDERS", "months", colour) + table.text() + survival_notes(shown);
}

std::string treatment(const cohort::Cohort& cohort, const trial::StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true},
                     {"Drug", true},
                     {"given", false, "doses: median (P10 to P90)"},
                     {"held"},
                     {"first cycle"},
                     {"grade 3+, %", false, "hypotension"}});
    for (std::size_t a = 0; a < summary.arms.size(); ++a) {
        const trial::ArmSummary& arm = summary.arms[a];
        const std::string severe =
            arm.patients == arm.patients_failed ? "-" : base::percent(arm.severe_hypotension());
        for (std::size_t r = 0; r < arm.regimens.size(); ++r) {
            const bool cycles = r == 0 && cohort.study.arms[a].regimens[0].doses_per_cycle > 1;
            table.add_row({r == 0 ? block_name(arm.id) : "",
                           cohort::name_of(cohort, cohort.study.arms[a].regimens[r].drug),
                           spread_cell(arm.regimens[r].doses_given, 1, 0),
                           spread_cell(arm.regimens[r].doses_held, 1, 0),
                           cycles ? spread_cell(arm.spreads[OutcomeIndex::first_cycle_doses], 1, 0) : "",
                           r == 0 ? severe : ""});
        }
        if (arm.regimens.empty()) table.add_row({block_name(arm.id), "none", "", "", "", severe});
    }
    return block_heading("TREATMENT", "", colour) + table.text();
}

}  // namespace twinarm::table
