// The basic parts of a summary: a quantile, an interval, a probability with its error.
#pragma once

#include <cstdint>
#include <optional>

namespace twinarm::statistics {

/// The smallest value with at least a share `p` of the values at or below it; not-a-number where it is not
/// known.
struct Quantile {
    double p;
    double value;
};

/// Whether so many trials or populations have this quantile: a single one has a median and no range.
inline constexpr bool has_quantile(double p, std::uint64_t values) {
    return values >= 2 || (values == 1 && p == 0.5);
}

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
