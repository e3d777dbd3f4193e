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

std::string survival(const trial::StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true}, {"PFS median (95% limits)"}, {"OS median (95% limits)"}});
    std::vector<const statistics::SurvivalSummary*> shown;
    for (const trial::ArmSummary& arm : summary.arms) {
        shown.push_back(&arm.pfs), shown.push_back(&arm.os);
        table.add_row({block_name(arm.id), survival_cell(arm.pfs), survival_cell(arm.os)});
    }
    return block_heading("SURVIVAL", "months; Kaplan-Meier over the population, log(-log) limits", colour) +
           table.text() + survival_notes(shown);
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

std::string landmarks(const trial::StudySummary& summary, bool colour) {
    constexpr double months[] = {12, 24, 36, 60};
    TextTable table({{"Arm", true},
                     {"12", false, "progression-free"},
                     {"24"},
                     {"36"},
                     {"60"},
                     {"12", false, "alive"},
                     {"24"},
                     {"36"},
                     {"60"}});
    for (const trial::ArmSummary& arm : summary.arms) {
        std::vector<std::string> row{block_name(arm.id)};
        for (const statistics::SurvivalSummary* of : {&arm.pfs, &arm.os})
            for (const double month : months) row.push_back(landmark_cell(*of, month));
        table.add_row(row);
    }
    return block_heading("LANDMARKS", "% of patients after so many months, Kaplan-Meier", colour) +
           table.text();
}

std::string depth(const trial::StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true},
                     {"any, %", false, "shrinkage"},
                     {"late, %", false, "responses"},
                     {"36 mo", false, "CR that lasts, %"},
                     {"48 mo"},
                     {"36 mo", false, "PR that lasts, %"},
                     {"yes", false, "ORR by G3+, %"},
                     {"no"}});
    const auto rate = [](const statistics::PopulationRate& r) { return r.of > 0 ? rate_cell(r) : "-"; };
    for (const trial::ArmSummary& arm : summary.arms)
        table.add_row({block_name(arm.id), rate(arm.shrunk), rate(arm.late_responses),
                       landmark_cell(arm.complete_duration, 36), landmark_cell(arm.complete_duration, 48),
                       landmark_cell(arm.partial_duration, 36), rate(arm.orr_severe),
                       rate(arm.orr_not_severe)});
    return block_heading("DEPTH AND DURABILITY", "", colour) + table.text() +
           "  late: after week 24. lasts: so long after the response without progression or death.\n"
           "  by G3+: of patients with hypotension of grade 3 or more, and of the others.\n";
}

std::string cells(const trial::StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true},
                     {"day 7", false, "CD8:Treg in the tumour"},
                     {"day 21"},
                     {"mean to day 63"},
                     {"day 21", false, "in blood"}});
    using enum OutcomeIndex;
    for (const trial::ArmSummary& arm : summary.arms) {
        std::vector<std::string> row{block_name(arm.id)};
        for (const OutcomeIndex outcome :
             {cd8_treg_tumour_d7, cd8_treg_tumour_d21, cd8_treg_tumour_mean, cd8_treg_blood_d21})
            row.push_back(spread_cell(arm.spreads[outcome], 1, 1));
        table.add_row(row);
    }
    return block_heading("CELLS", "over baseline: median (P10 to P90)", colour) + table.text();
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
                           cohort::name_of(cohort, cohort.study.arms[a].regimens[r]),
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
