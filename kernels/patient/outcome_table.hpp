// All outcomes in one table, in the order of their declaration, and a walk over those of one patient.
#pragma once

#include <string_view>

#include "kernels/patient/outcome.hpp"

namespace twinarm {

/// The completed patients of whom an outcome is known.
enum class KnownOf { all, evaluable, responders };

/// Whether an outcome that is known of `who` is known of this patient.
inline bool is_among(KnownOf who, const Outcome& outcome) {
    switch (who) {
        case KnownOf::all:
            return true;
        case KnownOf::evaluable:
            return is_evaluable(outcome);
        case KnownOf::responders:
            return is_responder(outcome.response);
    }
    return false;
}

/// How an outcome of many patients becomes a few numbers.
enum class SummaryKind {
    none,
    by_category,  ///< patients by category
    survival,     ///< Kaplan-Meier, with the event of the same name
    whole,        ///< a distribution: of counts, and of times in whole days
    percent,      ///< a distribution: of fractions
    ratio         ///< a distribution: of ratios over baseline
};

enum class OutcomeGroup { assessment, treatment, extreme };

#define TWINARM_OUTCOME_INDEX(type, name, unit, column, of, summary, meaning) name,
#define TWINARM_OUTCOME_INDEX_GROUP(group, list) list(TWINARM_OUTCOME_INDEX)
enum class OutcomeIndex : int { TWINARM_OUTCOME_GROUPS(TWINARM_OUTCOME_INDEX_GROUP) count };
inline constexpr int outcome_count = int(OutcomeIndex::count);

struct OutcomeEntry {
    OutcomeIndex index;
    OutcomeGroup group;
    const char* name;
    const char* unit;  ///< "1" where dimensionless
    int column;        ///< of patients.csv, from 1
    KnownOf of;
    SummaryKind summary;
    const char* meaning;

    constexpr bool is_time() const { return std::string_view(unit) == "h"; }
    /// The name without the unit of a time, which files show in days.
    constexpr std::string_view stem() const {
        std::string_view text = name;
        if (is_time()) text.remove_suffix(2);  // "_h"
        return text;
    }
    constexpr bool is_distribution() const {
        return summary == SummaryKind::whole || summary == SummaryKind::percent ||
               summary == SummaryKind::ratio;
    }
};

#define TWINARM_OUTCOME_ENTRY(type, name, unit, column, of, summary, meaning) \
    {OutcomeIndex::name, list_group, #name, unit, column, KnownOf::of, SummaryKind::summary, meaning},
#define TWINARM_OUTCOME_ENTRY_GROUP(group, list)                                        \
    {                                                                                   \
        constexpr OutcomeGroup list_group = OutcomeGroup::group;                        \
        constexpr OutcomeEntry listed[] = {list(TWINARM_OUTCOME_ENTRY)};                \
        for (const OutcomeEntry& entry : listed) table.entry[int(entry.index)] = entry; \
    }

/// The table in the order of the declaration.
struct OutcomeTable {
    OutcomeEntry entry[outcome_count];
    constexpr const OutcomeEntry& operator[](OutcomeIndex i) const { return entry[int(i)]; }
    constexpr const OutcomeEntry* begin() const { return entry; }
    constexpr const OutcomeEntry* end() const { return entry + outcome_count; }
};
constexpr OutcomeTable make_outcome_table() {
    OutcomeTable table{};
    TWINARM_OUTCOME_GROUPS(TWINARM_OUTCOME_ENTRY_GROUP)
    return table;
}
inline constexpr OutcomeTable outcome_table = make_outcome_table();

/// Calls visit(entry, field) for every outcome of a patient, in the order of the table.
template <class OutcomeOf, class Visit>
void for_each_outcome(OutcomeOf& outcome, Visit visit) {
#define TWINARM_VISIT_OUTCOME(type, name, unit, column, of, summary, meaning) \
    visit(outcome_table[OutcomeIndex::name], outcome.name);
#define TWINARM_VISIT_OUTCOMES(group, list) list(TWINARM_VISIT_OUTCOME)
    TWINARM_OUTCOME_GROUPS(TWINARM_VISIT_OUTCOMES)
}

}  // namespace twinarm
