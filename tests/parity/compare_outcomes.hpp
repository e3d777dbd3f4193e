// Two outcomes field by field, so that a difference is named and padding does not count.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>

#include "kernels/patient/outcome.hpp"

namespace twinarm {

/// Calls visit(name, field) for every field of an outcome.
template <class Visit>
void for_each_field(const Outcome& outcome, Visit visit) {
#define TWINARM_OUTCOME_FIELD(name) visit(#name, outcome.name);
    TWINARM_OUTCOME_FIELD(patient)
    TWINARM_OUTCOME_FIELD(arm)
    TWINARM_OUTCOME_FIELD(status)
    TWINARM_OUTCOME_FIELD(failure_time_h)
    TWINARM_OUTCOME_FIELD(response)
    TWINARM_OUTCOME_FIELD(scans)
    TWINARM_OUTCOME_FIELD(true_sld_mm)
    TWINARM_OUTCOME_FIELD(baseline_sld_mm)
    TWINARM_OUTCOME_FIELD(best_change)
    TWINARM_OUTCOME_FIELD(time_to_response_h)
    TWINARM_OUTCOME_FIELD(duration_h)
    TWINARM_OUTCOME_FIELD(pfs_h)
    TWINARM_OUTCOME_FIELD(os_h)
    TWINARM_OUTCOME_FIELD(new_lesion_h)
    TWINARM_OUTCOME_FIELD(progression_h)
    TWINARM_OUTCOME_FIELD(duration_event)
    TWINARM_OUTCOME_FIELD(pfs_event)
    TWINARM_OUTCOME_FIELD(os_event)
    TWINARM_OUTCOME_FIELD(doses_given)
    TWINARM_OUTCOME_FIELD(doses_held)
    TWINARM_OUTCOME_FIELD(first_cycle_doses)
    TWINARM_OUTCOME_FIELD(first_course_doses)
    TWINARM_OUTCOME_FIELD(courses)
    TWINARM_OUTCOME_FIELD(worst_hypotension_grade)
    TWINARM_OUTCOME_FIELD(worst_leak)
    TWINARM_OUTCOME_FIELD(lymphocyte_nadir)
    TWINARM_OUTCOME_FIELD(lymphocyte_peak)
    TWINARM_OUTCOME_FIELD(cd8_treg_blood)
    TWINARM_OUTCOME_FIELD(cd8_treg_tumour)
    TWINARM_OUTCOME_FIELD(eosinophil_peak)
    TWINARM_OUTCOME_FIELD(soluble_cd25_peak)
    TWINARM_OUTCOME_FIELD(steps)
    TWINARM_OUTCOME_FIELD(rejected_steps)
#undef TWINARM_OUTCOME_FIELD
}

/// Names of the fields whose bytes differ; empty where none do.
inline std::string differing_fields(const Outcome& a, const Outcome& b) {
    std::string names;
    for_each_field(a, [&](const char* name, const auto& field) {
        const auto offset = reinterpret_cast<const char*>(&field) - reinterpret_cast<const char*>(&a);
        if (std::memcmp(&field, reinterpret_cast<const char*>(&b) + offset, sizeof field) != 0)
            names += std::string(names.empty() ? "" : ", ") + name;
    });
    return names;
}

}  // namespace twinarm
