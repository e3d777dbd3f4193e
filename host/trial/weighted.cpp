// Statistics of values with weights.
#include "host/trial/weighted.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace twinarm {
namespace {

constexpr double quantile_levels[] = {0.025, 0.25, 0.5, 0.75, 0.975};
constexpr double rounding = 1e-12;  ///< of sums of weights

std::vector<std::size_t> order_of(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    return order;
}

double sum_of(const std::vector<double>& numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

}  // namespace

double effective_number(const std::vector<double>& weights) {
    double squares = 0;
    for (const double weight : weights) squares += weight * weight;
    return squares > 0 ? 1 / squares : 0;
}

double quantile_by_weight(const std::vector<double>& values, const std::vector<double>& weights, double p) {
    const double wanted = p * sum_of(weights) * (1 - rounding);
    double below = 0, value = std::nan("");
    for (const std::size_t i : order_of(values)) {
        below += weights[i];
        value = values[i];
        if (below >= wanted) break;
    }
    return value;
}

std::vector<double> weighted_ranks(const std::vector<double>& values, const std::vector<double>& weights) {
    const std::vector<std::size_t> order = order_of(values);
    const double all = sum_of(weights);
    std::vector<double> ranks(values.size());
    double below = 0;
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        double here = 0;
        while (last < order.size() && values[order[last]] == values[order[first]])
            here += weights[order[last++]];
        for (; first < last; ++first) ranks[order[first]] = (below + here / 2) / all;
        below += here;
    }
    return ranks;
}

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
        result.quantiles.push_back({p, quantile_by_weight(numbers, weights, p)});
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
    if (std::isfinite(of_one)) {
        result.monte_carlo_of_one = std::sqrt(of_one);
        result.monte_carlo_standard_error = std::sqrt(of_mean);
    }
    const double free = 1 - 1 / effective_number(weights);
    if (values.size() < 2 || free <= 0) return result;
    result.observed_standard_deviation = std::sqrt(spread / free);
    if (std::isfinite(within)) result.standard_deviation = std::sqrt(std::max(0.0, (spread - within) / free));
    return result;
}

}  // namespace twinarm
