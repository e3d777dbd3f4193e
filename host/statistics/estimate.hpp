// The basic parts of a summary: a quantile, an interval, a probability with its error.
#pragma once

#include <optional>

namespace twinarm::statistics {

/// The smallest value with at least a share `p` of the values at or below it.
struct Quantile {
    double p;
    double value;
};

struct Interval {
    double lower = 0;
    double upper = 0;
};

/// A probability estimated from virtual trials or populations.
struct TrialProbability {
    std::optional<double> estimate;                    ///< unset from fewer than two of them
    std::optional<double> monte_carlo_standard_error;  ///< unset where the estimate is 0 or 1
    Interval limits{0, 1};                             ///< exact, 95%
};

}  // namespace twinarm::statistics
