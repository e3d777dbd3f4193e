// Doses, changes of clearance and eradication as timed events.
#include "host/sbml/treatment_events.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/host/sbml/exported_course.hpp"

namespace twinarm::sbml {
namespace {

DoseRecord given(double time_h, double amount) {
    return {time_h, 0, 0, 0, 0, DoseDecision::given, -1, amount};
}
Arm one_infusion_of(Drug drug, int minutes) {
    Arm arm{};
    arm.regimen_count = 1;
    arm.regimens[0].drug = drug;
    arm.regimens[0].infusion_min = minutes;
    return arm;
}
std::vector<TimedEvent> infusions_of(const Arm& arm, const std::vector<DoseRecord>& doses) {
    CourseLog log{};
    log.doses = doses;
    EquationSystem system;
    add_infusions(system, cohort::Cohort(), arm, log);
    return system.events;
}

TEST(Infusions, StartWithAmountOverDurationAndStopAtItsEnd) {
    const auto events = infusions_of(one_infusion_of(Drug::nktr214, 15), {given(504, 31.5)});
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(events[0].time_h, 504);
    EXPECT_EQ(events[0].target, "nktr214_infusion_1");
    EXPECT_EQ(events[0].formula, "31.5 nmol / 0.25 hour");
    EXPECT_EQ(events[1].time_h, 504.25);
    EXPECT_EQ(events[1].formula, "0 nmol_per_hour");
}

TEST(Infusions, ADoseThatWasNotGivenMakesNoEvent) {
    DoseRecord skipped = given(8, 0);
    skipped.decision = DoseDecision::skipped;
    EXPECT_EQ(infusions_of(one_infusion_of(Drug::aldesleukin, 15), {given(0, 100), skipped}).size(), 2u);
}

TEST(Infusions, OneThatStillRunsGoesOverIntoTheNextWithoutAStop) {
    const auto events = infusions_of(one_infusion_of(Drug::nivolumab, 60), {given(0, 360), given(0.5, 240)});
    ASSERT_EQ(events.size(), 3u);
    EXPECT_EQ(events[1].formula, "240 mg / 1 hour");
    EXPECT_EQ(events[2].time_h, 1.5);
}

TEST(Infusions, OneThatEndsAsTheNextStartsLeavesTheEndOut) {
    const auto events = infusions_of(one_infusion_of(Drug::nivolumab, 60), {given(0, 360), given(1, 240)});
    ASSERT_EQ(events.size(), 3u);
    EXPECT_EQ(events[1].time_h, 1);
    EXPECT_EQ(events[1].formula, "240 mg / 1 hour");
}

TEST(Infusions, EveryDoseGivenInACourseStandsInItsEvents) {
    const ExportedCourse course(5, combination_arm);
    const auto doses =
        std::count_if(course.log.doses.begin(), course.log.doses.end(),
                      [](const DoseRecord& dose) { return dose.decision == DoseDecision::given; });
    ASSERT_GT(doses, 4);
    const auto is = [](const char* word) {
        return [word](const TimedEvent& event) { return event.id.find(word) != std::string::npos; };
    };
    const auto& events = course.system.events;
    EXPECT_EQ(std::count_if(events.begin(), events.end(), is("_start_")), doses);
    EXPECT_EQ(std::count_if(events.begin(), events.end(), is("_stop_")), doses);
}

/// One dose of nivolumab every 21 d as given at `times_h`, followed up for `end_h`.
std::vector<TimedEvent> clearance_changes(const std::vector<double>& times_h, double end_h) {
    CourseLog log{};
    log.outcome.patient = 2;
    log.outcome.os_h = end_h;
    for (const double time : times_h) log.doses.push_back(given(time, 360));
    EquationSystem system;
    add_clearance_changes(system, head_to_head().study, head_to_head().study.arms[nivolumab_arm], log);
    return system.events;
}

TEST(ClearanceChanges, EachDoseHoldsTheValueOfTheMiddleOfItsInterval) {
    const auto events = clearance_changes({0, 504}, 600);
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(events[0].time_h, 0);
    EXPECT_NE(events[0].formula.find("max(252 hour"), std::string::npos) << events[0].formula;
    EXPECT_EQ(events[1].time_h, 504);
    EXPECT_NE(events[1].formula.find("max(756 hour"), std::string::npos) << events[1].formula;
}

TEST(ClearanceChanges, GoOnAfterTheLastDoseToTheEndOfFollowUp) {
    const auto events = clearance_changes({0}, 1100);
    ASSERT_EQ(events.size(), 3u);
    EXPECT_EQ(events[1].time_h, 504);
    EXPECT_EQ(events[2].time_h, 1008);
    EXPECT_NE(events[2].formula.find("max(1260 hour"), std::string::npos) << events[2].formula;
}

TEST(ClearanceChanges, ALateDoseStartsAnIntervalOfItsOwn) {
    const auto events = clearance_changes({0, 600}, 700);
    ASSERT_EQ(events.size(), 3u);
    EXPECT_EQ(events[1].time_h, 504);  // no dose came: the next interval began all the same
    EXPECT_EQ(events[2].time_h, 600);
    EXPECT_NE(events[2].formula.find("max(852 hour"), std::string::npos) << events[2].formula;
}

TEST(Eradication, IsAnEventAtTheFirstPointWithoutTheClone) {
    CourseLog log{};
    for (const double time : {0.0, 24.0, 48.0, 72.0}) {
        CoursePoint point{};
        point.time_h = time;
        point.sensitive_alive = time < 48;
        point.resistant_alive = true;
        log.points.push_back(point);
    }
    EquationSystem system;
    add_eradications(system, log);
    ASSERT_EQ(system.events.size(), 1u);
    EXPECT_EQ(system.events[0].time_h, 48);
    EXPECT_EQ(system.events[0].target, "sensitive_alive");
    EXPECT_EQ(system.events[0].formula, "0");
}

TEST(Eradication, OfASimulatedPatientStandsWhereItsTumourJumpsToZero) {
    for (std::uint64_t patient = 0; patient < 200; ++patient) {
        const ExportedCourse course(patient, nivolumab_arm);
        const auto& events = course.system.events;
        const auto gone = std::find_if(events.begin(), events.end(), [](const TimedEvent& event) {
            return event.target == "sensitive_alive";
        });
        if (gone == events.end()) continue;
        const auto point = std::find_if(course.log.points.begin(), course.log.points.end(),
                                        [&](const CoursePoint& p) { return p.time_h == gone->time_h; });
        ASSERT_NE(point, course.log.points.end());
        EXPECT_LT(point->state[log_sensitive], std::log(1e-3));
        EXPECT_LE(point->sld_mm, std::exp(point->state[log_resistant]));
        return;
    }
    FAIL() << "none of 200 patients loses a clone";
}

}  // namespace
}  // namespace twinarm::sbml
