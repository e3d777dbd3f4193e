// One number over plausible populations, as plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/statistics/estimate.hpp"

namespace twinarm::statistics {

/// One number over plausible populations, by their weights. An infinite value is a median that is not
/// reached; then there is no mean.
struct PopulationDistribution {
    std::uint64_t populations = 0;  ///< in which the number is defined
    std::optional<double> mean;
    std::optional<double> monte_carlo_standard_error;   ///< of the mean; unset where it is not known
    std::optional<Interval> limits;                     ///< of the mean, exact, 95%, where its error is not
                                                        ///< known since all patients agree
    std::optional<double> monte_carlo_of_one;           ///< of one population's value, root mean square
    std::optional<double> observed_standard_deviation;  ///< of the simulated values, Monte-Carlo error within
    std::optional<double> standard_deviation;           ///< of the populations, Monte-Carlo error taken out
    std::vector<Quantile> quantiles;  ///< of the simulated values: .025 .25 .5 .75 .975; of one: its median
};

}  // namespace twinarm::statistics
