// What a search for a design found.
#include "host/trial/design_report.hpp"

#include <cmath>

#include "host/statistics/weighted.hpp"

namespace twinarm::trial {

PairedChange paired_change(const std::vector<double>& a, const std::vector<double>& b,
                           const std::vector<double>& weights) {
    std::vector<double> differences;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) differences.push_back(b[i] - a[i]);
    const statistics::Moments moments = statistics::weighted_moments(differences, weights);
    const double n = statistics::effective_sample_size(weights);
    return {moments.mean, n > 1 ? moments.sd / std::sqrt(n - 1) : 0};
}

}  // namespace twinarm::trial
