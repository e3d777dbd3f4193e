// Statistics of values with weights.
#include "host/statistics/weighted.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace twinarm::statistics {

namespace {

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

std::vector<double> even_weights(std::size_t count) {
    return std::vector<double>(count, 1.0 / double(count));
}

double effective_sample_size(const std::vector<double>& weights) {
    double sum = 0, squares = 0;
    for (const double weight : weights) {
        sum += weight;
        squares += weight * weight;
    }
    return squares > 0 ? sum * sum / squares : 0;
}

double weighted_quantile(const std::vector<double>& values, const std::vector<double>& weights, double p) {
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

Moments weighted_moments(const std::vector<double>& values, const std::vector<double>& weights) {
    Moments moments;
    for (std::size_t i = 0; i < values.size(); ++i) moments.mean += weights[i] * values[i];
    double variance = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        variance += weights[i] * (values[i] - moments.mean) * (values[i] - moments.mean);
    moments.sd = std::sqrt(variance);
    return moments;
}

}  // namespace twinarm::statistics
