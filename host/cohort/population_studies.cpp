// A cohort under its populations.
#include "host/cohort/population_studies.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/cohort/read_cohort.hpp"
#include "host/cohort/resolved_cohort.hpp"
#include "host/toml/units.hpp"

namespace twinarm::cohort {
namespace {

/// The column as numbers in one unit, where all of its cells are numbers of one dimension that differ.
std::vector<double> numbers_of(const Populations& populations, std::size_t column) {
    std::vector<double> numbers;
    const toml::Unit* first = nullptr;
    for (const PlausiblePopulation& row : populations.rows) {
        const std::string& cell = row.values[column];
        const bool quoted = cell.size() > 1 && cell.front() == '"' && cell.back() == '"';
        const auto quantity = toml::parse_quantity(quoted ? cell.substr(1, cell.size() - 2) : cell);
        if (!quantity) return {};
        const toml::Unit* unit = toml::find_unit(quantity->unit);
        if (unit == nullptr && !quantity->unit.empty()) return {};
        if (numbers.empty()) first = unit;
        if ((unit == nullptr) != (first == nullptr) ||
            (unit != nullptr && std::string(unit->dimension) != first->dimension))
            return {};
        numbers.push_back(unit == nullptr ? quantity->value
                                          : toml::converted(quantity->value, *unit, *first));
    }
    const bool same = std::all_of(numbers.begin(), numbers.end(), [&](double n) { return n == numbers[0]; });
    return same ? std::vector<double>() : numbers;
}

bool is_known(const std::vector<base::Diagnostic>& warnings, const base::Diagnostic& one) {
    return std::any_of(warnings.begin(), warnings.end(),
                       [&](const base::Diagnostic& known) { return known.message == one.message; });
}

}  // namespace

PopulationStudies one_population(const Cohort& cohort, std::uint64_t patients) {
    PopulationStudies one;
    one.design.names = {"the cohort's"};
    one.design.weights = {1};
    one.design.between_trial_sd = {cohort.trial.between_trial_sd};
    one.design.patients_each = patients;
    one.studies.add(cohort.study);
    return one;
}

Cohort cohort_of_population(const Cohort& base, const Populations& populations, std::size_t row) {
    Cohort cohort = read_resolved(base.resolved, base.id, populations.settings(row, base.disease));
    cohort.study.seed = base.study.seed;
    return cohort;
}

PopulationStudies plausible_populations(const Cohort& base, const Populations& populations,
                                        std::uint64_t patients) {
    const std::uint64_t count = populations.rows.size();
    PopulationStudies made;
    base::Report report;
    PopulationDesign& design = made.design;
    made.text = populations.text;
    design.file = populations.file;
    design.sha256 = populations.sha256;
    design.patients_each = (patients + count - 1) / count;
    const ResolvedCohort resolved(base.resolved, base.id);
    for (std::size_t k = 0; k < count; ++k) {
        Cohort cohort = resolved.with(populations.settings(k, base.disease));
        cohort.study.seed = base.study.seed;
        for (const base::Diagnostic& one : cohort.warnings)
            if (!is_known(base.warnings, one)) report.warn({one.file, one.line, one.column}, one.message);
        design.names.push_back(populations.rows[k].name);
        design.weights.push_back(populations.rows[k].weight);
        design.between_trial_sd.push_back(cohort.trial.between_trial_sd);
        made.studies.add(cohort.study);
    }
    made.warnings = report.warnings();
    for (const std::size_t column : populations.columns_of(base.disease)) {
        if (populations.columns[column].path.rfind("trial.", 0) == 0)
            continue;  // moves trials, no population
        std::vector<double> numbers = numbers_of(populations, column);
        if (!numbers.empty())
            design.parameters.push_back({populations.columns[column].path, std::move(numbers)});
    }
    return made;
}

}  // namespace twinarm::cohort
