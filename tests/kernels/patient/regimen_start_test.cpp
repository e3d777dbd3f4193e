// Regimens that follow each other in an arm, in time or after an event, against event logs written by hand.
#include <gtest/gtest.h>

#include "tests/kernels/patient/dose_events.hpp"

namespace twinarm {
namespace {

using namespace reference;

Regimen at_progression(Regimen r) {
    r.start = RegimenStart::progression;
    r.rule_count = 0;
    return r;
}

TEST(RegimenStart, MaintenanceFollowsALoadingPhase) {
    Regimen loading = every(Drug::nivolumab, 240, false, 30, 2 * week);
    loading.max_courses = 2;
    Regimen later = every(Drug::nivolumab, 480, false, 30, 4 * week);
    later.first_dose_min = 4 * week;
    EXPECT_EQ(amounts(study_of({loading, later}, 12 * week)),
              (Log{"0 0 given 240", "336 0 given 240", "672 1 given 480", "1344 1 given 480"}));
}

TEST(RegimenStart, OneDrugLeadsIn) {
    Regimen second = every(Drug::nktr214, 5, false, 15, 3 * week);
    second.first_dose_min = 3 * week;
    EXPECT_EQ(
        amounts(study_of({nivolumab(), second}, 7 * week)),
        (Log{"0 0 given 360", "504 0 given 360", "504 1 given 5", "1008 0 given 360", "1008 1 given 5"}));
}

TEST(RegimenStart, ADrugIsChangedAtTheScanThatShowsProgression) {
    const Study study = growing(
        study_of({nivolumab(), at_progression(every(Drug::nktr214, 5, false, 15, 2 * week))}, 11 * week));
    const CourseLog log = simulate_course(study, 0, 0);
    ASSERT_EQ(log.outcome.progression_h, 1008);
    EXPECT_EQ(amounts(study), (Log{"0 0 given 360", "504 0 given 360", "1008 0 stopped", "1008 1 given 5",
                                   "1344 1 given 5", "1680 1 given 5"}));
}

TEST(RegimenStart, ItsTimesCountFromTheEvent) {
    Regimen second = at_progression(every(Drug::nktr214, 5, false, 15, 2 * week));
    second.first_dose_min = 2 * day;
    second.max_duration_min = 3 * week;
    EXPECT_EQ(run(growing(study_of({nivolumab(), second}, 20 * week)), 1008),
              (Log{"1008 0 stopped", "1056 1 given", "1392 1 given"}));
}

TEST(RegimenStart, WithoutProgressionItNeverComes) {
    Study study =
        study_of({nivolumab(), at_progression(every(Drug::nktr214, 5, false, 15, 2 * week))}, 13 * week);
    let_shrink(study, 1e-4);
    EXPECT_EQ(run(study), (Log{"0 0 given", "504 0 given", "1008 0 given", "1512 0 given", "2016 0 given"}));
}

/// Under iRECIST rules see the first unconfirmed progression, or the confirmed one.
TEST(RegimenStart, TreatmentBeyondProgressionWaitsForItsConfirmation) {
    Study study = growing(
        study_of({nivolumab(), at_progression(every(Drug::nktr214, 5, false, 15, 2 * week))}, 13 * week));
    study.response.criteria = Criteria::irecist;
    EXPECT_EQ(run(study, 1000, 1300), (Log{"1008 0 stopped", "1008 1 given"}));
    study.response.treat_beyond_progression = 1;
    EXPECT_EQ(run(study, 1000, 2017),
              (Log{"1008 0 given", "1512 0 given", "2016 0 stopped", "2016 1 given"}));
}

/// The first regimen is stopped after two doses; the second gives half four weeks after that.
Study challenged_again() {
    Regimen first = every(Drug::nktr214, 10, false, 15, 2 * week);
    add_rule(first, rule_of(RuleVariable::time_on_treatment, Comparison::equal, 672, RuleAction::stop));
    Regimen again = every(Drug::nktr214, 5, false, 15, 2 * week);
    again.start = RegimenStart::stop;
    again.start_after = 0;
    again.first_dose_min = 4 * week;
    add_rule(again, stop_at_progression());
    return study_of({first, again}, 11 * week);
}

TEST(RegimenStart, AStoppedDrugIsGivenAgainLaterAtAnotherDose) {
    EXPECT_EQ(amounts(challenged_again()),
              (Log{"0 0 given 10", "336 0 given 10", "672 0 stopped", "1344 1 given 5", "1680 1 given 5"}));
}

TEST(RegimenStart, NotAfterProgressionWhereItHasTheRule) {
    EXPECT_EQ(amounts(growing(challenged_again())),
              (Log{"0 0 given 10", "336 0 given 10", "672 0 stopped", "1344 1 stopped"}));
}

TEST(RegimenStart, ARegimenThatWasNeverStoppedIsNotFollowed) {
    Study study = challenged_again();
    study.arms[0].regimens[0].rules[0].threshold = -1;
    EXPECT_EQ(run(study, 0, 1000), (Log{"0 0 given", "336 0 given", "672 0 given"}));
}

/// A regimen that has given all its doses was not stopped.
TEST(RegimenStart, AnEndIsNoStop) {
    Study study = challenged_again();
    study.arms[0].regimens[0].max_courses = 2;
    EXPECT_EQ(run(study), (Log{"0 0 given", "336 0 given"}));
}

}  // namespace
}  // namespace twinarm
