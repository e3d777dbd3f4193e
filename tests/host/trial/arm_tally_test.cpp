// Counts over all patients of one arm.
#include "host/trial/arm_tally.hpp"

#include <gtest/gtest.h>

#include "host/store/summary_json.hpp"
#include "tests/host/trial/made_outcomes.hpp"

namespace twinarm::trial {
namespace {

ArmSummary tally(const std::vector<Outcome>& outcomes) {
    ArmTally arm;
    for (const Outcome& outcome : outcomes) arm.add(outcome);
    return arm.summarise({"only drug"});
}

TEST(ArmTally, CountsEveryBestResponse) {
    const ArmSummary arm = tally(test::outcomes({"N", "P", "P", "S", "S", "S", "R", "R", "C", "S"}));
    EXPECT_EQ(arm.bor_counts, (ResponseCounts{1, 2, 4, 2, 1}));
    EXPECT_DOUBLE_EQ(arm.bor[std::size_t(Response::SD)], 0.4);
    EXPECT_DOUBLE_EQ(*arm.orr_population.estimate, 0.3);
    EXPECT_DOUBLE_EQ(*arm.complete_population.estimate, 0.1);
    EXPECT_DOUBLE_EQ(*arm.disease_control.estimate, 0.7);
}

TEST(ArmTally, HasTwoDenominators) {
    const ArmSummary arm = tally(test::outcomes({"N", "N", "R", "S"}));
    EXPECT_EQ(arm.evaluable, 2u);
    EXPECT_DOUBLE_EQ(*arm.orr_population.estimate, 0.25);
    EXPECT_DOUBLE_EQ(*arm.orr_evaluable.estimate, 0.5);
}

TEST(ArmTally, LeavesFailedPatientsOutOfTheRateAndIntoItsBounds) {
    const ArmSummary arm = tally(test::outcomes({"R", "S", "S", "S", "X"}));
    EXPECT_EQ(arm.patients, 5u);
    EXPECT_EQ(arm.patients_failed, 1u);
    EXPECT_DOUBLE_EQ(*arm.orr_population.estimate, 0.25);
    EXPECT_DOUBLE_EQ(arm.orr_population.bounds.lower, 0.2);
    EXPECT_DOUBLE_EQ(arm.orr_population.bounds.upper, 0.4);
    EXPECT_EQ(arm.pfs.patients, 4u);
}

TEST(ArmTally, CountsFailuresByTheirCause) {
    const ArmSummary arm = tally(
        {test::failed(0, 0, Status::not_finite), test::failed(1, 0), test::failed(2, 0, Status::not_finite)});
    ASSERT_EQ(arm.failures.size(), 2u);
    EXPECT_EQ(arm.failures[0].status, std::int32_t(Status::too_many_steps));
    EXPECT_EQ(arm.failures[0].patients, 1u);
    EXPECT_EQ(arm.failures[1].status, std::int32_t(Status::not_finite));
    EXPECT_EQ(arm.failures[1].patients, 2u);
    EXPECT_FALSE(arm.orr_population.estimate);
    EXPECT_EQ(arm.spreads[OutcomeIndex::lymphocyte_nadir].patients, 0u);
}

TEST(ArmTally, MeasuresDurationAndTimeToResponseInRespondersOnly) {
    const ArmSummary arm = tally(test::outcomes({"R", "C", "S", "P"}));
    EXPECT_EQ(arm.duration.patients, 2u);
    EXPECT_EQ(arm.duration.median_days, 200);
    EXPECT_EQ(arm.spreads[OutcomeIndex::time_to_response_h].patients, 2u);
    EXPECT_EQ(arm.spreads[OutcomeIndex::time_to_response_h].p50, 42);
    EXPECT_EQ(arm.pfs.patients, 4u);
    EXPECT_FALSE(arm.os.median_days);
    EXPECT_EQ(arm.os.follow_up_days, 364);
}

TEST(ArmTally, KeepsDosesOfEveryRegimen) {
    ArmTally arm;
    for (int patient = 0; patient < 10; ++patient) {
        Outcome outcome = test::outcome(std::uint64_t(patient), 0, Response::SD);
        outcome.doses_given[0] = 5 + patient;
        outcome.doses_held[0] = 9 - patient;
        outcome.doses_given[1] = 3;
        outcome.first_cycle_doses = 5 + patient;
        outcome.worst_hypotension_grade = patient % 5;
        arm.add(outcome);
    }
    const ArmSummary summary = arm.summarise({"first", "second"});
    ASSERT_EQ(summary.regimens.size(), 2u);
    EXPECT_EQ(summary.regimens[0].label, "first");
    EXPECT_EQ(summary.regimens[0].doses_given.p10, 5);
    EXPECT_EQ(summary.regimens[0].doses_given.p50, 9);
    EXPECT_EQ(summary.regimens[0].doses_given.p90, 13);
    EXPECT_EQ(summary.regimens[0].doses_held.p50, 4);
    EXPECT_EQ(summary.regimens[1].doses_given.p50, 3);
    EXPECT_EQ(summary.spreads[OutcomeIndex::first_cycle_doses].p50, 9);
    EXPECT_DOUBLE_EQ(summary.hypotension[3], 0.2);
    EXPECT_EQ(summary.hypotension_counts[5], 0u);
}

TEST(ArmTally, SevereHypotensionIsGradeThreeAndAllAbove) {
    ArmTally arm;
    for (int grade = 0; grade < 6; ++grade) {
        Outcome outcome = test::outcome(std::uint64_t(grade), 0, Response::SD);
        outcome.worst_hypotension_grade = grade;
        arm.add(outcome);
    }
    EXPECT_DOUBLE_EQ(arm.summarise({}).severe_hypotension(), 0.5);
}

TEST(ArmTally, DoesNotDependOnTheOrderOfPatients) {
    auto made = test::outcomes({"R", "C", "S", "P", "N", "X", "S", "R"});
    for (std::size_t i = 0; i < made.size(); ++i) made[i].lymphocyte_peak = 1 + 0.37 * double(i);
    const ArmSummary forward = tally(made);
    const ArmSummary backward = tally({made.rbegin(), made.rend()});
    EXPECT_EQ(forward.bor_counts, backward.bor_counts);
    EXPECT_EQ(forward.spreads[OutcomeIndex::lymphocyte_peak].mean,
              backward.spreads[OutcomeIndex::lymphocyte_peak].mean);
    EXPECT_EQ(forward.spreads[OutcomeIndex::lymphocyte_peak].p90,
              backward.spreads[OutcomeIndex::lymphocyte_peak].p90);
    EXPECT_EQ(forward.pfs.curve.back().survival, backward.pfs.curve.back().survival);
}

std::string text_of(const ArmTally& tally) {
    StudySummary study;
    study.arms = {tally.summarise({"first", "second"})};
    return store::summary_json(study, {});
}

TEST(ArmTally, AddsEverythingThatItCounts) {
    ArmTally both, first, second;
    const std::vector<Outcome> made = test::varied(200, 1);
    for (std::size_t i = 0; i < made.size(); ++i) {
        both.add(made[i]);
        (i < 80 ? first : second).add(made[i]);
    }
    first.add(second);
    EXPECT_EQ(text_of(first), text_of(both));
    EXPECT_TRUE(first.add_up(200));
    EXPECT_FALSE(first.add_up(201));
}

}  // namespace
}  // namespace twinarm::trial
