// Statistics of values with weights: quantiles, ranks, one number over plausible populations.
#pragma once

#include <cstddef>
#include <vector>

#include "host/trial/population_summary.hpp"

namespace twinarm {

/// 1 / sum w^2 where the weights sum to 1.
double effective_number(const std::vector<double>& weights);

/// The smallest value with at least a share p of the weight at or below it.
double quantile_by_weight(const std::vector<double>& values, const std::vector<double>& weights, double p);

/// Weight below a value and half of that at it, over all: mid-ranks on (0, 1).
std::vector<double> weighted_ranks(const std::vector<double>& values, const std::vector<double>& weights);

/// A number in one population, with the variance that simulating few patients gave it (not-a-number where
/// that is not known).
struct PopulationValue {
    std::size_t population;  ///< index
    double weight;
    double value;
    double variance;
};

/// With W = sum w^2, m the weighted mean and v the Monte-Carlo variances, the populations' own variance is
/// [sum w (p - m)^2 - sum w (1 - w) v] / (1 - W), unbiased where Monte-Carlo errors are independent; not
/// below 0.
PopulationDistribution over_populations(const std::vector<PopulationValue>& values);

}  // namespace twinarm
