// Weighted rows: how many count, the shape of their tail.
#include "host/statistics/weights.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace twinarm::statistics {
namespace {

TEST(Weights, SumToOneHoweverSmallTheirLogarithms) {
    const auto weights = normalised({-5000, -5000 + std::log(3.0), -std::numeric_limits<double>::infinity()});
    EXPECT_NEAR(weights[0], 0.25, 1e-12);
    EXPECT_NEAR(weights[1], 0.75, 1e-12);
    EXPECT_EQ(weights[2], 0);
}

/// Quantiles of a generalised Pareto distribution of shape k, as logarithms, beyond a threshold of 1.
std::vector<double> pareto_tail(double k) {
    std::vector<double> logs(4000, 0.0);
    for (int i = 0; i < 190; ++i) {
        const double p = (i + 0.5) / 190;
        logs[std::size_t(37 * i % 4000)] = std::log(1 + (std::pow(1 - p, -k) - 1) / k);
    }
    return logs;
}

// 3 sqrt(4000) = 190 rows are the tail. The shape is pulled by ten observations at 1/2: (190 k + 5) / 200.
TEST(SmoothedWeights, FindTheShapeOfTheirTail) {
    for (const double k : {0.2, 0.5, 0.9})
        EXPECT_NEAR(smoothed_weights(pareto_tail(k)).pareto_k, (190 * k + 5) / 200, 0.05) << k;
}

TEST(SmoothedWeights, LeaveATailThatFollowsTheDistributionAndCutARowThatDoesNot) {
    std::vector<double> logs = pareto_tail(0.3);
    const auto before = normalised(logs), after = smoothed_weights(logs).weights;
    double off = 0, sum = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        off += std::abs(after[i] - before[i]);
        sum += after[i];
    }
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_LT(off, 0.02);
    const auto heaviest = std::max_element(logs.begin(), logs.end());
    *heaviest += std::log(50.0);
    const auto row = std::size_t(heaviest - logs.begin());
    EXPECT_LT(smoothed_weights(logs).weights[row], 0.5 * normalised(logs)[row]);
}

TEST(SmoothedWeights, OfAFewRowsAreAsTheyAre) {
    EXPECT_EQ(smoothed_weights({0, -1, -2}).weights, normalised({0, -1, -2}));
}

}  // namespace
}  // namespace twinarm::statistics
