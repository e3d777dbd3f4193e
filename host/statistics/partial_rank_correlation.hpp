// Partial rank correlation: which hyper-parameter moves a result when all others are held.
#pragma once

#include <vector>

#include "host/statistics/estimate.hpp"

namespace twinarm::statistics {

struct PartialCorrelation {
    double value;
    Interval limits;  ///< 95%
};

/// Of each column of `x` with `y`, over weighted rows. With P the inverse of the correlation matrix of the
/// ranks of all columns and y: r = -P_iy / sqrt(P_ii P_yy). Limits: tanh(atanh r +- 1.96 s),
/// s^2 = 1.06 / (n - 3 - k), n effective rows, k columns held; 1.06 for ranks. Source: Fisher 1924, Metron
/// 3:329; Fieller, Hartley & Pearson 1957, Biometrika 44:470. Empty where there are too few rows or the
/// columns determine each other.
std::vector<PartialCorrelation> partial_rank_correlations(const std::vector<std::vector<double>>& x,
                                                          const std::vector<double>& y,
                                                          const std::vector<double>& weights);

}  // namespace twinarm::statistics
