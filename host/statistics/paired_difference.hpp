// The difference of two response rates in the same patients.
#pragma once

#include <cstdint>
#include <optional>

#include "host/statistics/estimate.hpp"

namespace twinarm::statistics {

/// An estimated difference of rates. Where no error can be estimated, since all patients agree, there are
/// exact limits instead.
struct DifferenceOfRates {
    double estimate = 0;
    std::optional<double> monte_carlo_standard_error;
    std::optional<Interval> limits;  ///< 95%; where the standard error is unset
};

/// Of `of` patients `gained` respond only to the first and `lost` only to the second. With d = (gained -
/// lost) / of the variance is ((gained + lost) / of - d^2) / of; where it is 0 the limits are those of
/// discordant_limits. Source: McNemar 1947, Psychometrika 12:153. `of` must not be 0.
DifferenceOfRates paired_difference(std::uint64_t gained, std::uint64_t lost, std::uint64_t of);

/// Limits of a difference d of -1, 0 or 1 in `n` (effective) patients: no pair is discordant or all are,
/// which bounds the share of discordant pairs.
Interval discordant_limits(double d, double n);

}  // namespace twinarm::statistics
