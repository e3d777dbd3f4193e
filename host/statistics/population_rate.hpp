// A share of simulated patients, as plain data.
#pragma once

#include <cstdint>
#include <optional>

#include "host/statistics/estimate.hpp"

namespace twinarm::statistics {

/// A share of simulated patients. The bounds hold whatever the failed patients would have done; without
/// failures both equal the estimate.
struct PopulationRate {
    std::uint64_t count = 0;
    std::uint64_t of = 0;
    std::optional<double> estimate;                    ///< count / of; unset where `of` is 0
    std::optional<double> monte_carlo_standard_error;  ///< sqrt(p (1-p) / of); unset where p is 0 or 1
    Interval limits{0, 1};                             ///< exact (Clopper-Pearson), 95%
    Interval bounds{0, 1};                             ///< [r / N, (r + f) / N]
};

}  // namespace twinarm::statistics
