// Progression-free survival from the scans: what missed visits before an event do under each rule.
#include "kernels/patient/finish.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using namespace reference;

constexpr double missed = -1;
constexpr double week_h = 7 * 24;

/// The outcome after these readings of a tumour of 100 mm, every six weeks, at the end of follow-up.
Outcome concluded(PfsRule rule, const std::vector<double>& readings, double end_weeks, bool died,
                  Criteria criteria = Criteria::recist11) {
    Study study = study_without_arms(typical_population(), 52 * week);
    study.response.pfs = rule;
    study.response.criteria = criteria;
    add_arm(study, arm_of(1, {}));
    Outcome outcome{};
    Course c{};
    c.study = &study;
    c.schedule = &study.scans[0];
    c.outcome = &outcome;
    c.assessment = assess_baseline(100);
    for (const double mm : readings) {
        if (mm < 0)
            miss_scan(c.assessment);
        else
            assess_scan(c.assessment, mm, false, study.scans[0], study.response);
    }
    conclude_assessment(c, end_weeks * week_h, died);
    return outcome;
}

void expect_pfs(const Outcome& outcome, double weeks, bool event) {
    EXPECT_EQ(outcome.pfs_h, weeks * week_h);
    EXPECT_EQ(outcome.pfs_event != 0, event);
}

TEST(PfsRule, FdaCensorsAProgressionAfterTwoMissedVisitsAtTheLastAssessmentEmaCountsIt) {
    const std::vector<double> readings{100, missed, missed, 130};
    expect_pfs(concluded(PfsRule::ema, readings, 52, false), 24, true);
    expect_pfs(concluded(PfsRule::fda, readings, 52, false), 6, false);
    EXPECT_EQ(concluded(PfsRule::fda, readings, 52, false).progression_h, 24 * week_h);
}

TEST(PfsRule, OneMissedVisitCensorsNothing) {
    for (const PfsRule rule : {PfsRule::ema, PfsRule::fda})
        expect_pfs(concluded(rule, {100, missed, 130}, 52, false), 18, true);
}

TEST(PfsRule, MissedVisitsBeforeAnAdequateAssessmentDoNotCount) {
    expect_pfs(concluded(PfsRule::fda, {missed, missed, 100, missed, 130}, 52, false), 30, true);
}

TEST(PfsRule, FdaCensorsADeathAfterTwoMissedVisits) {
    const std::vector<double> readings{100, missed, missed};
    expect_pfs(concluded(PfsRule::ema, readings, 20, true), 20, true);
    expect_pfs(concluded(PfsRule::fda, readings, 20, true), 6, false);
    expect_pfs(concluded(PfsRule::fda, {100, missed}, 17, true), 17, true);
    expect_pfs(concluded(PfsRule::fda, {100, missed}, 18, true), 18, true);  // on the day of the second visit
}

TEST(PfsRule, WithoutAnyScanAfterBaselineADeathIsCensoredAtTheStart) {
    expect_pfs(concluded(PfsRule::ema, {}, 30, true), 30, true);
    expect_pfs(concluded(PfsRule::fda, {}, 30, true), 0, false);
    expect_pfs(concluded(PfsRule::fda, {}, 11, true), 11, true);  // one visit missed
}

TEST(PfsRule, WithoutAnEventBothCensorAtTheLastAssessment) {
    for (const PfsRule rule : {PfsRule::ema, PfsRule::fda})
        expect_pfs(concluded(rule, {100, 90, missed, missed}, 52, false), 12, false);
}

TEST(PfsRule, ADurationOfResponseEndsWhereProgressionFreeSurvivalDoes) {
    const Outcome o = concluded(PfsRule::fda, {60, 60, missed, missed, 100}, 52, false);
    EXPECT_EQ(o.time_to_response_h, 6 * week_h);
    EXPECT_EQ(o.duration_h, 6 * week_h);
    EXPECT_EQ(o.duration_event, 0);
}

TEST(Irecist, ProgressionFreeSurvivalEndsAtTheUnconfirmedProgressionThatWasConfirmed) {
    expect_pfs(concluded(PfsRule::ema, {80, 120, 130}, 52, false, Criteria::irecist), 12, true);
    expect_pfs(concluded(PfsRule::ema, {80, 120}, 15, true, Criteria::irecist), 12, true);
    expect_pfs(concluded(PfsRule::ema, {80, 120, 80}, 52, false, Criteria::irecist), 18, false);
}

TEST(Conclusion, WhoHasNoMeasurableDiseaseIsNotEvaluable) {
    Study study = study_without_arms(typical_population(), 52 * week);
    Outcome outcome{};
    outcome.scans = 3;
    add_arm(study, arm_of(1, {}));
    Course c{};
    c.study = &study;
    c.schedule = &study.scans[0];
    c.outcome = &outcome;
    c.assessment = assess_baseline(4);
    for (const double mm : {4.0, 4.0}) assess_scan(c.assessment, mm, false, study.scans[0], study.response);
    conclude_assessment(c, 52 * week_h, false);
    EXPECT_EQ(outcome.response, Response::NE);
    EXPECT_EQ(outcome.measurable, 0);
    EXPECT_EQ(outcome.disease_control, 0);
    EXPECT_FALSE(is_evaluable(outcome));
}

}  // namespace
}  // namespace twinarm
