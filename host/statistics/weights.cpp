// Sums over weighted rows, always in the order of the rows.
#include "host/statistics/weights.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace twinarm::statistics {

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

namespace {

struct Pareto {
    double k, sigma;
};

/// Generalised Pareto distribution of ascending exceedances: the posterior mean of Zhang and Stephens, its
/// shape pulled towards 1/2 by as much as ten observations.
Pareto fitted_pareto(const std::vector<double>& x) {
    const double n = double(x.size());
    const int grid = 30 + int(std::sqrt(n));
    const double quartile = x[std::size_t(n / 4 + 0.5) - 1];
    const auto shape = [&](double b) {
        double sum = 0;
        for (const double one : x) sum += std::log1p(-b * one);
        return sum / n;
    };
    std::vector<double> b, log_likelihood;
    for (int j = 1; j <= grid; ++j) {
        b.push_back(1 / x.back() + (1 - std::sqrt(grid / (j - 0.5))) / (3 * quartile));
        const double k = shape(b.back());
        log_likelihood.push_back(n * (std::log(-b.back() / k) - k - 1));
    }
    const std::vector<double> weight = normalised(log_likelihood);
    const double mean = std::inner_product(b.begin(), b.end(), weight.begin(), 0.0);
    const double k = shape(mean);
    return {(n * k + 5) / (n + 10), -k / mean};
}

double pareto_quantile(const Pareto& pareto, double p) {
    if (std::abs(pareto.k) < 1e-9) return -pareto.sigma * std::log1p(-p);
    return pareto.sigma * std::expm1(-pareto.k * std::log1p(-p)) / pareto.k;
}

}  // namespace

SmoothedWeights smoothed_weights(const std::vector<double>& log_weights) {
    SmoothedWeights smoothed{normalised(log_weights), 0};
    std::vector<double>& weights = smoothed.weights;
    const double rows = double(weights.size());
    const auto tail = std::ptrdiff_t(std::ceil(std::min(0.2 * rows, 3 * std::sqrt(rows))));
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return weights[a] < weights[b]; });
    if (tail < 5 || tail >= std::ptrdiff_t(rows)) return smoothed;
    const double threshold = weights[*(order.end() - tail - 1)], largest = weights[order.back()];
    std::vector<double> excess;
    for (auto i = order.end() - tail; i != order.end(); ++i) excess.push_back(weights[*i] - threshold);
    if (!(excess.front() > 0)) return smoothed;  // many alike: nothing to smooth
    const Pareto pareto = fitted_pareto(excess);
    double sum = 0;
    for (std::size_t j = 0; j < excess.size(); ++j) {
        const double expected = threshold + pareto_quantile(pareto, (double(j) + 0.5) / double(tail));
        weights[*(order.end() - tail + std::ptrdiff_t(j))] = std::min(expected, largest);
    }
    for (const double weight : weights) sum += weight;
    for (double& weight : weights) weight /= sum;
    smoothed.pareto_k = pareto.k;
    return smoothed;
}

}  // namespace twinarm::statistics
