// Importance weights.
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

}  // namespace twinarm::statistics
