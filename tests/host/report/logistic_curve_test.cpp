// The curve of a logistic regression.
#include "host/report/logistic_curve.hpp"

#include <gtest/gtest.h>

namespace twinarm::report {
namespace {

// 40 values: the smallest with 2.5% and with 97.5% of them at or below it are the first and the 39th.
TEST(LogisticCurve, ItsEndsAreTheQuantilesOfAllOtherTables) {
    std::vector<double> values;
    for (int i = 1; i <= 40; ++i) values.push_back(i);
    const auto curve = logistic_curve({0, 0.1, 0, 0, 0}, values);
    ASSERT_EQ(curve.size(), std::size_t(curve_points));
    EXPECT_EQ(curve.front().x, 1);
    EXPECT_EQ(curve.back().x, 39);
}

TEST(LogisticCurve, IsThatOfTheFitAndHasItsLimits) {
    const statistics::LogisticFit fit{-1, 0.1, 0.04, 0.01, 0};
    for (const FittedPoint& point : logistic_curve(fit, {1, 2, 3, 4, 5})) {
        EXPECT_EQ(point.share, fit.share_at(point.x));
        EXPECT_LT(point.limits.lower, point.share);
        EXPECT_GT(point.limits.upper, point.share);
    }
}

}  // namespace
}  // namespace twinarm::report
