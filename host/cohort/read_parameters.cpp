// All parameters, in the order of the table.
#include "host/cohort/read_parameters.hpp"

#include <fmt/format.h>

#include <map>

#include "host/cohort/distribution.hpp"
#include "host/cohort/parameter_range.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm::cohort {
namespace {

/// Grades of hypotension are thresholds of one drive: where all four are plain values they must ascend.
void check_grades(const toml::Node& root, const Population& population, base::Report& report) {
    const int first = parameter_index("toxicity.hypotension_grade1");
    for (int grade = 1; grade < 4; ++grade) {
        const Marginal& lower = population.marginal[first + grade - 1];
        const Marginal& upper = population.marginal[first + grade];
        const bool plain = lower.kind == DistributionKind::fixed && upper.kind == DistributionKind::fixed &&
                           lower.component_count == 1 && upper.component_count == 1;
        if (plain && lower.component[0].location >= upper.component[0].location)
            report.add(root.find("toxicity")->find(parameter_table[first + grade].name)->place,
                       fmt::format("`{}` = {} is not above `{}` = {}", key_of(first + grade),
                                   upper.component[0].location, key_of(first + grade - 1),
                                   lower.component[0].location));
    }
}

}  // namespace

void read_parameters(const toml::Node& root, Cohort& cohort, base::Report& report) {
    std::map<std::string, toml::Fields> groups;
    for (int i = 0; i < parameter_count; ++i) {
        const ParameterEntry& entry = parameter_table[i];
        const toml::Node* table = root.find(entry.group);
        auto [group, is_new] =
            groups.try_emplace(entry.group, table, fmt::format("[{}]", entry.group), root.place, report);
        ParameterNote note;
        note.parameter = i;
        const std::string unit = std::string_view(entry.unit) == "1" ? "a plain number" : entry.unit;
        if (const toml::Node* node =
                group->second.need(entry.name, fmt::format("{}; {}", entry.meaning, unit)))
            cohort.study.population.marginal[i] = read_distribution(*node, i, report, note);
        cohort.notes.push_back(std::move(note));
    }
    for (auto& [name, fields] : groups) fields.close();
    check_grades(root, cohort.study.population, report);
}

}  // namespace twinarm::cohort
