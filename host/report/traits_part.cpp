// ORR in groups of patients with similar traits: fifths of a continuous trait, values of a category.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "host/cohort/parameter_range.hpp"
#include "host/report/chart_number.hpp"
#include "host/report/chart_parts.hpp"
#include "host/statistics/proportion.hpp"
#include "kernels/patient/outcome.hpp"
#include "kernels/patient/sample_patient.hpp"

namespace twinarm::report {

namespace {

constexpr std::size_t groups_of_a_trait = 5;

/// Traits offered to the reader. Those that do not vary in a cohort are left out.
struct Trait {
    const char *key, *label;
    bool measurable;  ///< before treatment, in any clinic; the others are known in the model only
};
constexpr Trait known_traits[] = {{"tumour.baseline_sld", "tumour burden (SLD)", true},
                                  {"receptors.cd8_cd122", "CD122 on CD8 T cells", false},
                                  {"receptors.nk_cd122", "CD122 on NK cells", false},
                                  {"receptors.treg_cd25", "CD25 on Treg", false},
                                  {"receptors.tumour_t_cd25", "CD25 on tumour T cells", false},
                                  {"receptors.endothelium_cd25", "CD25 on endothelium", false},
                                  {"tumour.growth_rate", "tumour growth", false},
                                  {"tumour.killing", "T cell killing at baseline", false},
                                  {"tumour.exhaustion", "function lost to PD-1", false},
                                  {"tumour.resistant_fraction", "resistant share", false},
                                  {"lymphocytes.cd8_count", "CD8 T cells in blood", true},
                                  {"toxicity.leak_tolerance", "tolerated leak", false},
                                  {"covariates.weight", "weight", true},
                                  {"covariates.age", "age", true},
                                  {"covariates.male", "man", true},
                                  {"covariates.ecog", "ECOG status", true},
                                  {"covariates.ldh_elevated", "LDH elevated", true},
                                  {"covariates.pdl1_positive", "PD-L1 positive", true},
                                  {"covariates.imdc_class", "IMDC risk class", true}};

/// Patients [first, last) of those sorted by the trait.
struct Group {
    std::size_t first, last;
};

std::vector<Group> fifths(std::size_t patients) {
    std::vector<Group> groups;
    for (std::size_t g = 0; g < groups_of_a_trait; ++g)
        groups.push_back({g * patients / groups_of_a_trait, (g + 1) * patients / groups_of_a_trait});
    return groups;
}

std::vector<Group> equal_values(const std::vector<double>& sorted) {
    std::vector<Group> groups;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i == 0 || sorted[i] != sorted[i - 1]) groups.push_back({i, i});
        groups.back().last = i + 1;
    }
    return groups;
}

struct Count {
    std::uint64_t responders = 0, completed = 0;
};

Count count_in(const PatientsScan& scan, const std::vector<std::size_t>& order, const Group& group,
               std::size_t arm) {
    Count count;
    for (std::size_t i = group.first; i < group.last; ++i) {
        const KeptOutcome& outcome = scan.outcome(order[i], arm);
        count.completed += outcome.completed;
        count.responders += outcome.completed && is_responder(outcome.response);
    }
    return count;
}

store::Json rates_of(const PatientsScan& scan, const std::vector<std::size_t>& order, const Group& group,
                     std::size_t arm) {
    const auto [responders, completed] = count_in(scan, order, group, arm);
    const statistics::Interval limits = statistics::clopper_pearson(responders, completed);
    return {responders, completed, chart_number(limits.lower), chart_number(limits.upper)};
}

/// ORR of the highest group minus that of the lowest, with its 95% limits; null without patients in one.
store::Json difference_of(const PatientsScan& scan, const std::vector<std::size_t>& order,
                          const std::vector<Group>& groups, std::size_t arm) {
    const Count low = count_in(scan, order, groups.front(), arm);
    const Count high = count_in(scan, order, groups.back(), arm);
    if (low.completed == 0 || high.completed == 0) return nullptr;
    const statistics::Interval limits =
        statistics::newcombe_difference(high.responders, high.completed, low.responders, low.completed);
    const double difference =
        double(high.responders) / double(high.completed) - double(low.responders) / double(low.completed);
    return {chart_number(difference), chart_number(limits.lower), chart_number(limits.upper)};
}

}  // namespace

store::Json traits_part(const ReportRun& run, const PatientsScan& scan) {
    std::vector<int> wanted;
    std::vector<const Trait*> known;
    for (const Trait& trait : known_traits) {
        const int index = cohort::parameter_index(trait.key);
        if (index < 0 || run.cohort.study.population.marginal[index].kind == DistributionKind::fixed)
            continue;
        wanted.push_back(index);
        known.push_back(&trait);
    }
    std::vector<std::vector<double>> values(wanted.size());
    cohort::StudySpace space;
    for (const std::uint64_t number : scan.patients) {
        const Study& study = run.study_of(number, space);
        const auto patient = sample_patient<double>(study.population, study.seed, number);
        std::vector<double> all;
        for_each_parameter(patient, [&](double value, int) { all.push_back(value); });
        for (std::size_t t = 0; t < wanted.size(); ++t) values[t].push_back(all[std::size_t(wanted[t])]);
    }

    store::Json traits = store::Json::array();
    std::vector<std::size_t> order(scan.patients.size());
    for (std::size_t t = 0; t < wanted.size(); ++t) {
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return values[t][a] < values[t][b]; });
        std::vector<double> sorted;
        for (const std::size_t i : order) sorted.push_back(values[t][i]);
        const ParameterEntry& entry = parameter_table[wanted[t]];
        const bool category =
            run.cohort.study.population.marginal[wanted[t]].kind == DistributionKind::categorical;
        std::vector<Group> split = category ? equal_values(sorted) : fifths(sorted.size());
        std::erase_if(split, [](const Group& group) { return group.first == group.last; });
        store::Json groups = store::Json::array(), differences = store::Json::array();
        for (std::size_t a = 0; a < scan.arms && split.size() > 1; ++a)
            differences.push_back(difference_of(scan, order, split, a));
        for (const Group& group : split) {
            store::Json arms = store::Json::array();
            for (std::size_t a = 0; a < scan.arms; ++a) arms.push_back(rates_of(scan, order, group, a));
            groups.push_back({{"from", chart_number(sorted[group.first])},
                              {"to", chart_number(sorted[group.last - 1])},
                              {"middle", chart_number(sorted[(group.first + group.last - 1) / 2])},
                              {"arms", arms}});
        }
        traits.push_back({{"key", cohort::key_of(wanted[t])},
                          {"label", known[t]->label},
                          {"measurable", known[t]->measurable},
                          {"meaning", entry.meaning},
                          {"unit", entry.unit},
                          {"category", category},
                          {"differences", differences},
                          {"groups", groups}});
    }
    return {{"patients", scan.patients.size()}, {"step", scan.step}, {"traits", traits}};
}

}  // namespace twinarm::report
