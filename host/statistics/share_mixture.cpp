// A mixture of binomials.
#include "host/statistics/share_mixture.hpp"

#include <algorithm>

namespace twinarm::statistics {
namespace {

constexpr double farthest = 12;       // of the logit
constexpr double negligible = 1e-15;  // of a count's probability

/// Adds weight * Binomial(n, share) to the counts, from its mode outwards.
void add_binomial(double share, double weight, std::vector<double>& counts) {
    const int n = int(counts.size()) - 1;
    const int mode = std::min(int((n + 1) * share), n);
    const double odds = share / (1 - share);
    const double at_mode =
        weight * std::exp(std::lgamma(n + 1.0) - std::lgamma(mode + 1.0) - std::lgamma(n - mode + 1.0) +
                          mode * std::log(share) + (n - mode) * std::log1p(-share));
    double probability = at_mode;
    for (int x = mode; x <= n && probability > negligible * at_mode; ++x) {
        counts[std::size_t(x)] += probability;
        probability *= odds * (n - x) / (x + 1);
    }
    probability = at_mode;
    for (int x = mode; x > 0 && probability > negligible * at_mode; --x) {
        probability *= x / (odds * (n - x + 1));
        counts[std::size_t(x - 1)] += probability;
    }
}

}  // namespace

ShareMixture::ShareMixture() : weights_(std::size_t(2 * farthest / step) + 2) {}

void ShareMixture::add(double share, double weight) {
    const double place = (std::clamp(logit(share), -farthest, farthest) + farthest) / step;
    const auto below = std::size_t(place);
    const double above = place - double(below);
    weights_[below] += weight * (1 - above);
    weights_[below + 1] += weight * above;
    all_ += weight;
}

std::vector<double> ShareMixture::counts(int n) const {
    if (!(all_ > 0)) return {};
    std::vector<double> counts(std::size_t(n) + 1);
    for (std::size_t i = 0; i < weights_.size(); ++i)
        if (weights_[i] > 0)
            add_binomial(share_of_logit(double(i) * step - farthest), weights_[i] / all_, counts);
    return counts;
}

int quantile_of_counts(const std::vector<double>& counts, double p) {
    double sum = 0;
    for (std::size_t x = 0; x < counts.size(); ++x)
        if ((sum += counts[x]) >= p) return int(x);
    return int(counts.size()) - 1;
}

}  // namespace twinarm::statistics
