// Logistic regression on one number, where the answer has a closed form.
#include "host/statistics/logistic_fit.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace twinarm::statistics {
namespace {

/// So many at x, of whom so many have the event.
void add(std::vector<double>& x, std::vector<bool>& events, double at, int count, int with) {
    for (int i = 0; i < count; ++i) x.push_back(at), events.push_back(i < with);
}

// Two values of x: the fit is saturated, the slope the log odds ratio of the 2 x 2 table, and its variance
// Woolf's sum of 1 / cell.
TEST(LogisticFit, OfATwoByTwoTableIsItsLogOddsRatioWithWoolfsError) {
    std::vector<double> x;
    std::vector<bool> events;
    add(x, events, 2, 50, 10);
    add(x, events, 5, 60, 30);
    const auto fit = fit_logistic(x, events);
    ASSERT_TRUE(fit);
    const double low = std::log(10.0 / 40), high = 0;
    EXPECT_NEAR(fit->slope, (high - low) / 3, 1e-10);
    EXPECT_NEAR(fit->intercept, low - 2 * fit->slope, 1e-10);
    EXPECT_NEAR(fit->slope_variance, (1.0 / 10 + 1.0 / 40 + 1.0 / 30 + 1.0 / 30) / 9, 1e-10);
    EXPECT_NEAR(fit->share_at(2), 0.2, 1e-10);
    EXPECT_NEAR(fit->share_at(5), 0.5, 1e-10);
}

// At one of two values the variance of the logit is that of its own patients, 1/10 + 1/40.
TEST(LogisticFit, LimitsAtAValueOfATableAreThoseOfItsOwnPatients) {
    std::vector<double> x;
    std::vector<bool> events;
    add(x, events, 2, 50, 10);
    add(x, events, 5, 60, 30);
    const Interval limits = fit_logistic(x, events)->limits_at(2);
    const double half = 1.959964 * std::sqrt(1.0 / 10 + 1.0 / 40), at = std::log(0.25);
    EXPECT_NEAR(limits.lower, 1 / (1 + std::exp(half - at)), 1e-7);
    EXPECT_NEAR(limits.upper, 1 / (1 + std::exp(-half - at)), 1e-7);
}

/// 4000 at x from 0 to 4, of whom a share 1 / (1 + e^-(x - 2)) have the event, evenly: the likelihood's
/// maximum is at the true values but for rounding.
TEST(LogisticFit, FindsTheCurveThatTheEventsCameFrom) {
    std::vector<double> x;
    std::vector<bool> events;
    double due = 0;
    for (int i = 0; i < 4000; ++i) {
        due += 1 / (1 + std::exp(-(i / 1000.0 - 2)));
        x.push_back(i / 1000.0);
        events.push_back(due >= 1);
        due -= due >= 1;
    }
    const auto fit = fit_logistic(x, events);
    ASSERT_TRUE(fit);
    EXPECT_NEAR(fit->slope, 1, 0.01);
    EXPECT_NEAR(fit->intercept, -2, 0.02);
}

TEST(LogisticFit, HasNoAnswerWhereTheLikelihoodHasNoMaximum) {
    EXPECT_FALSE(fit_logistic({}, {}));
    EXPECT_FALSE(fit_logistic({1, 2, 3}, {false, false, false}));
    EXPECT_FALSE(fit_logistic({1, 2, 3}, {true, true, true}));
    EXPECT_FALSE(fit_logistic({2, 2, 2}, {true, false, true}));
    EXPECT_FALSE(fit_logistic({1, 2, 3, 4}, {false, false, true, true}));
    EXPECT_FALSE(fit_logistic({1, 2, 2, 3}, {true, true, false, false}));
}

}  // namespace
}  // namespace twinarm::statistics
