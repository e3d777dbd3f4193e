// All parameters, in the order of the table.
#include "host/cohort/read_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "host/cohort/defaulted_parameters.hpp"
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

Marginal fixed_at(double value) {
    Marginal marginal{};
    marginal.kind = DistributionKind::fixed;
    marginal.component_count = 1;
    marginal.copula_row = -1;
    marginal.component[0] = {1, value, 0, 0, 1};
    return marginal;
}

class ParameterReader {
  public:
    ParameterReader(Cohort& cohort, base::Report& report) : cohort_(cohort), report_(report) {}

    /// Parameter `index` of the table, from the table `group` of a file, into a place of the population.
    void read(int index, toml::Fields& group, const std::string& name, int place) {
        const ParameterEntry& entry = parameter_table[index];
        Marginal& marginal = cohort_.study.population.marginal[place];
        const std::optional<double> otherwise = default_of(index);
        const std::string unit = std::string_view(entry.unit) == "1" ? "a plain number" : entry.unit;
        const toml::Node* node = otherwise
                                     ? group.find(entry.name)
                                     : group.need(entry.name, fmt::format("{}; {}", entry.meaning, unit));
        if (node == nullptr) {
            if (otherwise) marginal = fixed_at(*otherwise);
            if (otherwise) return;
        }
        ParameterNote note;
        note.parameter = index;
        note.key = name + "." + entry.name;
        if (node != nullptr) marginal = read_distribution(*node, note, report_);
        cohort_.notes.push_back(std::move(note));
    }

  private:
    Cohort& cohort_;
    base::Report& report_;
};

/// The table of a further drug, with what it does not give from the drug that it is like.
toml::Node parameters_of_drug(const toml::Node& root, const DrugFacts& drug, const DrugFactsTable& drugs) {
    toml::Node table;
    table.kind = toml::Node::Kind::table;
    table.name = drug.drug.name;
    table.place = table.key = drug.place;
    if (const toml::Node* own = root.find(drug.drug.name)) table = *own;
    if (drug.like.empty() || !table.is_table()) return table;
    const auto other = std::find_if(drugs.begin(), drugs.end(),
                                    [&](const DrugFacts& one) { return one.drug.name == drug.like; });
    for (const toml::Node& parameter : parameters_of_drug(root, *other, drugs).children)
        if (table.find(parameter.name) == nullptr) table.children.push_back(parameter);
    return table;
}

}  // namespace

void read_parameters(const toml::Node& root, const DrugFactsTable& drugs, Cohort& cohort,
                     base::Report& report) {
    ParameterReader reader(cohort, report);
    std::map<std::string, toml::Fields> groups;
    for (int i = 0; i < parameter_count; ++i) {
        const ParameterEntry& entry = parameter_table[i];
        const auto [group, is_new] = groups.try_emplace(entry.group, root.find(entry.group),
                                                        fmt::format("[{}]", entry.group), root.place, report);
        reader.read(i, group->second, entry.group, i);
    }
    for (auto& [name, fields] : groups) fields.close();
    for (const DrugFacts& drug : drugs) {
        if (drug.drug.marginals == 0 || drug.broken) continue;
        const toml::Node table = parameters_of_drug(root, drug, drugs);
        toml::Fields group(&table, fmt::format("[{}]", drug.drug.name), root.place, report);
        const ParameterSpan span = parameters_of(drug.drug.kind);
        for (int i = 0; i < span.count; ++i)
            reader.read(span.first + i, group, drug.drug.name, drug.drug.marginals + i);
        group.close();
    }
    check_grades(root, cohort.study.population, report);
}

}  // namespace twinarm::cohort
