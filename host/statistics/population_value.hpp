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
    double patients = 0;  ///< of whom it is a share; 0: it is no share
};

/// With W = sum w^2, m the weighted mean and v the Monte-Carlo variances, the populations' own variance is
/// [sum w (p - m)^2 - sum w (1 - w) v] / (1 - W), unbiased where Monte-Carlo errors are independent; not
/// below 0.
/// Where all v are 0 the Monte-Carlo errors are not known, since nobody or everybody responded in every
/// population; if the values are then the same in all, neither is the populations' own variance.
PopulationDistribution over_populations(const std::vector<PopulationValue>& values);

/// The values, moved towards their mean so that they vary as the populations themselves do: by the ratio of
/// the two standard deviations above. Unchanged where either is not known.
std::vector<double> own_values(const std::vector<PopulationValue>& values);

/// over_populations() of rates. A mean of 0 or 1 without a known error has the exact limits of the effective
/// number of patients, 1 / sum(w^2 / n).
PopulationDistribution rates_over_populations(const std::vector<PopulationValue>& rates);

/// The same of differences between two rates in the same patients: limits are those of discordant_limits.
PopulationDistribution differences_over_populations(const std::vector<PopulationValue>& differences);

/// The share of populations, of all `weights`, in which something holds, `weight` in sum. Its error and
/// limits are those of the effective number of populations; unset for fewer than two, which say nothing about
/// others.
TrialProbability share_of_populations(double weight, const std::vector<double>& weights);

}  // namespace twinarm::statistics
