// Does the posterior cover as it says? Simulation-based calibration on the reference table.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "host/calibrate/reference_table.hpp"

namespace twinarm::calibrate {

inline constexpr int rank_bins = 10;

/// Ranks of one hyper-parameter's true value in its posterior, over all truths.
struct RankCheck {
    std::array<int, rank_bins> histogram{};
    double p = 0;                         ///< flatness() of the histogram
    double within_50 = 0, within_90 = 0;  ///< share of truths inside the central 50% and 90%
};

/// p of Pearson's chi-square of a histogram against a flat one.
double flatness(const std::array<int, rank_bins>& histogram);

struct MethodCheck {
    int rows = 0, tried = 0;
    int truths = 0;               ///< of those tried, with enough effective rows
    double median_effective = 0;  ///< effective rows behind one posterior, of all tried
    std::vector<RankCheck> hyper;
    double least_p = 1;
    /// The smallest of d p-values is below 0.01 / d with probability 1% where the method is right.
    bool passed = false;
};

/// Each of `truths` rows, spread over the table, is the truth once: its data are drawn from its own summaries
/// with the noise that the likelihood assumes, all other rows are weighted by them, and the rank of the true
/// value in the weighted rows is noted. The rows come from the mixture of all generations' proposals, which
/// stands for the prior here, so that ranks are uniform where likelihood and weights are right. Truths whose
/// data leave fewer effective rows than half of `least_effective` are not counted, since ranks among few rows
/// crowd at the ends; who counts depends on the data alone, given which ranks are uniform still. Source:
/// Talts et al. 2018, arXiv 1804.06788. Throws DataError where fewer than 50 truths count.
MethodCheck check_method(const Calibration& calibration, const ReferenceTable& table, int truths, int threads,
                         const std::function<void(int)>& progress);

}  // namespace twinarm::calibrate
