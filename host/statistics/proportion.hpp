// Intervals of a proportion and of a difference of two.
#pragma once

#include <cstdint>

#include "host/statistics/population_rate.hpp"

namespace twinarm::statistics {

/// Exact interval of x successes in n: lower = BetaInv(a/2; x, n-x+1), upper = BetaInv(1-a/2; x+1, n-x), a =
/// 1 - level. [0, 1] for n = 0. Source: Clopper & Pearson 1934, Biometrika 26:404.
Interval clopper_pearson(std::uint64_t x, std::uint64_t n, double level = 0.95);

/// The same where `x` of `n` are effective numbers, of patients with weights. Source: Korn & Graubard 1998,
/// Surv Methodol 24:193.
Interval exact_limits(double x, double n, double level = 0.95);

/// Score interval without continuity correction. Source: Wilson 1927, JASA 22:209.
Interval wilson(std::uint64_t x, std::uint64_t n, double level = 0.95);

/// Interval of p1 - p2 of two independent samples, from the Wilson interval of each.
/// Source: Newcombe 1998, Stat Med 17:873, method 10.
Interval newcombe_difference(std::uint64_t x1, std::uint64_t n1, std::uint64_t x2, std::uint64_t n2,
                             double level = 0.95);

/// The same from proportions and their intervals, where those are known already.
Interval newcombe_difference(double p1, Interval limits1, double p2, Interval limits2);

/// sqrt(p (1-p) / n). Unset for n = 0, and where p is 0 or 1: that nobody of n responded does not say that
/// the rate is known without error.
std::optional<double> monte_carlo_standard_error(double p, std::uint64_t n);

/// p (1-p) / (n - 1), whose mean is the variance of an observed share p of n; 0 for n < 2.
double unbiased_variance(double p, std::uint64_t n);

/// A share of virtual trials; unset for fewer than two, which say nothing about others.
TrialProbability trial_probability(std::uint64_t count, std::uint64_t trials);

/// count / completed with the bounds that `failed` further patients leave open.
PopulationRate population_rate(std::uint64_t count, std::uint64_t completed, std::uint64_t failed);

/// The normal quantile that leaves (1 - level) / 2 on each side.
double two_sided_normal_quantile(double level);

}  // namespace twinarm::statistics
