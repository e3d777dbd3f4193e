// Numbers of an arm, one a population.
#include "host/trial/population_series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/statistics/partial_rank_correlation.hpp"
#include "host/statistics/proportion.hpp"

namespace twinarm::trial {
namespace {

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

void add_sensitivities(const std::vector<statistics::PopulationValue>& orr,
                       const std::vector<cohort::PopulationParameter>& parameters, ArmOverPopulations& arm) {
    if (parameters.empty()) {
        arm.no_sensitivities = "no hyper-parameter that is a number differs between the populations";
        return;
    }
    std::vector<std::vector<double>> x;
    std::vector<double> y, weights;
    for (const statistics::PopulationValue& value : orr) {
        y.push_back(value.value);
        weights.push_back(value.weight);
    }
    for (const cohort::PopulationParameter& parameter : parameters) {
        x.emplace_back();
        for (const statistics::PopulationValue& value : orr)
            x.back().push_back(parameter.values[value.population]);
    }
    const auto correlations = statistics::partial_rank_correlations(x, y, weights);
    if (correlations.empty())
        arm.no_sensitivities =
            "too few effective populations for so many hyper-parameters, some determine others, or all rates "
            "are equal";
    for (std::size_t i = 0; i < correlations.size(); ++i)
        arm.sensitivities.push_back({parameters[i].path, correlations[i].value, correlations[i].limits});
    std::stable_sort(arm.sensitivities.begin(), arm.sensitivities.end(),
                     [](const Sensitivity& a, const Sensitivity& b) {
                         return std::abs(a.correlation) > std::abs(b.correlation);
                     });
}

}  // namespace

void ArmSeries::add(std::size_t population, double weight, const ArmSummary& arm) {
    const auto add_value = [&](std::vector<statistics::PopulationValue>& values, double value,
                               double variance, double patients = 0) {
        values.push_back({population, weight, value, variance, patients});
    };
    const auto add_rate = [&](std::vector<statistics::PopulationValue>& values,
                              const statistics::PopulationRate& rate) {
        if (rate.estimate)
            add_value(values, *rate.estimate, statistics::unbiased_variance(*rate.estimate, rate.of),
                      double(rate.of));
    };
    add_rate(orr, arm.orr_population);
    add_rate(orr_evaluable, arm.orr_evaluable);
    add_rate(complete, arm.complete_population);
    const std::uint64_t completed = arm.patients - arm.patients_failed;
    if (completed == 0) return;
    const auto add_share = [&](std::vector<statistics::PopulationValue>& values, double share) {
        add_value(values, share, statistics::unbiased_variance(share, completed), double(completed));
    };
    for (std::size_t r = 0; r < response_count; ++r) add_share(bor[r], arm.bor[r]);
    add_share(severe_hypotension, arm.severe_hypotension());
    constexpr double infinite = std::numeric_limits<double>::infinity();
    add_value(pfs, arm.pfs.median_days.value_or(infinite), not_known);
    add_value(os, arm.os.median_days.value_or(infinite), not_known);
}

ArmOverPopulations ArmSeries::over(const std::vector<cohort::PopulationParameter>& parameters) const {
    ArmOverPopulations arm;
    arm.orr = statistics::rates_over_populations(orr);
    arm.orr_evaluable = statistics::rates_over_populations(orr_evaluable);
    arm.complete = statistics::rates_over_populations(complete);
    for (std::size_t r = 0; r < response_count; ++r) arm.bor[r] = statistics::rates_over_populations(bor[r]);
    arm.severe_hypotension = statistics::rates_over_populations(severe_hypotension);
    arm.pfs_median_days = statistics::over_populations(pfs);
    arm.os_median_days = statistics::over_populations(os);
    add_sensitivities(orr, parameters, arm);
    return arm;
}

PairOverPopulations pair_over_populations(const std::vector<statistics::PopulationValue>& differences) {
    PairOverPopulations pair;
    pair.difference = statistics::differences_over_populations(differences);
    double all = 0, greater = 0, equal = 0;
    std::vector<double> weights;
    for (const statistics::PopulationValue& d : differences) {
        all += d.weight;
        weights.push_back(d.weight);
        if (d.value > 0) greater += d.weight;
        if (d.value == 0) equal += d.weight;
    }
    pair.a_greater = statistics::share_of_populations(greater, weights);
    pair.equal = statistics::share_of_populations(equal, weights);
    pair.b_greater = statistics::share_of_populations(all - greater - equal, weights);
    return pair;
}

}  // namespace twinarm::trial
