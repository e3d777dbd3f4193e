// Importance weights of the rows of a reference table.
#pragma once

#include <vector>

namespace twinarm::statistics {

/// Weights that sum to 1 from their logarithms; rows of minus infinity get 0.
std::vector<double> normalised(const std::vector<double>& log_weights);

/// Weights whose largest are replaced by what a generalised Pareto distribution fitted to them expects, so
/// that no single row counts for more than its rank allows (Vehtari et al. 2024, J Mach Learn Res 25:72; the
/// fit: Zhang and Stephens 2009, Technometrics 51:316). `pareto_k` is its shape: below 0.7 the sums are
/// reliable. Fewer than five in the tail (25 rows) are left as they are, with a shape of 0.
struct SmoothedWeights {
    std::vector<double> weights;  ///< sum 1
    double pareto_k = 0;
};
SmoothedWeights smoothed_weights(const std::vector<double>& log_weights);

/// The largest power in (0, 1] of the likelihoods at which at least `wanted` rows are effective: weights
/// exp(log_prior_ratio + power * log_likelihood). 1 where even that leaves so many; never below 1e-6.
double tempering_power(const std::vector<double>& log_prior_ratio, const std::vector<double>& log_likelihood,
                       double wanted);

/// How often each of the rows is among `count` drawn with these weights: systematic resampling from `start`
/// in (0, 1), so that a row of weight w is drawn w * count times, rounded up or down.
std::vector<int> systematic_resample(const std::vector<double>& weights, int count, double start);

}  // namespace twinarm::statistics
