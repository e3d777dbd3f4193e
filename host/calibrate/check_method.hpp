// Does the posterior cover as stated? Simulation-based calibration over the prior.
#pragma once

#include <array>
#include <functional>
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
    int rows = 0;                 ///< of the prior
    int truths = 0;               ///< of them
    double median_effective = 0;  ///< effective draws behind one posterior
    std::vector<RankCheck> hyper;
    double least_p = 1;
    /// The smallest of d p-values is below 0.01 / d with probability 1% where the method is right.
    bool passed = false;
};

/// `truths` rows of the first generation, which is the prior's, are the truth in turn: data of all trials are
/// drawn from what was simulated there, with the effects and the noise that the likelihood assumes; the
/// posterior of these data is sampled as a calibration's is, prior included, under an emulator that was
/// fitted to other rows of the prior (three quarters of them); and the rank of the true value among 99 draws
/// is noted. No truth is left out. The errors of a column are the emulator's and the Monte-Carlo error of the
/// truth's own row, since its data come from that row. Source: Talts et al. 2018, arXiv 1804.06788. Throws
/// DataError where there are fewer than 50 truths.
MethodCheck check_method(const Calibration& calibration, const ReferenceTable& table, int truths, int threads,
                         const std::function<void(int)>& progress);

}  // namespace twinarm::calibrate
