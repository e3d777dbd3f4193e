// Statistics with weights, against closed forms and repeated values.
#include "host/statistics/weighted.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace twinarm::statistics {
namespace {

TEST(Weighted, AQuantileIsTheSmallestValueWithEnoughWeight) {
    const std::vector<double> values{30, 10, 20}, weights{0.25, 0.5, 0.25};
    EXPECT_EQ(weighted_quantile(values, weights, 0.025), 10);
    EXPECT_EQ(weighted_quantile(values, weights, 0.5), 10);
    EXPECT_EQ(weighted_quantile(values, weights, 0.51), 20);
    EXPECT_EQ(weighted_quantile(values, weights, 0.75), 20);
    EXPECT_EQ(weighted_quantile(values, weights, 0.76), 30);
    EXPECT_EQ(weighted_quantile(values, weights, 1), 30);
}

TEST(Weighted, RanksAreInTheMiddleOfTies) {
    const std::vector<double> ranks = weighted_ranks({5, 1, 5, 9}, {1, 1, 1, 1});
    EXPECT_EQ(ranks, (std::vector<double>{0.5, 0.125, 0.5, 0.875}));
}

TEST(Weighted, AWeightOfTwoRanksLikeAValueThatStandsTwice) {
    const std::vector<double> twice = weighted_ranks({1, 2, 2, 3}, {1, 1, 1, 1});
    const std::vector<double> heavy = weighted_ranks({1, 2, 3}, {1, 2, 1});
    EXPECT_EQ(heavy, (std::vector<double>{twice[0], twice[1], twice[3]}));
}

TEST(EffectiveSampleSize, IsTheNumberOfEqualWeightsAndOneOfASingleWeight) {
    EXPECT_NEAR(effective_sample_size(std::vector<double>(40, 0.025)), 40, 1e-9);
    EXPECT_NEAR(effective_sample_size({1, 0, 0}), 1, 1e-12);
    EXPECT_NEAR(effective_sample_size({0.5, 0.25, 0.25}), 1 / 0.375, 1e-12);
}

// Three weights of 0.3, 0.3 and 0.4 sum to one but for rounding: half the weight is reached at the second
// value.
TEST(Weighted, AShareThatIsReachedButForRoundingCounts) {
    EXPECT_EQ(weighted_quantile({1, 2, 3, 4}, {0.1, 0.2, 0.4, 0.3}, 0.3), 2);
    EXPECT_TRUE(std::isnan(weighted_quantile({}, {}, 0.5)));
}

}  // namespace
}  // namespace twinarm::statistics
