// Kaplan-Meier against Freireich's 6-MP arm and against itself.
#include "host/statistics/kaplan_meier.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace twinarm::statistics {
namespace {

/// Weeks of remission on 6-mercaptopurine. Source: Freireich 1963, Blood 21:699 (as in Gehan 1965, Biometrika
/// 52:203).
std::vector<TimeToEvent> six_mp() {
    return {{6, true},   {6, true},   {6, true},   {6, false},  {7, true},   {9, false},  {10, true},
            {10, false}, {11, false}, {13, true},  {16, true},  {17, false}, {19, false}, {20, false},
            {22, true},  {23, true},  {25, false}, {32, false}, {32, false}, {34, false}, {35, false}};
}

constexpr double printed4 = 0.00005;

TEST(KaplanMeier, GivesTheKnownCurveOfTheSixMpArm) {
    const SurvivalSummary summary = kaplan_meier(six_mp());
    const double week[] = {6, 7, 10, 13, 16, 22, 23};
    const double survival[] = {0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482};
    const std::uint64_t at_risk[] = {21, 17, 15, 12, 11, 7, 6};
    ASSERT_EQ(summary.curve.size(), 7u);
    for (std::size_t i = 0; i < 7; ++i) {
        EXPECT_EQ(summary.curve[i].day, week[i]);
        EXPECT_EQ(summary.curve[i].at_risk, at_risk[i]);
        EXPECT_NEAR(summary.curve[i].survival, survival[i], printed4);
    }
    EXPECT_EQ(summary.patients, 21u);
    EXPECT_EQ(summary.events, 9u);
}

TEST(KaplanMeier, GivesTheKnownLogLogLimitsOfTheSixMpArm) {  // as printed by Stata (sts list) and R (log-log)
    const SurvivalSummary summary = kaplan_meier(six_mp());
    const double lower[] = {0.6197, 0.5631, 0.5032, 0.4316, 0.3675, 0.2678, 0.1881};
    const double upper[] = {0.9516, 0.9228, 0.8894, 0.8491, 0.8049, 0.7468, 0.6801};
    for (std::size_t i = 0; i < 7; ++i) {
        EXPECT_NEAR(summary.curve[i].limits->lower, lower[i], printed4);
        EXPECT_NEAR(summary.curve[i].limits->upper, upper[i], printed4);
    }
}

TEST(KaplanMeier, GivesTheKnownMedianOfTheSixMpArm) {  // 23 weeks, 13 to not reached
    const SurvivalSummary summary = kaplan_meier(six_mp());
    EXPECT_EQ(summary.median_days, 23);
    EXPECT_EQ(summary.median_lower_days, 13);
    EXPECT_FALSE(summary.median_upper_days);
    EXPECT_EQ(summary.follow_up_days, 35);
}

TEST(KaplanMeier, IsTheSharePastWithoutCensoring) {
    std::vector<TimeToEvent> observations;
    for (int day = 1; day <= 10; ++day) observations.push_back({double(day), true});
    const SurvivalSummary summary = kaplan_meier(observations);
    // 10 products of fractions: 10 ulp
    for (std::size_t i = 0; i < 10; ++i)
        EXPECT_NEAR(summary.curve[i].survival, 1 - double(i + 1) / 10, 10 * 2.3e-16);
    EXPECT_FALSE(summary.curve.back().limits) << "S = 0 has no log(-log) limits";
}

TEST(KaplanMeier, TakesTheMiddleOfAStepAtOneHalf) {
    EXPECT_EQ(kaplan_meier({{1, true}, {2, true}, {4, true}, {8, true}}).median_days, 3);
}

TEST(KaplanMeier, CountsACensoringAtTheTimeOfAnEventAsAtRisk) {
    const SurvivalSummary summary = kaplan_meier({{5, false}, {5, true}});
    EXPECT_DOUBLE_EQ(summary.curve[0].survival, 0.5);
}

TEST(KaplanMeier, HasNoMedianWhereTheCurveStaysAboveOneHalf) {
    const SurvivalSummary summary = kaplan_meier({{100, true}, {365.25, false}, {365.25, false}});
    EXPECT_FALSE(summary.median_days);
    EXPECT_FALSE(summary.median_upper_days);
    EXPECT_EQ(summary.follow_up_days, 365.25);
}

TEST(KaplanMeier, HasALowerLimitOfTheMedianWhereTheCurveFallsFromAboveOneHalfToNought) {
    std::vector<TimeToEvent> observations(48, {10, false});
    observations.push_back({5, true});
    observations.push_back({20, true});
    const SurvivalSummary summary = kaplan_meier(observations);
    EXPECT_GT(summary.curve[0].limits->lower, 0.5);
    EXPECT_EQ(summary.median_days, 20);
    EXPECT_EQ(summary.median_lower_days, 20);
    EXPECT_FALSE(summary.median_upper_days);
}

TEST(KaplanMeier, MeasuresFollowUpByReversingEventsAndCensorings) {
    // Follow-up ends at 10, 20, 30; the death at 15 was followed until then. Reverse curve: 3/4 at 10, 3/8
    // at 20.
    const SurvivalSummary summary = kaplan_meier({{10, false}, {15, true}, {20, false}, {30, false}});
    EXPECT_EQ(summary.median_follow_up_days, 20);
}

TEST(Landmark, IsTheCurveJustAfterItsDay) {
    const SurvivalSummary summary = kaplan_meier(six_mp());
    EXPECT_NEAR(*survival_at(summary, 6).survival, 0.857, 0.0005);
    EXPECT_NEAR(*survival_at(summary, 23).survival, 0.448, 0.0005);
    EXPECT_NEAR(*survival_at(summary, 22.9).survival, 0.5378, printed4);
    EXPECT_EQ(*survival_at(summary, 5.9).survival, 1);
}

TEST(Landmark, IsUnknownAfterTheLastObservationUnlessNobodyIsLeft) {
    EXPECT_FALSE(survival_at(kaplan_meier(six_mp()), 36).survival);
    EXPECT_TRUE(survival_at(kaplan_meier(six_mp()), 36, 1).survival);
    EXPECT_EQ(survival_at(kaplan_meier({{3, true}}), 1000).survival, 0);
    EXPECT_FALSE(survival_at(kaplan_meier(std::vector<TimeToEvent>{}), 0).survival);
}

TEST(Landmark, OfTwelveMonthsIsKnownAfterFiftyTwoWeeks) {
    const SurvivalSummary summary = kaplan_meier({{100, true}, {364, false}});
    ASSERT_EQ(summary.landmarks.size(), 6u);
    EXPECT_EQ(summary.landmarks[1].months, 12);
    EXPECT_EQ(summary.landmarks[1].survival, 0.5);
    EXPECT_FALSE(summary.landmarks[2].survival);
}

TEST(DailySurvival, EqualsTheEstimateFromSingleObservations) {
    std::mt19937_64 random(3);
    std::uniform_int_distribution<int> day(0, 400);
    std::bernoulli_distribution event(0.6);
    std::vector<TimeToEvent> observations;
    DailySurvival daily;
    for (int i = 0; i < 5000; ++i) {
        observations.push_back({double(day(random)), event(random)});
        daily.add(observations.back().day * 24, observations.back().event);
    }
    const SurvivalSummary exact = kaplan_meier(observations);
    const SurvivalSummary binned = daily.summarise();
    ASSERT_EQ(binned.curve.size(), exact.curve.size());
    for (std::size_t i = 0; i < exact.curve.size(); ++i) {
        EXPECT_EQ(binned.curve[i].day, exact.curve[i].day);
        EXPECT_EQ(binned.curve[i].survival, exact.curve[i].survival);
    }
    EXPECT_EQ(binned.median_days, exact.median_days);
    EXPECT_EQ(binned.median_lower_days, exact.median_lower_days);
    EXPECT_EQ(binned.median_upper_days, exact.median_upper_days);
    EXPECT_EQ(binned.median_follow_up_days, exact.median_follow_up_days);
}

TEST(DailySurvival, PutsATimeIntoItsNearestDay) {
    DailySurvival daily;
    daily.add(41.999999 * 24, true);
    daily.add(42.4 * 24, true);
    daily.add(42.6 * 24, true);
    const SurvivalSummary summary = daily.summarise();
    ASSERT_EQ(summary.curve.size(), 2u);
    EXPECT_EQ(summary.curve[0].day, 42);
    EXPECT_EQ(summary.curve[0].events, 2u);
    EXPECT_EQ(summary.curve[1].day, 43);
}

TEST(DailySurvival, IsWhatTheDaysOfItsPartsSay) {
    DailySurvival whole, first, second, again;
    for (const int day : {900, 3, 42, 3, 300, 42, 1000000}) {
        whole.add(day * 24, day % 2 == 0);
        (day < 100 ? first : second).add(day * 24, day % 2 == 0);
        first.add(7 * 24, false);
        whole.add(7 * 24, false);
    }
    const std::vector<SurvivalTime> times = sum_of(second.times(), first.times());
    ASSERT_EQ(times.size(), 6u) << "only days on which anything happened";
    EXPECT_EQ(times.back().day, DailySurvival::last_day);
    EXPECT_EQ(patients_of(times), whole.patients());
    for (const SurvivalTime& time : times) again.add(time);
    first.add(second);
    const SurvivalSummary expected = whole.summarise();
    for (const SurvivalSummary& summary :
         {first.summarise(), again.summarise(), kaplan_meier_of_counts(times)}) {
        EXPECT_EQ(summary.patients, 14u);
        EXPECT_EQ(summary.follow_up_days, expected.follow_up_days);
        EXPECT_EQ(summary.median_follow_up_days, expected.median_follow_up_days);
        ASSERT_EQ(summary.curve.size(), expected.curve.size());
        for (std::size_t i = 0; i < summary.curve.size(); ++i) {
            EXPECT_EQ(summary.curve[i].day, expected.curve[i].day);
            EXPECT_EQ(summary.curve[i].survival, expected.curve[i].survival);
        }
    }
}

}  // namespace
}  // namespace twinarm::statistics
