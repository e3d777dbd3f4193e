// One number over plausible populations.
#include "host/statistics/population_value.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/statistics/paired_difference.hpp"
#include "host/statistics/proportion.hpp"
#include "host/statistics/weighted.hpp"

namespace twinarm::statistics {
namespace {

constexpr double quantile_levels[] = {0.025, 0.25, 0.5, 0.75, 0.975};

/// Patients of equal weight who would be as precise; 0 where a value is no share of patients.
double effective_patients(const std::vector<PopulationValue>& values) {
    double all = 0, squares = 0;
    for (const PopulationValue& one : values) {
        if (one.patients <= 0) return 0;
        all += one.weight;
        squares += one.weight * one.weight / one.patients;
    }
    return squares > 0 ? all * all / squares : 0;
}

}  // namespace

PopulationDistribution over_populations(const std::vector<PopulationValue>& values) {
    PopulationDistribution result;
    result.populations = values.size();
    if (values.empty()) return result;
    std::vector<double> numbers, weights;
    double all = 0, mean = 0;
    for (const PopulationValue& v : values) all += v.weight;
    for (const PopulationValue& v : values) {
        numbers.push_back(v.value);
        weights.push_back(v.weight / all);
        mean += weights.back() * v.value;
    }
    for (const double p : quantile_levels)
        result.quantiles.push_back(
            {p, has_quantile(p, values.size()) ? weighted_quantile(numbers, weights, p) : std::nan("")});
    if (!std::isfinite(mean)) return result;
    result.mean = mean;

    double spread = 0, of_one = 0, of_mean = 0, within = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double w = weights[i], variance = values[i].variance;
        spread += w * (numbers[i] - mean) * (numbers[i] - mean);
        of_one += w * variance;
        of_mean += w * w * variance;
        within += w * (1 - w) * variance;
    }
    if (std::isfinite(of_one) && of_one > 0) {
        result.monte_carlo_of_one = std::sqrt(of_one);
        result.monte_carlo_standard_error = std::sqrt(of_mean);
    }
    const double free = 1 - 1 / effective_sample_size(weights);
    if (values.size() < 2 || free <= 0) return result;
    result.observed_standard_deviation = std::sqrt(spread / free);
    const bool nothing_known = of_one == 0 && spread == 0;
    if (std::isfinite(within) && !nothing_known)
        result.standard_deviation = std::sqrt(std::max(0.0, (spread - within) / free));
    return result;
}

std::vector<double> own_values(const std::vector<PopulationValue>& values) {
    const PopulationDistribution all = over_populations(values);
    const double observed = all.observed_standard_deviation.value_or(0);
    const double kept = all.standard_deviation && observed > 0 ? *all.standard_deviation / observed : 1;
    std::vector<double> own;
    for (const PopulationValue& v : values)
        own.push_back(kept == 1 ? v.value : *all.mean + kept * (v.value - *all.mean));
    return own;
}

PopulationDistribution rates_over_populations(const std::vector<PopulationValue>& rates) {
    PopulationDistribution result = over_populations(rates);
    const double n = effective_patients(rates);
    if (result.mean && !result.monte_carlo_standard_error && n > 0)
        result.limits = exact_limits(std::clamp(*result.mean, 0.0, 1.0) * n, n);
    return result;
}

PopulationDistribution differences_over_populations(const std::vector<PopulationValue>& differences) {
    PopulationDistribution result = over_populations(differences);
    const double n = effective_patients(differences);
    if (!result.mean || result.monte_carlo_standard_error || n == 0) return result;
    const double first = differences.front().value;
    const bool all_agree = std::all_of(differences.begin(), differences.end(),
                                       [&](const PopulationValue& one) { return one.value == first; });
    if (all_agree && (first == 0 || std::abs(first) == 1)) result.limits = discordant_limits(first, n);
    return result;
}

TrialProbability share_of_populations(double weight, const std::vector<double>& weights) {
    if (weights.size() < 2) return {};
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    const double p = std::clamp(weight / all, 0.0, 1.0), n = effective_sample_size(weights);
    TrialProbability share{p, {}, exact_limits(p * n, n)};
    if (p > 0 && p < 1) share.monte_carlo_standard_error = std::sqrt(p * (1 - p) / n);
    return share;
}

}  // namespace twinarm::statistics
