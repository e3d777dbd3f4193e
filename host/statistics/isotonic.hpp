// Isotonic regression: the closest sequence that does not fall.
#pragma once

#include <vector>

namespace twinarm::statistics {

/// The sequence that does not fall and has the least weighted sum of squared distances to `values`; weights
/// are above 0. Source: pool-adjacent-violators, Ayer 1955, Ann Math Stat 26:641.
std::vector<double> isotonic(const std::vector<double>& values, const std::vector<double>& weights);

}  // namespace twinarm::statistics
