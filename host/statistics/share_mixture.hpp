// What a trial of n patients observes of a share that is itself uncertain: a mixture of binomials.
#pragma once

#include <cmath>
#include <vector>

namespace twinarm::statistics {

inline double logit(double share) {
    return std::log(share / (1 - share));
}
inline double share_of_logit(double logit) {
    return 1 / (1 + std::exp(-logit));
}

/// N(0, 1) as a sum: visit(z, weight) from z = -4 to 4 in equal steps; the weights have the sum 1.
template <class Visit>
void for_each_normal(int steps, const Visit& visit) {
    double all = 0;
    const auto at = [&](int i) { return -4 + 8.0 * i / steps; };
    for (int i = 0; i <= steps; ++i) all += std::exp(-at(i) * at(i) / 2);
    for (int i = 0; i <= steps; ++i) visit(at(i), std::exp(-at(i) * at(i) / 2) / all);
}

/// Shares with weights, kept by their logits in steps that are fine beside the spread of a count. Shares
/// below 6e-6 or above 1 - 6e-6 count as these.
class ShareMixture {
  public:
    static constexpr double step = 0.03;  ///< of the logit

    ShareMixture();

    void add(double share, double weight);

    /// The probabilities of 0, 1, ..., n of n patients; empty for an empty mixture.
    std::vector<double> counts(int n) const;

  private:
    std::vector<double> weights_;  ///< by logit
    double all_ = 0;
};

/// The smallest count x with a probability of at least p of x or less.
int quantile_of_counts(const std::vector<double>& counts, double p);

}  // namespace twinarm::statistics
