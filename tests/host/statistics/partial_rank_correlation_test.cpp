// Partial rank correlations of linear cases whose value is known.
#include "host/statistics/partial_rank_correlation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace twinarm::statistics {
namespace {

struct Linear {
    std::vector<std::vector<double>> x = std::vector<std::vector<double>>(3);
    std::vector<double> y, weights;
};

/// y = x0 - x1 + noise, all standard normal; x2 has no part in it.
Linear linear(std::size_t rows) {
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    Linear made;
    for (std::size_t i = 0; i < rows; ++i) {
        for (auto& column : made.x) column.push_back(normal(random));
        made.y.push_back(made.x[0].back() - made.x[1].back() + normal(random));
        made.weights.push_back(1);
    }
    return made;
}

// Pearson's r of x0 and y is 1 / sqrt 3, so Spearman's is s = 6/pi asin(r/2) and, x0 and x1 being
// independent, the partial one s / sqrt(1 - s^2). Tolerance: 4 sqrt(1.06 / n) (1 - r^2).
TEST(PartialRankCorrelation, OfALinearCaseIsTheKnownOne) {
    const Linear l = linear(4000);
    const auto found = partial_rank_correlations(l.x, l.y, l.weights);
    ASSERT_EQ(found.size(), 3u);
    const double s = 6 / M_PI * std::asin(1 / std::sqrt(3.0) / 2), known = s / std::sqrt(1 - s * s);
    const double error = std::sqrt(1.06 / 4000);
    EXPECT_NEAR(found[0].value, known, 4 * error * (1 - known * known));
    EXPECT_NEAR(found[1].value, -known, 4 * error * (1 - known * known));
    EXPECT_NEAR(found[2].value, 0, 4 * error);
    EXPECT_LT(found[0].limits.lower, found[0].value);
    EXPECT_NEAR(found[2].limits.upper - found[2].limits.lower, 2 * 1.96 * error, 0.01 * error);
}

TEST(PartialRankCorrelation, DoesNotChangeWithTheScaleOfANumber) {
    Linear l = linear(300);
    const auto before = partial_rank_correlations(l.x, l.y, l.weights);
    for (double& y : l.y) y = std::exp(y);
    for (double& x : l.x[1]) x = -1 / (10 + x);  // rises, too
    const auto after = partial_rank_correlations(l.x, l.y, l.weights);
    for (std::size_t c = 0; c < 3; ++c) EXPECT_EQ(before[c].value, after[c].value);
}

TEST(PartialRankCorrelation, AWeightOfTwoIsARowThatStandsTwice) {
    Linear heavy = linear(50), twice = heavy;
    for (std::size_t i = 0; i < 10; ++i) {
        heavy.weights[i] = 2;
        for (auto& column : twice.x) column.push_back(column[i]);
        twice.y.push_back(twice.y[i]);
        twice.weights.push_back(1);
    }
    const auto a = partial_rank_correlations(heavy.x, heavy.y, heavy.weights);
    const auto b = partial_rank_correlations(twice.x, twice.y, twice.weights);
    for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(a[c].value, b[c].value, 1e-12);
}

TEST(PartialRankCorrelation, IsNotToldWhereColumnsRepeatOrRowsAreFew) {
    Linear l = linear(100);
    l.x.push_back(l.x[0]);
    EXPECT_TRUE(partial_rank_correlations(l.x, l.y, l.weights).empty());
    const Linear few = linear(5);
    EXPECT_TRUE(partial_rank_correlations(few.x, few.y, few.weights).empty());
}

}  // namespace
}  // namespace twinarm::statistics
