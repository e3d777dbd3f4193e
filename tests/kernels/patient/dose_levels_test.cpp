// Dose levels, caps, bands of weight and body surface against event logs written by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "kernels/patient/dose_amount.hpp"
#include "tests/kernels/patient/dose_events.hpp"

namespace twinarm {
namespace {

using namespace reference;

/// An antibody at 60, 120 or 240 mg every three weeks, first at the level `first`.
Regimen with_levels(int first) {
    Regimen r = every(Drug::nivolumab, 0, false, 30, 3 * week);
    for (const double mg : {60., 120., 240.}) r.level[r.level_count++] = mg;
    r.first_level = first;
    r.dose = r.level[first];
    return r;
}

TEST(DoseLevels, WithoutARuleTheFirstStays) {
    EXPECT_EQ(amounts(study_of({with_levels(1)}, 7 * week)),
              (Log{"0 0 given 120", "504 0 given 120", "1008 0 given 120"}));
}

TEST(DoseLevels, AReducedDoseIsGivenAtOnceAndTheLevelStays) {
    Regimen r = with_levels(2);
    add_rule(r, rule_of(RuleVariable::time_on_treatment, Comparison::equal, 504, RuleAction::reduce));
    EXPECT_EQ(amounts(study_of({r}, 10 * week)),
              (Log{"0 0 given 240", "504 0 reduced 120", "1008 0 given 120", "1512 0 given 120"}));
}

TEST(DoseLevels, BelowTheLowestTheNextRuleDecides) {
    Regimen r = with_levels(2);
    add_rule(r, rule_of(RuleVariable::time_on_treatment, Comparison::greater, 0, RuleAction::reduce));
    add_rule(r, rule_of(RuleVariable::time_on_treatment, Comparison::greater, 0, RuleAction::stop));
    EXPECT_EQ(amounts(study_of({r}, 20 * week)),
              (Log{"0 0 given 240", "504 0 reduced 120", "1008 0 reduced 60", "1512 0 stopped"}));
}

TEST(DoseLevels, PrimingDosesRiseToTheTopAndStayThere) {
    Regimen r = with_levels(0);
    add_rule(r, rule_of(RuleVariable::level_doses, Comparison::greater_or_equal, 1, RuleAction::escalate));
    EXPECT_EQ(amounts(study_of({r}, 10 * week)),
              (Log{"0 0 given 60", "504 0 escalated 120", "1008 0 escalated 240", "1512 0 given 240"}));
}

TEST(DoseLevels, AfterTwoDosesAtTheLowerLevelTheDoseRisesAgain) {
    Regimen r = with_levels(2);
    add_rule(r, rule_of(RuleVariable::time_on_treatment, Comparison::equal, 504, RuleAction::reduce));
    add_rule(r, rule_of(RuleVariable::level_doses, Comparison::greater_or_equal, 2, RuleAction::escalate));
    const CourseLog log = simulate_course(study_of({r}, 13 * week), 0, 0);
    EXPECT_EQ(events(log),
              (Log{"0 0 given", "504 0 reduced", "1008 0 given", "1512 0 escalated", "2016 0 given"}));
    std::vector<int> levels;
    for (const DoseRecord& dose : log.doses) levels.push_back(dose.level);
    EXPECT_EQ(levels, (std::vector{2, 1, 1, 2, 2}));
    EXPECT_EQ(log.outcome.doses_given[0], 5);
    EXPECT_EQ(log.outcome.doses_held[0], 0);
}

TEST(DoseLevels, AHeldDoseIsReducedWhenItIsGiven) {
    Regimen first = nivolumab(), r = every(Drug::nktr214, 2, false, 15, week);
    first.max_courses = 1;
    r.first_dose_min = day;
    for (const double nmol : {1., 2.}) r.level[r.level_count++] = nmol;
    r.first_level = 1;
    add_rule(r, rule_of(RuleVariable::time_on_treatment, Comparison::less, 72, RuleAction::hold));
    add_rule(r, rule_of(RuleVariable::level_doses, Comparison::equal, 0, RuleAction::reduce));
    EXPECT_EQ(amounts(study_of({first, r}, 12 * day)),
              (Log{"0 0 given 360", "24 1 held", "48 1 held", "72 1 reduced 1", "240 1 given 1"}));
}

/// The highest leak of [from_h, to_h].
double highest_leak(const CourseLog& log, double from_h, double to_h) {
    double highest = 0;
    for (const CoursePoint& point : log.points)
        if (point.time_h > from_h && point.time_h <= to_h) highest = std::max(highest, point.state[leak]);
    return highest;
}

/// NKTR-214 at 0.006 mg/kg, reduced to a tenth where grade 3 was reached since the previous dose.
Study reduced_after_grade_3(double grade_3_from) {
    Regimen r = nktr214();
    r.rule_count = 0;
    r.level[0] = r.dose / 10, r.level[1] = r.dose;
    r.level_count = 2, r.first_level = 1;
    add_rule(r, rule_of(RuleVariable::grade_since_dose, Comparison::greater_or_equal, 3, RuleAction::reduce));
    add_rule(r, rule_of(RuleVariable::grade_since_dose, Comparison::greater_or_equal, 3, RuleAction::stop));
    Study study = study_of({r}, 10 * week);
    fix(study, "toxicity.hypotension_grade1", grade_3_from / 3);
    fix(study, "toxicity.hypotension_grade2", grade_3_from / 2);
    fix(study, "toxicity.hypotension_grade3", grade_3_from);
    fix(study, "toxicity.hypotension_grade4", 2 * grade_3_from);
    return study;
}

TEST(DoseLevels, AGradeSinceThePreviousDoseCountsAfterItHasPassed) {
    const CourseLog untouched = simulate_course(reduced_after_grade_3(100), 0, 0);
    EXPECT_EQ(events(untouched), (Log{"0 0 given", "504 0 given", "1008 0 given", "1512 0 given"}));
    const double peak = highest_leak(untouched, 0, 504);
    // Between two readings the leak may be higher still: what is read at midnights and leg ends counts.
    const CourseLog log = simulate_course(reduced_after_grade_3(0.9 * peak), 0, 0);
    ASSERT_LT(log.doses[1].time_h, 505);
    EXPECT_LT(highest_leak(log, 503, 504), 0.5 * peak);  // the grade has passed
    EXPECT_EQ(events(log), (Log{"0 0 given", "504 0 reduced", "1008 0 given", "1512 0 given"}));
    EXPECT_LT(highest_leak(log, 504, 1008), 0.9 * peak);  // and does not come back at a tenth of the dose
}

TEST(DoseLevels, TheWorstLeakIsThatOfTheWholeCourse) {
    const CourseLog log = simulate_course(reduced_after_grade_3(1e-3), 0, 0);
    ASSERT_EQ(events(log), (Log{"0 0 given", "504 0 reduced", "1008 0 stopped"}));
    EXPECT_EQ(log.outcome.worst_leak, highest_leak(log, 0, 1e9));
    EXPECT_EQ(log.outcome.worst_hypotension_grade, 4);
}

Covariates<double> body(double weight_kg, bool male = true) {
    Covariates<double> patient{};
    patient.weight = weight_kg;
    patient.male = male;
    return patient;
}

TEST(DoseAmount, ACapHoldsWhereTheDosePerKilogramIsAboveIt) {
    Regimen r = every(Drug::nivolumab, 3, true, 30, 2 * week);
    r.max_dose = 240;
    EXPECT_EQ(dose_amount(r, 0, body(79)), 237);
    EXPECT_EQ(dose_amount(r, 0, body(80)), 240);
    EXPECT_EQ(dose_amount(r, 0, body(81)), 240);
}

TEST(DoseAmount, ABandEndsBelowItsLimit) {
    Regimen r = every(Drug::nivolumab, 480, false, 30, 4 * week);
    r.band_count = 2;
    r.band[0] = {40, 3, 1};
    r.band[1] = {60, 240, 0};
    EXPECT_EQ(dose_amount(r, 0, body(39)), 117);
    EXPECT_EQ(dose_amount(r, 0, body(40)), 240);
    EXPECT_EQ(dose_amount(r, 0, body(59.9)), 240);
    EXPECT_EQ(dose_amount(r, 0, body(60)), 480);
}

// sqrt(180 80 / 3600) = 2 and sqrt(160 62.5 / 3600) = 5/3 (Mosteller).
TEST(DoseAmount, ADosePerSquareMetreFollowsWeightAndTheHeightOfTheSex) {
    Regimen r = every(Drug::nivolumab, 100, false, 30, 3 * week);
    r.height_cm[0] = 160, r.height_cm[1] = 180;
    EXPECT_EQ(dose_amount(r, 0, body(80)), 200);
    EXPECT_NEAR(dose_amount(r, 0, body(62.5, false)), 500 / 3., 1e-13);
}

TEST(DoseAmount, EveryDoseOfARegimenCanBeScaled) {
    Regimen r = with_levels(1);
    r.band_count = 1;
    r.band[0] = {50, 30, 0};
    r.max_dose = 300;
    scale_doses(r, 2);
    EXPECT_EQ(r.dose, 240);
    EXPECT_EQ(r.level[2], 480);
    EXPECT_EQ(r.band[0].dose, 60);
    EXPECT_EQ(r.band[0].below_kg, 50);
    EXPECT_EQ(r.max_dose, 600);
}

}  // namespace
}  // namespace twinarm
