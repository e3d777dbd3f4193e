// Area under the ROC curve.
#include "host/statistics/roc.hpp"

#include <algorithm>
#include <cmath>

#include "host/statistics/proportion.hpp"
#include "host/statistics/weighted.hpp"

namespace twinarm::statistics {
namespace {

/// Share of the sorted numbers below a value, and half of those equal to it.
double placement(double value, const std::vector<double>& sorted) {
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
    return (double(first - sorted.begin()) + double(last - first) / 2) / double(sorted.size());
}

struct Placements {
    double mean = 0, variance = 0;
};

Placements moments_of_placements(const std::vector<double>& values, const std::vector<double>& among) {
    Placements moments;
    const double n = double(values.size());
    double squares = 0;
    for (const double value : values) {
        const double p = placement(value, among);
        moments.mean += p / n;
        squares += p * p / n;
    }
    if (n > 1) moments.variance = std::max(0.0, squares - moments.mean * moments.mean) * n / (n - 1);
    return moments;
}

}  // namespace

std::optional<Auc> area_under_curve(const std::vector<double>& values, const std::vector<bool>& responders) {
    std::vector<double> in, out;
    for (std::size_t i = 0; i < values.size(); ++i) (responders[i] ? in : out).push_back(values[i]);
    if (in.empty() || out.empty()) return std::nullopt;
    std::sort(in.begin(), in.end());
    std::sort(out.begin(), out.end());
    const Placements of_in = moments_of_placements(in, out), of_out = moments_of_placements(out, in);
    const double error = std::sqrt(of_in.variance / double(in.size()) + of_out.variance / double(out.size()));
    const double half = two_sided_normal_quantile(0.95) * error;
    Auc auc{of_in.mean, std::nullopt};
    if (error > 0) auc.limits = {std::max(0.0, auc.value - half), std::min(1.0, auc.value + half)};
    return auc;
}

}  // namespace twinarm::statistics
