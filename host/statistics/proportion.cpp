// Intervals of a proportion and of a difference of two.
#include "host/statistics/proportion.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

namespace twinarm::statistics {

double two_sided_normal_quantile(double level) {
    return boost::math::quantile(boost::math::normal(), (1 + level) / 2);
}

Interval exact_limits(double x, double n, double level) {
    const double tail = (1 - level) / 2;
    Interval limits{0, 1};
    if (n <= 0) return limits;
    if (x > 0) limits.lower = boost::math::ibeta_inv(x, n - x + 1, tail);
    if (x < n) limits.upper = boost::math::ibetac_inv(x + 1, n - x, tail);
    return limits;
}

Interval clopper_pearson(std::uint64_t x, std::uint64_t n, double level) {
    return exact_limits(double(x), double(n), level);
}

Interval wilson(std::uint64_t x, std::uint64_t n, double level) {
    if (n == 0) return {0, 1};
    const double z = two_sided_normal_quantile(level);
    const double size = double(n);
    const double p = double(x) / size;
    const double centre = p + z * z / (2 * size);
    const double half = z * std::sqrt(p * (1 - p) / size + z * z / (4 * size * size));
    const double scale = 1 + z * z / size;
    Interval limits{std::max(0.0, (centre - half) / scale), std::min(1.0, (centre + half) / scale)};
    if (x == 0) limits.lower = 0;  // exactly, where rounding leaves 1e-17
    if (x == n) limits.upper = 1;
    return limits;
}

Interval newcombe_difference(double p1, Interval limits1, double p2, Interval limits2) {
    const double difference = p1 - p2;
    return {difference - std::hypot(p1 - limits1.lower, limits2.upper - p2),
            difference + std::hypot(limits1.upper - p1, p2 - limits2.lower)};
}

Interval newcombe_difference(std::uint64_t x1, std::uint64_t n1, std::uint64_t x2, std::uint64_t n2,
                             double level) {
    if (n1 == 0 || n2 == 0) return {-1, 1};
    return newcombe_difference(double(x1) / double(n1), wilson(x1, n1, level), double(x2) / double(n2),
                               wilson(x2, n2, level));
}

std::optional<double> monte_carlo_standard_error(double p, std::uint64_t n) {
    if (n == 0 || p <= 0 || p >= 1) return std::nullopt;
    return std::sqrt(p * (1 - p) / double(n));
}

double unbiased_variance(double p, std::uint64_t n) {
    return n < 2 ? 0 : p * (1 - p) / double(n - 1);
}

TrialProbability trial_probability(std::uint64_t count, std::uint64_t trials) {
    if (trials < 2) return {};
    const double p = double(count) / double(trials);
    return {p, monte_carlo_standard_error(p, trials), clopper_pearson(count, trials)};
}

PopulationRate population_rate(std::uint64_t count, std::uint64_t completed, std::uint64_t failed) {
    PopulationRate rate;
    rate.count = count;
    rate.of = completed;
    if (completed > 0) {
        rate.estimate = double(count) / double(completed);
        rate.monte_carlo_standard_error = monte_carlo_standard_error(*rate.estimate, completed);
        rate.limits = clopper_pearson(count, completed);
    }
    if (const std::uint64_t all = completed + failed; all > 0)
        rate.bounds = {double(count) / double(all), double(count + failed) / double(all)};
    return rate;
}

}  // namespace twinarm::statistics
