// Two outcomes field by field, so that a difference is named and padding does not count.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>

#include "kernels/patient/outcome_table.hpp"

namespace twinarm {

/// Calls visit(name, field) for every field of an outcome.
template <class Visit>
void for_each_field(const Outcome& outcome, Visit visit) {
    visit("patient", outcome.patient);
    visit("arm", outcome.arm);
    visit("status", outcome.status);
    visit("failure_time_h", outcome.failure_time_h);
    visit("true_sld_mm", outcome.true_sld_mm);
    visit("steps", outcome.steps);
    visit("rejected_steps", outcome.rejected_steps);
    visit("doses_given", outcome.doses_given);
    visit("doses_held", outcome.doses_held);
    for_each_outcome(outcome,
                     [&](const OutcomeEntry& entry, const auto& field) { visit(entry.name, field); });
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
