// The log-rank test and the median against a published trial, and what they say where nothing differs.
#include "host/statistics/log_rank.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "host/trial/trial_summary.hpp"

namespace twinarm::statistics {
namespace {

/// Weeks; a negative number is censored.
std::vector<FollowUp> arm_of(const std::vector<int>& weeks) {
    std::vector<FollowUp> patients;
    for (const int week : weeks) patients.push_back({float(std::abs(week)), week > 0});
    sort_follow_up(patients);
    return patients;
}

/// Remission of leukaemia under 6-mercaptopurine and placebo (Freireich 1963 Blood 21:699).
const std::vector<FollowUp> mercaptopurine =
    arm_of({6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35});
const std::vector<FollowUp> placebo =
    arm_of({1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23});

TEST(MedianDay, IsThatOfFreireichsTrial) {
    EXPECT_EQ(median_day(mercaptopurine), 23);
    EXPECT_EQ(median_day(placebo), 8);
}

TEST(MedianDay, IsReachedAtExactlyOneHalfAndInfiniteWhereItIsNot) {
    EXPECT_EQ(median_day(arm_of({1, 2, 3, 4, 5, 6})), 3.5);  // one half from 3 to 4
    EXPECT_EQ(median_day(arm_of({1, 2, -3, -4})), 2);        // one half from 2 on
    EXPECT_EQ(median_day(arm_of({1, -2, -3, -4})), std::numeric_limits<double>::infinity());
    EXPECT_EQ(median_day({}), std::numeric_limits<double>::infinity());
}

TEST(SortFollowUp, PutsTheEventsOfADayFirst) {
    // Censored first, the one at risk on day 2 would be a patient fewer: 1 - 1/1 instead of 1 - 1/2.
    EXPECT_EQ(median_day(arm_of({-2, 2, -3, -3})), std::numeric_limits<double>::infinity());
    const auto patients = arm_of({-2, 2});
    EXPECT_TRUE(patients[0].event);
}

TEST(LogRank, IsThatOfFreireichsTrial) {
    // Kalbfleisch and Prentice: 9 events against 19.25 expected, chi-square 16.79.
    const LogRank test = log_rank(mercaptopurine, placebo);
    EXPECT_NEAR(test.excess, 9 - 19.25, 0.005);
    EXPECT_NEAR(test.z() * test.z(), 16.79, 0.005);
    EXPECT_NEAR(test.hazard_ratio(), std::exp(-10.25 / 6.257), 1e-3);
}

TEST(LogRank, ChangesSignWithTheArms) {
    const LogRank ab = log_rank(mercaptopurine, placebo), ba = log_rank(placebo, mercaptopurine);
    EXPECT_NEAR(ab.excess, -ba.excess, 1e-12);
    EXPECT_NEAR(ab.variance, ba.variance, 1e-12);
}

TEST(LogRank, SaysNothingWhereNobodyHasAnEvent) {
    const LogRank test = log_rank(arm_of({-1, -2}), arm_of({-1, -3}));
    EXPECT_EQ(test.z(), 0);
    EXPECT_TRUE(std::isnan(test.hazard_ratio()));
}

TEST(LogRank, IsSignificantInFivePerCentOfTrialsOfEqualArms) {
    // Scans every 8 weeks tie the times. 4,000 trials: the share has a standard error of 0.34%; five of them.
    std::mt19937_64 random(1);
    const auto arm = [&] {
        std::exponential_distribution<float> time(1 / 180.0f);
        std::vector<FollowUp> patients;
        for (int i = 0; i < 60; ++i) {
            const float scan = std::ceil(time(random) / 56) * 56;
            patients.push_back(scan > 336 ? FollowUp{336, false} : FollowUp{scan, true});
        }
        sort_follow_up(patients);
        return patients;
    };
    std::vector<LogRank> trials;
    for (int i = 0; i < 4000; ++i) {
        const auto a = arm(), b = arm();
        trials.push_back(log_rank(a, b));
    }
    const trial::SurvivalComparison compared = trial::compare_survival(trials, 60, 60);
    EXPECT_NEAR(*compared.a_longer_significant.estimate + *compared.b_longer_significant.estimate, 0.05,
                5 * 0.0034);
    EXPECT_NEAR(compared.hazard_ratio.quantiles[3].value, 1, 0.05);
}

}  // namespace
}  // namespace twinarm::statistics
