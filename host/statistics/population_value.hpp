// One number over plausible populations.
#pragma once

#include <cstddef>
#include <vector>

#include "host/statistics/population_distribution.hpp"

namespace twinarm::statistics {

/// A number in one population, with the variance that simulating few patients gave it (NaN where
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
/// Where all v are 0 the Monte-Carlo errors are not known: nobody or everybody responded in every population.
PopulationDistribution over_populations(const std::vector<PopulationValue>& values);

/// The share of populations, of all `weights`, in which something holds, `weight` in sum. Its error and
/// limits are those of the effective number of populations; unset for fewer than two, which say nothing about
/// others.
TrialProbability share_of_populations(double weight, const std::vector<double>& weights);

}  // namespace twinarm::statistics
