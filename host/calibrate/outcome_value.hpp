// An outcome by its place in the table, as patients.csv shows it.
#pragma once

#include <limits>
#include <string>

#include "kernels/patient/outcome_table.hpp"

namespace twinarm::calibrate {

/// In days where it is a time; infinite for a time that was not reached.
inline double outcome_value(const Outcome& outcome, OutcomeIndex index) {
    using Get = double (*)(const Outcome&);
#define TWINARM_OUTCOME_GETTER(type, name, unit, column, of, summary, meaning) \
    [](const Outcome& o) { return double(o.name); },
#define TWINARM_OUTCOME_GETTERS(group, list) list(TWINARM_OUTCOME_GETTER)
    static constexpr Get getters[] = {TWINARM_OUTCOME_GROUPS(TWINARM_OUTCOME_GETTERS)};
#undef TWINARM_OUTCOME_GETTERS
#undef TWINARM_OUTCOME_GETTER
    const double value = getters[int(index)](outcome);
    if (!outcome_table[index].is_time()) return value;
    return value == never ? std::numeric_limits<double>::infinity() : value / 24;
}

/// Its name in patients.csv.
inline std::string column_word(const OutcomeEntry& entry) {
    return std::string(entry.stem()) + (entry.is_time() ? "_d" : "");
}

}  // namespace twinarm::calibrate
