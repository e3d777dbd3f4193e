// Correlations of the latent normals: a matrix, its check, its Cholesky factor.
#include <fmt/format.h>

#include <algorithm>
#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <map>

#include "host/base/nearest.hpp"
#include "host/cohort/parameter_range.hpp"
#include "host/cohort/read_parameters.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm::cohort {
namespace {

struct Correlation {
    int first, second;  ///< indices in parameter_table
    double value;
    base::Place place;
};

/// A parameter that can be correlated: one continuous component, or categories.
bool can_be_correlated(const Marginal& m) {
    return m.kind == DistributionKind::categorical ||
           (m.kind != DistributionKind::fixed && m.component_count == 1);
}

bool has_no_spread(const Marginal& marginal) {
    return marginal.kind == DistributionKind::fixed && marginal.component_count != 0;
}

/// Whether the parameter of some further drug of the kind has a spread, which the correlation holds for, too.
bool varies_in_a_further_drug(int index, const Cohort& cohort) {
    return std::any_of(cohort.drugs.begin(), cohort.drugs.end(), [&](const CohortDrug& drug) {
        const ParameterSpan own = parameters_of(drug.kind);
        const int i = index - own.first;
        return drug.marginals > 0 && i >= 0 && i < own.count &&
               !has_no_spread(cohort.study.population.marginal[drug.marginals + i]);
    });
}

/// A fixed value has no spread: its correlations fall away, with a warning where it was fixed or, where the
/// file leaves it to its default, at the correlation.
bool falls_away(int index, const toml::Node& root, const Cohort& cohort, const base::Place& correlation,
                base::Report& report) {
    if (!has_no_spread(cohort.study.population.marginal[index]) || varies_in_a_further_drug(index, cohort))
        return false;
    const ParameterEntry& entry = parameter_table[index];
    const toml::Node* fixed = root.find(entry.group)->find(entry.name);
    report.warn(fixed == nullptr ? correlation : fixed->place,
                fmt::format("`{}` is a fixed value: its correlations fall away", key_of(index)));
    return true;
}

/// "nivolumab.clearance" of "pembrolizumab.clearance"; empty where it is no parameter of a further drug.
std::string key_of_own_drug(const std::string& key, const Cohort& cohort) {
    for (const ParameterNote& note : cohort.notes)
        if (note.key == key) return key_of(note.parameter);
    return {};
}

/// Index of a named parameter that can be correlated, or -1 with a diagnostic. A correlation of 0 says that
/// two parameters are independent, which any two can be.
int correlated_parameter(const toml::Node& name, double value, const Cohort& cohort, base::Report& report) {
    const Population& population = cohort.study.population;
    const std::optional<std::string> key = toml::text_value(&name, report);
    if (!key) return -1;
    const int index = parameter_index(*key);
    if (index < 0) {
        const std::string own = key_of_own_drug(*key, cohort);
        report.add(name.place, own.empty()
                                   ? fmt::format("no such parameter `{}`{}", *key,
                                                 base::did_you_mean(*key, parameter_keys()))
                                   : fmt::format("a patient has the same percentile of `{}` as of `{}`: give "
                                                 "the correlation of `{}`, it holds for both",
                                                 *key, own, own));
        return -1;
    }
    const Marginal& marginal = population.marginal[index];
    if (marginal.component_count == 0) return -1;  // its own error is already reported
    if (value == 0 || marginal.kind == DistributionKind::fixed || can_be_correlated(marginal)) return index;
    report.add(
        name.place,
        fmt::format(
            "`{}` is a mixture: only a parameter of one continuous component, or of categories, can be "
            "correlated; value = 0 removes a correlation",
            *key));
    return -1;
}

std::vector<Correlation> read_list(const toml::Node& root, const toml::Node& list, const Cohort& cohort,
                                   base::Report& report) {
    std::vector<Correlation> found;
    std::map<std::pair<int, int>, base::Place> seen;
    for (const toml::Node& one : list.children) {
        toml::Fields fields(&one, "[[correlation]]", list.place, report);
        const toml::Node* between = fields.need("between", "the two parameters");
        const toml::Node* value_node = fields.need("value", "correlation of the latent normals");
        const auto value = toml::number_value(value_node, report, -1, 1);
        toml::text_value(fields.need("source", "where the number comes from, or the word \"assumed\""),
                         report);
        fields.close();
        if (between == nullptr) continue;
        if (!between->is_array() || between->children.size() != 2) {
            report.add(between->place,
                       "`between` is a list of two parameters, as in [\"tumour.growth_rate\", "
                       "\"tumour.baseline_sld\"]");
            continue;
        }
        int first = correlated_parameter(between->children[0], value.value_or(1), cohort, report);
        int second = correlated_parameter(between->children[1], value.value_or(1), cohort, report);
        if (first < 0 || second < 0 || !value) continue;
        if (second < first) std::swap(first, second);
        if (first == second) {
            report.add(between->place, fmt::format("`{}` is correlated with itself", key_of(first)));
            continue;
        }
        const auto [known, is_new] = seen.try_emplace({first, second}, between->place);
        if (!is_new) {
            report.add(between->place,
                       fmt::format("the correlation of `{}` and `{}` is given twice: also at {}:{}:{}",
                                   key_of(first), key_of(second), known->second.file, known->second.line,
                                   known->second.column));
            continue;
        }
        if (*value == 0) continue;
        const bool first_falls = falls_away(first, root, cohort, between->place, report);
        if (falls_away(second, root, cohort, between->place, report) || first_falls) continue;
        found.push_back({first, second, *value, value_node->place});
    }
    return found;
}

/// The parameters that make the matrix fail: those with a part in the direction of its smallest eigenvalue.
void report_not_positive(const Eigen::MatrixXd& matrix, const Copula& copula,
                         const std::vector<Correlation>& given, const std::map<int, int>& row,
                         base::Report& report) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
    const Eigen::VectorXd direction = solver.eigenvectors().col(0);
    std::vector<std::string> names;
    for (int i = 0; i < copula.count; ++i)
        if (std::abs(direction[i]) > 0.1) names.push_back(key_of(copula.parameter[i]));
    // The strongest pull towards the negative eigenvalue is where the reader should look first.
    const Correlation* worst = &given.front();
    double pull = 0;
    for (const Correlation& c : given) {
        const double here = c.value * direction[row.at(c.first)] * direction[row.at(c.second)];
        if (here < pull) {
            pull = here;
            worst = &c;
        }
    }
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i)
        list += (i == 0 ? "`" : i + 1 == names.size() ? " and `" : ", `") + names[i] + "`";
    report.add(
        worst->place,
        fmt::format("the correlations of {} contradict each other: their matrix is not positive definite "
                    "(smallest eigenvalue {:.3g})",
                    list, solver.eigenvalues()[0]));
}

}  // namespace

void read_correlations(const toml::Node& root, Cohort& cohort, base::Report& report) {
    Population& population = cohort.study.population;
    const toml::Node* list = root.find("correlation");
    if (list == nullptr) return;
    if (!list->is_array()) {
        report.add(list->place, "correlations are written as [[correlation]], one for each pair");
        return;
    }
    const std::vector<Correlation> given = read_list(root, *list, cohort, report);
    if (given.empty()) return;

    std::map<int, int> row;  // in order of the parameter table
    for (const Correlation& c : given) row[c.first] = row[c.second] = 0;
    Copula& copula = population.copula;
    if (row.size() > std::size_t(max_correlated)) {
        report.add(list->place,
                   fmt::format("{} parameters are correlated: the limit is {}", row.size(), max_correlated));
        return;
    }
    for (auto& [parameter, place] : row) {
        place = copula.count;
        population.marginal[parameter].copula_row = copula.count;
        copula.parameter[copula.count++] = parameter;
    }
    for (const CohortDrug& drug : cohort.drugs)
        if (drug.marginals > 0) {
            const ParameterSpan own = parameters_of(drug.kind);
            for (int i = 0; i < own.count; ++i)
                population.marginal[drug.marginals + i].copula_row =
                    population.marginal[own.first + i].copula_row;
        }
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(copula.count, copula.count);
    for (const Correlation& c : given)
        matrix(row[c.first], row[c.second]) = matrix(row[c.second], row[c.first]) = c.value;
    const Eigen::LLT<Eigen::MatrixXd> cholesky(matrix);
    const Eigen::MatrixXd factor = cholesky.matrixL();
    if (cholesky.info() != Eigen::Success || factor.diagonal().minCoeff() < 1e-6) {
        report_not_positive(matrix, copula, given, row, report);
        return;
    }
    for (int i = 0; i < copula.count; ++i)
        for (int j = 0; j <= i; ++j) copula.factor[i][j] = factor(i, j);
}

}  // namespace twinarm::cohort
