// Sums over weighted rows, always in the order of the rows.
#include "host/calibrate/weights.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace twinarm {

std::vector<double> normalised(const std::vector<double>& log_weights) {
    const double largest = *std::max_element(log_weights.begin(), log_weights.end());
    std::vector<double> weights;
    double sum = 0;
    for (const double log_weight : log_weights) {
        weights.push_back(std::exp(log_weight - largest));
        sum += weights.back();
    }
    for (double& weight : weights) weight /= sum;
    return weights;
}

double effective_sample_size(const std::vector<double>& weights) {
    double sum = 0, squares = 0;
    for (const double weight : weights) {
        sum += weight;
        squares += weight * weight;
    }
    return squares > 0 ? sum * sum / squares : 0;
}

double tempering_power(const std::vector<double>& log_prior_ratio, const std::vector<double>& log_likelihood,
                       double wanted) {
    const auto effective = [&](double power) {
        std::vector<double> log_weights(log_likelihood.size());
        for (std::size_t i = 0; i < log_weights.size(); ++i)
            log_weights[i] = log_prior_ratio[i] + power * log_likelihood[i];
        return effective_sample_size(normalised(log_weights));
    };
    if (effective(1) >= wanted) return 1;
    double low = 1e-6, high = 1;
    for (int i = 0; i < 40; ++i) {
        const double middle = std::sqrt(low * high);
        (effective(middle) >= wanted ? low : high) = middle;
    }
    return low;
}

double weighted_quantile(const std::vector<double>& values, const std::vector<double>& weights, double p) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    double reached = 0;
    for (const std::size_t i : order) {
        reached += weights[i];
        if (reached >= p) return values[i];
    }
    return values[order.back()];
}

Moments weighted_moments(const std::vector<double>& values, const std::vector<double>& weights) {
    Moments moments;
    for (std::size_t i = 0; i < values.size(); ++i) moments.mean += weights[i] * values[i];
    double variance = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        variance += weights[i] * (values[i] - moments.mean) * (values[i] - moments.mean);
    moments.sd = std::sqrt(variance);
    return moments;
}

std::vector<int> systematic_resample(const std::vector<double>& weights, int count, double start) {
    std::vector<int> times(weights.size(), 0);
    double reached = 0;
    int next = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        reached += weights[i] * count;
        for (; next < count && next + start <= reached; ++next) ++times[i];
    }
    if (next < count) times.back() += count - next;  // rounding of the last sum
    return times;
}

}  // namespace twinarm
