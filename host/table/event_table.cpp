// Doses as given, one a row.
#include "host/table/event_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/cohort/drug_kinds.hpp"

namespace twinarm::table {
namespace {

bool is_under_the_skin(const Regimen& regimen) {
    return regimen.infusion_min == 0;
}

/// For each regimen of an arm the number of its drug and route, from 1 in the order of their first regimens.
std::vector<int> compartments_of(const Arm& arm) {
    std::vector<int> numbers;
    int count = 0;
    for (int r = 0; r < arm.regimen_count; ++r) {
        const Regimen* const end = arm.regimens + r;
        const Regimen* const same = std::find_if(arm.regimens, end, [&](const Regimen& earlier) {
            return earlier.drug == arm.regimens[r].drug &&
                   is_under_the_skin(earlier) == is_under_the_skin(arm.regimens[r]);
        });
        numbers.push_back(same == end ? ++count : numbers[std::size_t(same - arm.regimens)]);
    }
    return numbers;
}

}  // namespace

std::vector<EventCompartment> event_compartments(const cohort::Cohort& cohort, int arm) {
    const Arm& treatment = cohort.study.arms[arm];
    const std::vector<int> numbers = compartments_of(treatment);
    std::vector<EventCompartment> compartments;
    for (int r = 0; r < treatment.regimen_count; ++r) {
        const Regimen& regimen = treatment.regimens[r];
        if (numbers[std::size_t(r)] > int(compartments.size()))
            compartments.push_back({numbers[std::size_t(r)], cohort::name_of(cohort, regimen),
                                    cohort::amount_unit_of(regimen.drug), is_under_the_skin(regimen)});
    }
    return compartments;
}

std::string event_table(const cohort::Cohort& cohort, int arm, const CourseLog& log) {
    const Arm& treatment = cohort.study.arms[arm];
    const std::vector<int> compartments = compartments_of(treatment);
    std::string text = "ID,TIME,EVID,AMT,CMT,RATE,II,ADDL,SS\n";
    for (const DoseRecord& dose : log.doses) {
        if (!is_given(dose.decision)) continue;
        const std::int32_t infusion_min = treatment.regimens[dose.regimen].infusion_min;
        const double rate = infusion_min > 0 ? dose.amount / (infusion_min / 60.0) : 0;  // 0: under the skin
        text += fmt::format("{},{},1,{},{},{},0,0,0\n", log.outcome.patient, dose.time_h, dose.amount,
                            compartments[std::size_t(dose.regimen)], rate);
    }
    return text;
}

}  // namespace twinarm::table
