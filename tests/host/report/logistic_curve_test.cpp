// The logistic curve through responders and others.
#include "host/report/logistic_curve.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace twinarm::report {
namespace {

/// 4000 patients at x from 0 to 4, of whom a share 1 / (1 + e^-(x - 2)) respond, evenly.
void spread(std::vector<double>& values, std::vector<bool>& responders) {
    double due = 0;
    for (int i = 0; i < 4000; ++i) {
        const double x = i / 1000.0;
        due += 1 / (1 + std::exp(-(x - 2)));
        values.push_back(x);
        responders.push_back(due >= 1);
        due -= due >= 1;
    }
}

TEST(LogisticCurve, FindsTheCurveThatTheResponsesCameFrom) {
    std::vector<double> values;
    std::vector<bool> responders;
    spread(values, responders);
    const auto curve = logistic_curve(values, responders);
    ASSERT_EQ(curve.size(), std::size_t(curve_points));
    EXPECT_NEAR(curve.front().first, 0.1, 0.002);
    EXPECT_NEAR(curve.back().first, 3.9, 0.002);
    for (const auto& [x, share] : curve) EXPECT_NEAR(share, 1 / (1 + std::exp(-(x - 2))), 0.01) << x;
}

// 40 values: the smallest with 2.5% and with 97.5% of them at or below it are the first and the 39th.
TEST(LogisticCurve, ItsEndsAreTheQuantilesOfAllOtherTables) {
    std::vector<double> values;
    std::vector<bool> responders;
    for (int i = 1; i <= 40; ++i) values.push_back(i), responders.push_back(i % 3 == 0);
    const auto curve = logistic_curve(values, responders);
    EXPECT_EQ(curve.front().first, 1);
    EXPECT_EQ(curve.back().first, 39);
}

TEST(LogisticCurve, IsEmptyWhereNothingDiffers) {
    EXPECT_TRUE(logistic_curve({}, {}).empty());
    EXPECT_TRUE(logistic_curve({1, 2, 3}, {false, false, false}).empty());
    EXPECT_TRUE(logistic_curve({1, 2, 3}, {true, true, true}).empty());
    EXPECT_TRUE(logistic_curve({2, 2, 2}, {true, false, true}).empty());
}

}  // namespace
}  // namespace twinarm::report
