// Isotonic regression of sequences whose answer is known.
#include "host/statistics/isotonic.hpp"

#include <gtest/gtest.h>

namespace twinarm::statistics {
namespace {

TEST(Isotonic, LeavesWhatDoesNotFall) {
    EXPECT_EQ(isotonic({1, 2, 2, 5}, {1, 1, 1, 1}), (std::vector<double>{1, 2, 2, 5}));
    EXPECT_TRUE(isotonic({}, {}).empty());
}

TEST(Isotonic, PoolsNeighboursThatFallByTheirWeights) {
    EXPECT_EQ(isotonic({1, 4, 1}, {1, 1, 2}), (std::vector<double>{1, 2, 2}));
}

// 3 and 1 pool to 2, which is below 2.5 before it: all three are 6.5 / 3.
TEST(Isotonic, APoolMayPullInWhatStandsBeforeIt) {
    const std::vector<double> fitted = isotonic({2.5, 3, 1}, {1, 1, 1});
    for (const double value : fitted) EXPECT_DOUBLE_EQ(value, 6.5 / 3);
}

}  // namespace
}  // namespace twinarm::statistics
