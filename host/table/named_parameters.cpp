// Names of drugs in the place of those of their kinds.
#include "host/table/named_parameters.hpp"

#include <algorithm>

namespace twinarm::table {
namespace {

/// The table in the cohort file: of a drug's parameter that of the arm's drug of the kind.
std::string group_of(const ParameterEntry& entry, const cohort::Cohort& cohort, int arm) {
    const Arm& given = cohort.study.arms[arm];
    for (int r = 0; r < given.regimen_count; ++r)
        if (std::string_view(cohort::key_of(given.regimens[r].drug)) == entry.group)
            return cohort::drug_of(cohort, given.regimens[r]).name;
    return entry.group;
}

bool is_given(const ParameterEntry& entry, const cohort::Cohort& cohort, int arm) {
    const Arm& given = cohort.study.arms[arm];
    return std::any_of(given.regimens, given.regimens + given.regimen_count, [&](const Regimen& regimen) {
        return std::string_view(cohort::key_of(regimen.drug)) == entry.group;
    });
}

}  // namespace

std::vector<NamedParameter> named_parameters(const cohort::Cohort& cohort,
                                             const std::vector<store::CourseAgain>& courses) {
    std::vector<NamedParameter> named;
    for (int first = 0; first < parameter_count;) {
        int end = first;  // of the group
        while (end < parameter_count &&
               std::string_view(parameter_table[end].group) == parameter_table[first].group)
            ++end;
        const ParameterEntry& entry = parameter_table[first];
        const bool some_give = std::any_of(
            courses.begin(), courses.end(),
            [&](const store::CourseAgain& course) { return is_given(entry, cohort, course.arm); });
        std::vector<std::string> seen;
        for (const store::CourseAgain& course : courses) {
            if (some_give && !is_given(entry, cohort, course.arm)) continue;
            const std::string group = group_of(entry, cohort, course.arm);
            if (std::find(seen.begin(), seen.end(), group) != seen.end()) continue;
            seen.push_back(group);
            for (int i = first; i < end && std::size_t(i) < course.log.parameters.size(); ++i)
                named.push_back({group + "." + parameter_table[i].name, course.log.parameters[std::size_t(i)],
                                 &parameter_table.entry[i]});
        }
        first = end;
    }
    return named;
}

}  // namespace twinarm::table
