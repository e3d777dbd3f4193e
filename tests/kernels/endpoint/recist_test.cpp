// RECIST 1.1 and WHO at one scan: the edges of their thresholds.
#include "kernels/endpoint/recist.hpp"

#include <gtest/gtest.h>

#include "kernels/endpoint/assessment.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

ResponseRules rules(Criteria criteria = Criteria::recist11) {
    ResponseRules made = reference::unconfirmed_recist();
    made.criteria = criteria;
    return made;
}
Response recist(double measured, double baseline, double nadir, bool new_lesion = false) {
    return response_at_scan(measured, baseline, nadir, new_lesion, rules());
}
Response who(double measured, double baseline, double nadir, bool new_lesion = false) {
    return response_at_scan(measured, baseline, nadir, new_lesion, rules(Criteria::who));
}

TEST(Recist, AQuarterMoreThanANadirOfTenMillimetresIsNoProgression) {
    EXPECT_EQ(recist(12.5, 20, 10), Response::PR);  // +25% but +2.5 mm; -37.5% from baseline
    EXPECT_EQ(recist(12.5, 10, 10), Response::SD);
}

TEST(Recist, ExactlyTwentyPercentAndFiveMillimetresAboveTheNadirIsProgression) {
    EXPECT_EQ(recist(30, 100, 25), Response::PD);
    EXPECT_EQ(recist(29.999, 100, 25), Response::PR);
    EXPECT_EQ(recist(96, 80, 80), Response::PD);
    EXPECT_EQ(recist(95.999, 80, 80), Response::SD);
    for (int fives = 5; fives <= 80; ++fives)  // nor is 1.2
        EXPECT_EQ(recist(6 * fives, 5 * fives, 5 * fives), Response::PD) << fives;
}

TEST(Recist, FiveMillimetresAloneAreNoProgression) {
    EXPECT_EQ(recist(105, 100, 100), Response::SD);
    EXPECT_EQ(recist(119.99, 100, 100), Response::SD);
}

TEST(Recist, ExactlyThirtyPercentBelowBaselineIsAPartialResponse) {
    EXPECT_EQ(recist(70, 100, 100), Response::PR);
    EXPECT_EQ(recist(70.001, 100, 100), Response::SD);
    EXPECT_EQ(recist(56, 80, 80), Response::PR);
    for (int tens = 1; tens <= 40; ++tens)  // 0.7 is not exact in binary: 0.7 * 90 < 63
        EXPECT_EQ(recist(7 * tens, 10 * tens, 10 * tens), Response::PR) << tens;
}

TEST(Recist, ResponseIsMeasuredFromBaselineAndProgressionFromTheNadir) {
    EXPECT_EQ(recist(60, 100, 50), Response::PD);  // -40% of baseline, +20% of the nadir
    EXPECT_EQ(recist(59, 100, 50), Response::PR);
}

TEST(Recist, ANewLesionIsProgressionWhateverTheTargetsDo) {
    EXPECT_EQ(recist(0, 100, 0, true), Response::PD);
    EXPECT_EQ(recist(50, 100, 50, true), Response::PD);
    EXPECT_EQ(who(0, 100, 0, true), Response::PD);
}

TEST(Recist, NothingLeftIsACompleteResponse) {
    EXPECT_EQ(recist(0, 100, 20), Response::CR);
    EXPECT_EQ(recist(0, 100, 0), Response::CR);
}

TEST(Recist, WhatComesBackAfterACompleteResponseIsProgression) {
    EXPECT_EQ(recist(5, 100, 0), Response::PD);
    EXPECT_EQ(recist(4.9, 100, 0), Response::PD);  // less than 5 mm above the nadir, but it had disappeared
}

TEST(Who, AHalvedProductIsAPartialResponse) {
    EXPECT_EQ(who(70.7, 100, 100), Response::PR);  // 29.3% in diameter
    EXPECT_EQ(who(70.8, 100, 100), Response::SD);
    EXPECT_EQ(recist(70.7, 100, 100), Response::SD);
}

TEST(Who, AQuarterMoreProductIsProgressionMuchEarlierThanInRecist) {
    EXPECT_EQ(who(111.9, 100, 100), Response::PD);  // 11.8% in diameter
    EXPECT_EQ(who(111.8, 100, 100), Response::SD);
    EXPECT_EQ(recist(111.9, 100, 100), Response::SD);
}

TEST(Who, HasNoSmallestDifference) {
    EXPECT_EQ(who(11.2, 20, 10), Response::PD);
    EXPECT_EQ(who(1, 100, 0), Response::PD);
    EXPECT_EQ(who(0, 100, 0), Response::CR);
}

/// An assessment after these reads [mm].
Assessment read(std::initializer_list<double> measured, double baseline = 100) {
    Assessment a = assess_baseline(baseline);
    const ScanSchedule schedule = reference::scans_every(6 * reference::week, 52 * reference::week);
    for (const double mm : measured) assess_scan(a, mm, false, schedule, rules());
    return a;
}

TEST(Assessment, AReadBelowTheLimitOfVisibilityIsZeroAndACompleteResponse) {
    const Assessment a = read({50, 4.99});
    EXPECT_EQ(a.latest, Response::CR);
    EXPECT_EQ(a.latest_mm, 0);
    EXPECT_EQ(a.nadir_mm, 0);
    EXPECT_EQ(read({50, 5.0}).latest, Response::PR);
}

TEST(Assessment, TheNadirIncludesTheBaselineAndOnlyFalls) {
    EXPECT_EQ(read({110}).nadir_mm, 100);
    EXPECT_EQ(read({60, 65}).nadir_mm, 60);
    EXPECT_EQ(read({60, 65}).lowest_after_baseline_mm, 60);
    EXPECT_EQ(read({110}).lowest_after_baseline_mm, 110);
    EXPECT_EQ(read({}).lowest_after_baseline_mm, -1);
}

TEST(Assessment, ProgressionKeepsItsScan) {
    EXPECT_FALSE(progressed(read({60, 65})));
    const Assessment a = read({60, 65, 75});
    EXPECT_TRUE(progressed(a));
    EXPECT_EQ(a.progression_scan, 3);
}

TEST(Assessment, SlowGrowthOfAFewPercentAScanAddsUpToProgressionFromTheNadir) {
    const Assessment a = read({50, 53, 56, 59, 62});
    EXPECT_EQ(a.progression_scan, 5);
    EXPECT_EQ(Response(a.scans.response[4]), Response::PR);
}

TEST(Assessment, AMissedScanCountsAndChangesNothingElse) {
    Assessment a = read({60});
    miss_scan(a);
    EXPECT_EQ(a.scans.count, 3);
    EXPECT_EQ(Response(a.scans.response[2]), Response::NE);
    EXPECT_EQ(a.last_adequate, 1);
    EXPECT_EQ(a.nadir_mm, 60);
    EXPECT_EQ(a.latest, Response::PR);
}

/// An assessment where readings below `complete_mm` are 0, and patients above `measurable_mm` can be
/// measured.
Assessment read_with(double complete_mm, double measurable_mm, double baseline,
                     std::initializer_list<double> measured, bool new_lesion = false) {
    ResponseRules made = rules();
    made.complete_below_mm = complete_mm;
    made.measurable_from_mm = measurable_mm;
    const ScanSchedule schedule = reference::scans_every(6 * reference::week, 52 * reference::week);
    Assessment a = assess_baseline(baseline);
    for (const double mm : measured) assess_scan(a, mm, new_lesion, schedule, made);
    return a;
}

TEST(Assessment, WhoHasNoMeasurableDiseaseCannotRespond) {
    const Assessment a = read_with(10, 10, 8, {8.2, 9.1, 4, 12});
    for (int i = 1; i <= 4; ++i) EXPECT_EQ(Response(a.scans.response[i]), Response::NE) << i;
    EXPECT_EQ(a.lowest_after_baseline_mm, -1);  // no best change
    EXPECT_EQ(a.last_adequate, 4);              // the scans were read
    EXPECT_EQ(read_with(10, 10, 8, {8}, true).latest, Response::PD);
}

TEST(Assessment, DiseaseIsMeasurableFromExactlyTheLimit) {
    EXPECT_EQ(read_with(5, 10, 10, {4}).latest, Response::CR);
    EXPECT_EQ(read_with(5, 10, 9.99, {4}).latest, Response::NE);
}

TEST(Assessment, AfterACompleteResponseOnlyACompleteResponseOrProgressionFollowsAtAnyLimit) {
    for (const double complete_mm : {0.5, 2.0, 5.0, 10.0})
        for (const double later : {0.1, 0.6, 2.5, 5.5, 11.0, 60.0, 99.0}) {
            const Assessment a = read_with(complete_mm, 10, 100, {0, later});
            EXPECT_EQ(a.latest, later < complete_mm ? Response::CR : Response::PD)
                << complete_mm << ' ' << later;
        }
}

}  // namespace
}  // namespace twinarm
