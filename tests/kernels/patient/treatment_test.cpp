// Doses of one patient against event logs written by hand.
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "tests/kernels/patient/dose_events.hpp"

namespace twinarm {
namespace {

using namespace reference;

/// The patient at this time, which must be the end of a leg.
const CoursePoint& at(const CourseLog& log, double time_h) {
    for (const CoursePoint& point : log.points)
        if (point.time_h == time_h) return point;
    throw std::out_of_range("no leg ends then");
}

TEST(Treatment, GivesTwentyEightDosesOfACourseAndTheNextCourseAfterEightyFourDays) {
    const CourseLog log = simulate_course(study_of({plain_high_dose_il2()}, 86 * day), 0, 0);
    Log expected;
    for (const int hour :
         {0,   8,   16,  24,  32,  40,  48,  56,  64,  72,  80,  88,   96,   104,  336,  344,  352,
          360, 368, 376, 384, 392, 400, 408, 416, 424, 432, 440, 2016, 2024, 2032, 2040, 2048, 2056})
        expected.push_back(std::to_string(hour) + " 0 given");
    EXPECT_EQ(events(log), expected);
    EXPECT_EQ(log.outcome.doses_given[0], 34);
    EXPECT_EQ(log.outcome.first_cycle_doses, 14);
    EXPECT_EQ(log.outcome.first_course_doses, 28);
    EXPECT_EQ(log.outcome.courses, 2);
}

TEST(Treatment, ADosePerKilogramIsTimesWeightAndAFlatOneIsNot) {
    Study study = study_of({plain_high_dose_il2(), nivolumab()}, day);
    fix(study, "covariates.weight", 100);
    const CourseLog log = simulate_course(study, 0, 0);
    EXPECT_NEAR(log.doses[0].amount, 100 * 600000 / 18e6 * 1.1 * nmol_per_mg, 1e-10);
    EXPECT_EQ(log.doses[1].amount, 360);
}

TEST(Treatment, EndsBeforeTheMaximalDuration) {
    Regimen r = nivolumab();
    r.max_duration_min = 9 * week;
    EXPECT_EQ(run(study_of({r}, 20 * week)), (Log{"0 0 given", "504 0 given", "1008 0 given"}));
}

TEST(Treatment, NoDoseIsGivenAtTheHorizon) {
    EXPECT_EQ(run(study_of({nivolumab()}, 6 * week)), (Log{"0 0 given", "504 0 given"}));
}

TEST(Treatment, ASkippedDoseIsOmittedAndThePlanStays) {
    Regimen r = plain_high_dose_il2();
    add_rule(r, rule_of(RuleVariable::cycle_doses, Comparison::greater_or_equal, 2, RuleAction::skip));
    const CourseLog log = simulate_course(study_of({r}, 20 * day), 0, 0);
    Log expected{"0 0 given", "8 0 given"};
    for (int i = 2; i < 14; ++i) expected.push_back(std::to_string(8 * i) + " 0 skipped");
    expected.insert(expected.end(), {"336 0 given", "344 0 given"});
    for (int i = 2; i < 14; ++i) expected.push_back(std::to_string(336 + 8 * i) + " 0 skipped");
    EXPECT_EQ(events(log), expected);
    EXPECT_EQ(log.outcome.doses_given[0], 4);
    EXPECT_EQ(log.outcome.doses_held[0], 24);
    EXPECT_EQ(log.outcome.first_cycle_doses, 2);
    EXPECT_EQ(log.outcome.first_course_doses, 4);
}

/// Nivolumab once, so that treatment begins at 0, and NKTR-214 weekly from day 1 that is held until
/// `until_h`.
Study held_until(double until_h, int max_hold_min) {
    Regimen first = nivolumab(), r = every(Drug::nktr214, 1e-3, false, 15, week);
    first.max_courses = 1;
    r.first_dose_min = day;
    r.max_hold_min = max_hold_min;
    add_rule(r, rule_of(RuleVariable::time_on_treatment, Comparison::less, until_h, RuleAction::hold));
    return study_of({first, r}, 30 * day);
}

TEST(Treatment, AHeldDoseComesADayLaterAndShiftsThePlan) {
    const CourseLog log = simulate_course(held_until(72, week), 0, 0);
    EXPECT_EQ(events(log), (Log{"0 0 given", "24 1 held", "48 1 held", "72 1 given", "240 1 given",
                                "408 1 given", "576 1 given"}));
    EXPECT_EQ(log.outcome.doses_held[1], 0);
}

TEST(Treatment, ADoseHeldForTooLongIsOmittedAndTheShiftedPlanStays) {
    const CourseLog log = simulate_course(held_until(480, 3 * day), 0, 0);
    EXPECT_EQ(events(log), (Log{"0 0 given", "24 1 held", "48 1 held", "72 1 held", "96 1 held", "264 1 held",
                                "288 1 held", "312 1 held", "336 1 held", "504 1 given", "672 1 given"}));
    EXPECT_EQ(log.outcome.doses_held[1], 2);
    EXPECT_EQ(log.outcome.doses_given[1], 2);
}

TEST(Treatment, AStoppedCourseIsFollowedByTheNext) {
    Regimen r = plain_high_dose_il2();
    add_rule(r,
             rule_of(RuleVariable::course_doses, Comparison::greater_or_equal, 3, RuleAction::stop_course));
    EXPECT_EQ(run(study_of({r}, 200 * day)),
              (Log{"0 0 given", "8 0 given", "16 0 given", "24 0 course stopped", "2016 0 given",
                   "2024 0 given", "2032 0 given", "2040 0 course stopped", "4032 0 given", "4040 0 given",
                   "4048 0 given", "4056 0 course stopped"}));
}

TEST(Treatment, TheDosesThatAStoppedCourseLeavesOutCountAsOmitted) {
    Regimen r = plain_high_dose_il2();
    add_rule(r,
             rule_of(RuleVariable::course_doses, Comparison::greater_or_equal, 3, RuleAction::stop_course));
    const Outcome outcome = simulate_course(study_of({r}, 60 * day), 0, 0).outcome;
    EXPECT_EQ(outcome.doses_given[0], 3);
    EXPECT_EQ(outcome.doses_held[0], 28 - 3);
}

Regimen two_doses_with_retreatment_on_shrinkage() {
    Regimen r = plain_high_dose_il2();
    r.doses_per_cycle = 2;
    r.cycles_per_course = 1;
    add_rule(r, rule_of(RuleVariable::sld_change, Comparison::greater_or_equal, 0,
                        RuleAction::no_further_course, RuleMoment::course_end));
    return r;
}

TEST(Treatment, WithoutShrinkageThereIsNoFurtherCourse) {
    Study study = study_of({two_doses_with_retreatment_on_shrinkage()}, 200 * day);
    fix(study, "tumour.killing", 1e-12);
    EXPECT_EQ(run(study), (Log{"0 0 given", "8 0 given", "2016 0 no further course"}));
}

TEST(Treatment, WithShrinkageTheNextCourseComes) {
    Study study = study_of({two_doses_with_retreatment_on_shrinkage()}, 200 * day);
    let_shrink(study, 1e-4);
    EXPECT_EQ(run(study), (Log{"0 0 given", "8 0 given", "2016 0 given", "2024 0 given", "4032 0 given",
                               "4040 0 given"}));
}

TEST(Treatment, ARuleForACoursesEndIsReadOnceAndNotBeforeEachDose) {
    Regimen r = plain_high_dose_il2();
    r.doses_per_cycle = 3;
    r.cycles_per_course = 1;
    add_rule(r, rule_of(RuleVariable::course_doses, Comparison::greater_or_equal, 1,
                        RuleAction::no_further_course, RuleMoment::course_end));
    EXPECT_EQ(run(study_of({r}, 90 * day)),
              (Log{"0 0 given", "8 0 given", "16 0 given", "2016 0 given", "2024 0 given", "2032 0 given"}));
}

TEST(Treatment, StopEndsTheDrugForGoodAndNoOtherDrug) {
    Regimen r = nktr214();
    add_rule(r,
             rule_of(RuleVariable::time_on_treatment, Comparison::greater_or_equal, 1000, RuleAction::stop));
    EXPECT_EQ(run(study_of({r, nivolumab()}, 10 * week)),
              (Log{"0 0 given", "0 1 given", "504 0 given", "504 1 given", "1008 0 stopped", "1008 1 given",
                   "1512 1 given"}));
}

TEST(Treatment, OfTwoRulesThatMatchTheFirstDecides) {
    Regimen r = every(Drug::nktr214, 1e-3, false, 15, week);
    add_rule(r, rule_of(RuleVariable::time_on_treatment, Comparison::greater, 400, RuleAction::skip));
    add_rule(r, rule_of(RuleVariable::time_on_treatment, Comparison::greater, 300, RuleAction::stop));
    EXPECT_EQ(run(study_of({r}, 30 * day)), (Log{"0 0 given", "168 0 given", "336 0 stopped"}));
    std::swap(r.rules[0], r.rules[1]);
    r.rules[0].threshold = 500;
    EXPECT_EQ(run(study_of({r}, 30 * day)),
              (Log{"0 0 given", "168 0 given", "336 0 given", "504 0 stopped"}));
    r.rules[1].threshold = 500;
    std::swap(r.rules[0], r.rules[1]);
    EXPECT_EQ(run(study_of({r}, 30 * day)),
              (Log{"0 0 given", "168 0 given", "336 0 given", "504 0 skipped", "672 0 skipped"}));
}

TEST(Treatment, AThresholdMayBeThePatientsOwn) {
    Regimen r = plain_high_dose_il2();
    add_rule(r, rule_of(RuleVariable::cycle_doses, Comparison::greater_or_equal, 0, RuleAction::skip));
    r.rules[0].threshold_parameter = parameter_index("covariates.imdc_class");
    Study study = study_of({r}, 5 * day);
    fix(study, "covariates.imdc_class", 3);
    EXPECT_EQ(simulate_course(study, 0, 0).outcome.doses_given[0], 3);
    fix(study, "covariates.imdc_class", 7);
    EXPECT_EQ(simulate_course(study, 0, 0).outcome.doses_given[0], 7);
}

TEST(Treatment, LeakAboveTheToleranceSkipsDosesAsItRises) {
    const CourseLog log = simulate_course(study_of({high_dose_il2()}, 6 * day), 0, 0);
    ASSERT_EQ(log.doses.size(), 14u);
    for (const DoseRecord& dose : log.doses) {
        const CoursePoint& point = at(log, dose.time_h);
        const bool leaks = point.state[leak] >= 0.61, low_pressure = point.hypotension_grade >= 3;
        EXPECT_EQ(dose.decision == DoseDecision::given, !leaks && !low_pressure) << dose.time_h;
    }
    EXPECT_LT(log.outcome.first_cycle_doses, 14);
    EXPECT_EQ(log.outcome.doses_given[0] + log.outcome.doses_held[0], 14);
}

Study progressing(const Regimen& regimen) {
    return growing(study_of({regimen}, 13 * week));
}

TEST(OrderOfThings, ADoseDueAtTheScanThatShowsProgressionIsNotGiven) {
    EXPECT_EQ(run(progressing(nktr214())), (Log{"0 0 given", "504 0 given", "1008 0 stopped"}));
}

TEST(OrderOfThings, WithoutTheRuleThatDoseIsGiven) {
    Regimen r = nktr214();
    r.rule_count = 0;
    EXPECT_EQ(run(progressing(r)),
              (Log{"0 0 given", "504 0 given", "1008 0 given", "1512 0 given", "2016 0 given"}));
}

TEST(OrderOfThings, AnInfusionThatEndsWhenTheNextBeginsIsFollowedByIt) {
    Regimen r = every(Drug::aldesleukin, 10, false, 8 * 60, 8 * 60);
    r.max_courses = 3;
    const CourseLog log = simulate_course(study_of({r}, 2 * day), 0, 0);
    EXPECT_EQ(events(log), (Log{"0 0 given", "8 0 given", "16 0 given"}));
    // A continuous infusion of 10 nmol in 8 h comes to input / clearance.
    EXPECT_NEAR(at(log, 24).il2_nmol_per_l, 10 / 8. / 16.08, 1e-3 * 10 / 8. / 16.08);
}

TEST(OrderOfThings, TheScanOfTheDayOfADoseSeesTheTumourBeforeIt) {
    const CourseLog log = simulate_course(study_of({nktr214()}, 7 * week), 0, 0);
    ASSERT_EQ(log.scans.size(), 2u);
    for (const ScanRecord& scan : log.scans) EXPECT_EQ(at(log, scan.time_h).sld_mm, scan.true_sld_mm);
}

}  // namespace
}  // namespace twinarm
