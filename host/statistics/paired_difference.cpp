// The difference of two response rates in the same patients.
#include "host/statistics/paired_difference.hpp"

#include <cmath>

#include "host/statistics/proportion.hpp"

namespace twinarm::statistics {

Interval discordant_limits(double d, double n) {
    const Interval none = exact_limits(0, n), all = exact_limits(n, n);
    if (d == 0) return {-none.upper, none.upper};
    return d > 0 ? all : Interval{-all.upper, -all.lower};
}

DifferenceOfRates paired_difference(std::uint64_t gained, std::uint64_t lost, std::uint64_t of) {
    const double n = double(of), discordant = (double(gained) + double(lost)) / n;
    DifferenceOfRates difference;
    const double d = difference.estimate = (double(gained) - double(lost)) / n;
    if (gained + lost == 0 || gained == of || lost == of)
        difference.limits = discordant_limits(d, n);
    else
        difference.monte_carlo_standard_error = std::sqrt((discordant - d * d) / n);
    return difference;
}

}  // namespace twinarm::statistics
