// Weighted rows: how many count, their quantiles, drawing from them.
#include "host/statistics/weights.hpp"
#include "host/statistics/weighted.hpp"

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

TEST(Tempering, KeepsAsManyRowsEffectiveAsAreWanted) {
    std::vector<double> ratio(500, 0.0), likelihood;
    for (int i = 0; i < 500; ++i) likelihood.push_back(-0.1 * i);
    const double power = tempering_power(ratio, likelihood, 100);
    EXPECT_LT(power, 1);
    for (double& one : likelihood) one *= power;
    EXPECT_NEAR(effective_sample_size(normalised(likelihood)), 100, 0.01);
}

TEST(Tempering, IsNotNeededWhereEnoughRowsAreEffective) {
    EXPECT_EQ(tempering_power({0, 0, 0, 0}, {-1, -1.1, -1, -1}, 3), 1);
}

TEST(SystematicResample, DrawsEachRowItsWeightTimesRoundedUpOrDown) {
    const std::vector<double> weights = {0.125, 0.5, 0, 0.375};
    for (const double start : {0.01, 0.4, 0.99}) {
        const auto times = systematic_resample(weights, 20, start);
        EXPECT_EQ(times[0] + times[1] + times[2] + times[3], 20);
        EXPECT_EQ(times[2], 0);
        for (std::size_t i = 0; i < weights.size(); ++i) EXPECT_LT(std::abs(times[i] - 20 * weights[i]), 1);
    }
}

}  // namespace
}  // namespace twinarm::statistics
