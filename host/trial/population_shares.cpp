// One share in every population.
#include "host/trial/population_shares.hpp"

#include <algorithm>

#include "host/statistics/weighted.hpp"

namespace twinarm::trial {
namespace {

using statistics::PopulationValue;

double open_share(double share, double patients) {
    const double least = 0.5 / (patients + 1);
    return std::clamp(share, least, 1 - least);
}

PredictiveRange range_of(const std::vector<double>& counts) {
    if (counts.empty()) return {};
    const double n = double(counts.size() - 1);
    const auto at = [&](double p) { return statistics::quantile_of_counts(counts, p) / n; };
    return {at(predictive_lower), at(0.5), at(predictive_upper)};
}

std::optional<double> if_finite(double value) {
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

}  // namespace

std::vector<double> shares_by_population(const PopulationValues& values, std::size_t populations) {
    const std::vector<double> own = statistics::own_values(values);
    double sum = 0, all = 0, patients = 0;
    for (const PopulationValue& one : values) {
        sum += one.weight * one.value;
        all += one.weight;
        patients += one.patients;
    }
    std::vector<double> shares(populations, all > 0 ? open_share(sum / all, patients) : 0.5);
    for (std::size_t i = 0; i < values.size(); ++i)
        shares[values[i].population] = open_share(own[i], patients);
    return shares;
}

statistics::ShareMixture share_in_a_trial(const std::vector<double>& shares, const EffectOfTrials& effect,
                                          int steps, double (*of_share)(double)) {
    statistics::ShareMixture mixture;
    for (std::size_t k = 0; k < shares.size(); ++k)
        statistics::for_each_normal(steps, [&](double z, double weight) {
            mixture.add(of_share(moved(shares[k], z * effect.sd[k])), weight * effect.weight[k]);
        });
    return mixture;
}

PredictiveRange range_over_populations(const std::vector<double>& values,
                                       const std::vector<double>& weights) {
    if (values.size() < 2) return {};
    const auto at = [&](double p) { return if_finite(statistics::weighted_quantile(values, weights, p)); };
    return {at(predictive_lower), at(0.5), at(predictive_upper)};
}

Predictive predictive_share(const PopulationValues& all, const statistics::ShareMixture& mixture, int n) {
    Predictive made;
    if (all.empty()) return made;
    std::vector<double> weights;
    for (const PopulationValue& one : all) weights.push_back(one.weight);
    made.mean = statistics::over_populations(all).mean;
    made.populations = range_over_populations(statistics::own_values(all), weights);
    made.one_trial = range_of(mixture.counts(n));
    return made;
}

}  // namespace twinarm::trial
