// Events of one patient: eradication, death, loss to follow-up, missed scans, new lesions.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/launch/simulate_course.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using namespace reference;

/// The typical patient without drug, scans every six weeks of a year; no death, no new lesion, and other
/// lesions vanish where the targets do.
Study quiet_study(int horizon_min = 52 * week) {
    Study study = study_without_arms(typical_population(), horizon_min);
    fix(study, "survival.death_rate", 0);
    fix(study, "survival.new_lesion_rate", 0);
    fix(study, "survival.new_lesion_base", 0);
    fix(study, "tumour.non_target_clearance", 1);
    add_arm(study, arm_of(1, {}));
    return study;
}
Outcome outcome_of(const Study& study, std::uint64_t patient = 0) {
    return simulate_course(study, patient, 0).outcome;
}

/// The exponential threshold of a patient's event.
double threshold(EventDraw draw, std::uint64_t patient = 0) {
    return -std::log(uniform(1, Purpose::event_thresholds, patient, draw));
}

TEST(Eradication, ACloneBelowAThousandthOfAMillimetreAtTheEndOfALegIsGoneForGood) {
    Study study = quiet_study();
    let_shrink(study, 2.0);
    const CourseLog log = simulate_course(study, 0, 0);
    // Legs end at scans here.
    for (const ScanRecord& scan : log.scans) {
        for (const CoursePoint& point : log.points) {
            if (point.time_h != scan.time_h) continue;
            const double sensitive = exponential(point.state[log_sensitive]);
            const double resistant = exponential(point.state[log_resistant]);
            EXPECT_EQ(scan.true_sld_mm,
                      (sensitive < 1e-3 ? 0 : sensitive) + (resistant < 1e-3 ? 0 : resistant));
        }
    }
    EXPECT_GT(log.scans[0].true_sld_mm, 0);
    EXPECT_EQ(log.points.back().sld_mm, 0);
    const CoursePoint& last = log.points.back();
    EXPECT_EQ(last.state[log_sensitive], log.points[log.points.size() - 2].state[log_sensitive]);
    EXPECT_EQ(log.outcome.response, Response::CR);
    EXPECT_EQ(log.outcome.best_change, -1);
}

TEST(Eradication, WhatIsLeftOfTheOtherCloneComesBack) {
    Study study = quiet_study();
    fix(study, "tumour.resistant_fraction", 1e-6);  // 8e-5 mm: gone at the end of the first leg
    const CourseLog log = simulate_course(study, 0, 0);
    for (const CoursePoint& point : log.points) {
        if (point.time_h < 42 * 24) continue;  // the first leg
        EXPECT_EQ(point.sld_mm, exponential(point.state[log_sensitive]));
    }
}

/// Patient 0 dies on this day. The exponents are 0, so that the hazard is r (1 - e^(-t / T)) and r (t - T (1
/// - e^(-t / T))) cumulated, T one day.
Study mortal_study(double day) {
    Study study = quiet_study();
    fix(study, "survival.death_rate", threshold(death_draw) / (24 * (day - 1 + std::exp(-day))));
    fix(study, "survival.death_burden_exponent", 0);
    fix(study, "survival.death_growth_exponent", 0);
    fix(study, "survival.entry_time", 24);
    study.solver.relative_tolerance = 1e-8;
    return study;
}

TEST(Death, ComesWhenTheCumulativeHazardReachesTheThreshold) {
    const Outcome o = outcome_of(mortal_study(100.3));
    EXPECT_EQ(o.os_event, 1);
    EXPECT_NEAR(o.os_h, 100.3 * 24, 1e-6 * 2400);
    EXPECT_EQ(o.pfs_event, 1);
    EXPECT_EQ(o.pfs_h, o.os_h);
    EXPECT_EQ(o.scans, 3);  // day 0, 42, 84
}

TEST(Death, BeforeTheFirstScanLeavesAPatientThatIsNotEvaluable) {
    const Outcome o = outcome_of(mortal_study(20));
    EXPECT_EQ(o.response, Response::NE);
    EXPECT_EQ(o.scans, 1);
    EXPECT_TRUE(std::isnan(o.best_change));
    EXPECT_EQ(o.pfs_event, 1);
    EXPECT_EQ(o.progression_h, never);
}

TEST(Death, OnTheDayOfAScanButBeforeItPreventsIt) {
    EXPECT_EQ(outcome_of(mortal_study(41.9)).scans, 1);
    EXPECT_EQ(outcome_of(mortal_study(42.1)).scans, 2);
}

TEST(Death, AfterTheHorizonIsNotSeen) {
    const Outcome o = outcome_of(mortal_study(365));
    EXPECT_EQ(o.os_event, 0);
    EXPECT_EQ(o.os_h, 364 * 24);
}

TEST(Death, AfterTheLastPlannedScanIsNoEventOfProgressionFreeSurvival) {
    const auto dies_on = [](double day) {
        Study study = mortal_study(day);
        fix(study, "tumour.growth_rate", 1e-12);
        return outcome_of(study);
    };
    EXPECT_EQ(dies_on(335).pfs_event, 1);
    const Outcome o = dies_on(350);  // the last scan is on day 336
    EXPECT_EQ(o.os_event, 1);
    EXPECT_EQ(o.pfs_event, 0);
    EXPECT_EQ(o.pfs_h, 336 * 24);
}

TEST(Dropout, EndsFollowUpAtItsTimeAndCensorsAtTheLastScan) {
    Study study = quiet_study();
    study.response.dropout_per_h = threshold(dropout_draw) / (100.3 * 24);
    const Outcome o = outcome_of(study);
    EXPECT_EQ(o.os_event, 0);
    EXPECT_NEAR(o.os_h, 100.3 * 24, 1e-9);
    EXPECT_EQ(o.pfs_event, 0);
    EXPECT_EQ(o.pfs_h, 84 * 24);
}

TEST(Dropout, TheEarlierOfLossAndDeathOnOneDayCounts) {
    Study study = mortal_study(100.6);
    study.response.dropout_per_h = threshold(dropout_draw) / (100.3 * 24);
    EXPECT_EQ(outcome_of(study).os_event, 0);
    EXPECT_NEAR(outcome_of(study).os_h, 100.3 * 24, 1e-9);
    study.response.dropout_per_h = threshold(dropout_draw) / (100.9 * 24);
    EXPECT_EQ(outcome_of(study).os_event, 1);
    EXPECT_NEAR(outcome_of(study).os_h, 100.6 * 24, 1e-2);
}

TEST(NoScan, APatientWithoutAPostBaselineScanIsNotEvaluable) {
    Study study = quiet_study();
    study.response.no_scan_probability = 1;
    const Outcome o = outcome_of(study);
    EXPECT_EQ(o.response, Response::NE);
    EXPECT_EQ(o.scans, 1);
    EXPECT_EQ(o.pfs_event, 0);
    EXPECT_EQ(o.pfs_h, 0);
    EXPECT_EQ(o.os_h, 364 * 24);
}

// 2,000 patients: 5.73 standard errors of sqrt(.07 .93 / 2000), wrong once in 1e8 seeds.
TEST(NoScan, HappensWithItsProbability) {
    Study study = quiet_study(7 * week);
    study.response.no_scan_probability = 0.07;
    int none = 0;
    for (std::uint64_t n = 0; n < 2000; ++n) none += outcome_of(study, n).response == Response::NE;
    EXPECT_NEAR(none / 2000., 0.07, 5.73 * std::sqrt(0.07 * 0.93 / 2000));
}

TEST(MissedScan, IsNotEvaluableAndHappensWithItsProbability) {
    Study study = quiet_study();
    study.response.missed_scan_probability = 0.25;
    int missed = 0, scans = 0;
    for (std::uint64_t n = 0; n < 500; ++n) {
        const CourseLog log = simulate_course(study, n, 0);
        EXPECT_GE(log.scans[0].measured_sld_mm, 0);  // a baseline is never missed
        for (std::size_t i = 1; i < log.scans.size(); ++i, ++scans) {
            if (log.scans[i].measured_sld_mm >= 0) continue;
            ++missed;
            EXPECT_EQ(log.scans[i].response, Response::NE);
        }
    }
    EXPECT_NEAR(double(missed) / scans, 0.25, 5.73 * std::sqrt(0.25 * 0.75 / scans));
}

TEST(NewLesion, IsProgressionAtTheNextScan) {
    Study study = quiet_study();
    fix(study, "tumour.killing", 1e-12);
    fix(study, "tumour.growth_rate", 1e-4);
    // The hazard b max(0, growth) / reference is nearly constant: growth slows and size grows by 1% in ten
    // weeks.
    const double growth = 1e-4 / 24;
    fix(study, "survival.new_lesion_rate", threshold(new_lesion_draw) / (60 * 24) * 8.75e-5 / growth);
    const Outcome o = outcome_of(study);
    EXPECT_NEAR(o.new_lesion_h, 60 * 24, 0.01 * 60 * 24);
    EXPECT_EQ(o.progression_h, 84 * 24);
    EXPECT_EQ(o.pfs_event, 1);
    EXPECT_EQ(o.response, Response::SD);
}

TEST(NewLesion, DoesNotComeToATumourThatShrinks) {
    Study study = quiet_study();
    let_shrink(study, 1e-3);
    fix(study, "survival.new_lesion_rate", 1e6);
    EXPECT_EQ(outcome_of(study).new_lesion_h, never);
}

// With a hazard that does not need growth, it does: 2 y / (y + y_0) falls by 2% in 60 days.
TEST(NewLesion, OfAHazardThatGrowthDoesNotMakeComesToATumourThatShrinks) {
    Study study = quiet_study();
    let_shrink(study, 1e-3);
    fix(study, "survival.new_lesion_base", threshold(new_lesion_draw) / (60 * 24));
    const Outcome o = outcome_of(study);
    EXPECT_NEAR(o.new_lesion_h, 60 * 24, 0.03 * 60 * 24);
    EXPECT_LT(o.best_change, 0);
    EXPECT_EQ(o.progression_h, 84 * 24);
}

TEST(OtherLesions, KeepAPatientWhoseTargetsVanishFromAnythingBetterThanPr) {
    Study study = quiet_study();
    let_shrink(study, 2.0);
    Outcome o = outcome_of(study);
    EXPECT_EQ(o.response, Response::CR);
    EXPECT_EQ(o.other_lesions_vanish, 1);
    fix(study, "tumour.non_target_clearance", 0);
    o = outcome_of(study);
    EXPECT_EQ(o.response, Response::PR);
    EXPECT_EQ(o.best_change, -1);
    EXPECT_EQ(o.other_lesions_vanish, 0);
    EXPECT_EQ(o.pfs_event, 0);
}

// 5.73 standard errors of sqrt(.7 .3 / 2000), wrong once in 1e8 seeds; the same draw in every arm.
TEST(OtherLesions, VanishWithTheirProbabilityInEveryArmOfAPatientAlike) {
    Study study = quiet_study(week);
    fix(study, "tumour.non_target_clearance", 0.7);
    add_arm(study, arm_of(2, {nivolumab()}));
    int vanish = 0;
    for (std::uint64_t n = 0; n < 2000; ++n) {
        const Outcome o = outcome_of(study, n);
        vanish += o.other_lesions_vanish;
        if (n < 20) {
            EXPECT_EQ(simulate_course(study, n, 1).outcome.other_lesions_vanish, o.other_lesions_vanish);
        }
    }
    EXPECT_NEAR(vanish / 2000., 0.7, 5.73 * std::sqrt(0.7 * 0.3 / 2000));
}

TEST(Baseline, OneThatCannotGrowIsRejectedAndSaysSo) {
    Study study = quiet_study();
    fix(study, "tumour.baseline_sld", 600);
    const Outcome o = outcome_of(study);
    EXPECT_EQ(o.status, Status::rejected_baseline);
    EXPECT_EQ(o.patient, 0u);
}

TEST(Baseline, AParameterThatIsNotANumberIsAFailure) {
    Study study = quiet_study();
    fix(study, "tumour.killing", std::nan(""));
    EXPECT_EQ(outcome_of(study).status, Status::not_finite);
}

TEST(Death, NothingIsSeenAfterIt) {
    Study study = quiet_study();
    fix(study, "survival.death_rate", 1e-3);  // within weeks of entry, in the middle of long steps
    int deaths = 0;
    for (std::uint64_t n = 0; n < 20; ++n) {
        const CourseLog log = simulate_course(study, n, 0);
        deaths += log.outcome.os_event;
        for (const CoursePoint& point : log.points) EXPECT_LE(point.time_h, log.outcome.os_h);
    }
    EXPECT_GT(deaths, 10);
}

}  // namespace
}  // namespace twinarm
