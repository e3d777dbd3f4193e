// Statistics of values with weights.
#pragma once

#include <cstddef>
#include <vector>

namespace twinarm::statistics {

/// So many equal weights that sum to 1.
std::vector<double> even_weights(std::size_t count);

/// (sum w)^2 / sum w^2: the number of equally weighted rows that would be as precise.
double effective_sample_size(const std::vector<double>& weights);

/// The smallest value with at least a share p of the weight at or below it; not-a-number without values. The
/// sum of the weights is rounded, so a share that is p but for 1e-12 of it counts as reached.
double weighted_quantile(const std::vector<double>& values, const std::vector<double>& weights, double p);

/// Weight below a value and half of that at it, over all: mid-ranks on (0, 1).
std::vector<double> weighted_ranks(const std::vector<double>& values, const std::vector<double>& weights);

/// Weighted mean and standard deviation.
struct Moments {
    double mean = 0, sd = 0;
};
Moments weighted_moments(const std::vector<double>& values, const std::vector<double>& weights);

}  // namespace twinarm::statistics
