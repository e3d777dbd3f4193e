// All parameters of the model in one table: key in a cohort file, unit, draw number, meaning.
#pragma once

#include <cstdint>

#include "kernels/model/patient.hpp"

namespace twinarm {

struct ParameterEntry {
    const char* group;   ///< table of the cohort file
    const char* name;    ///< key in that table
    const char* unit;    ///< native unit; "1" where dimensionless
    std::uint32_t draw;  ///< address of its random number
    const char* meaning;
};

// Nested lists: the inner macro needs the group's name, so each group gets its own expansion.
#define TWINARM_COUNT(name, unit, draw, meaning) +1
#define TWINARM_COUNT_GROUP(group, list) list(TWINARM_COUNT)
inline constexpr int parameter_count = 0 TWINARM_PARAMETER_GROUPS(TWINARM_COUNT_GROUP);

#define TWINARM_ENTRY(name, unit, draw, meaning) {nullptr, #name, unit, draw, meaning},
#define TWINARM_ENTRY_GROUP(group, list) {#group, nullptr, nullptr, 0, nullptr}, list(TWINARM_ENTRY)

/// The table in the order of Patient's fields.
struct ParameterTable {
    ParameterEntry entry[parameter_count];
    constexpr const ParameterEntry& operator[](int i) const { return entry[i]; }
};
constexpr ParameterTable make_parameter_table() {
    constexpr ParameterEntry listed[] = {TWINARM_PARAMETER_GROUPS(TWINARM_ENTRY_GROUP)};
    ParameterTable table{};
    const char* group = nullptr;
    int count = 0;
    for (const ParameterEntry& entry : listed) {
        if (entry.group != nullptr) {
            group = entry.group;
        } else {
            table.entry[count] = entry;
            table.entry[count++].group = group;
        }
    }
    return table;
}
inline constexpr ParameterTable parameter_table = make_parameter_table();

/// A kind's parameters in the table: [first, first + count).
struct ParameterSpan {
    int first, count;
};
constexpr ParameterSpan parameters_of(Drug drug) {
#define TWINARM_COVARIATE_COUNT 0 TWINARM_COVARIATES(TWINARM_COUNT)
#define TWINARM_COUNT_OF_DRUG(name, list) 0 list(TWINARM_COUNT),
    constexpr int counts[] = {TWINARM_DRUGS(TWINARM_COUNT_OF_DRUG)};
    ParameterSpan span{TWINARM_COVARIATE_COUNT, counts[int(drug)]};
    for (int before = 0; before < int(drug); ++before) span.first += counts[before];
    return span;
#undef TWINARM_COUNT_OF_DRUG
#undef TWINARM_COVARIATE_COUNT
}

}  // namespace twinarm

TWINARM_BEGIN

/// Calls visit(field, index) for every parameter of a patient, in the order of the table.
template <class PatientOf, class Visit>
TWINARM_HD inline void for_each_parameter(PatientOf& patient, Visit visit) {
    int index = 0;
#define TWINARM_VISIT(name, unit, draw, meaning) visit(fields.name, index++);
#define TWINARM_VISIT_GROUP(group, list) \
    {                                    \
        auto& fields = patient.group;    \
        list(TWINARM_VISIT)              \
    }
    TWINARM_PARAMETER_GROUPS(TWINARM_VISIT_GROUP)
}

TWINARM_END
