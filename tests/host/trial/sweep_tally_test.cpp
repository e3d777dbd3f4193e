// Points of a sweep compared in the same patients.
#include "host/trial/sweep_tally.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/host/trial/made_outcomes.hpp"

namespace twinarm::trial {
namespace {

SweepTally tally(const std::vector<std::string>& responses) {
    SweepTally made(1);
    const auto outcomes = test::outcomes(responses);
    made.add(outcomes.data(), outcomes.size());
    return made;
}

TEST(SweepTally, TheDifferenceIsThatOfTheSamePatients) {
    const std::vector<cohort::ArmDesign> labels{{"a", "a", 10, {}}};
    const SweepTally first = tally({"R", "R", "S", "S", "S", "P", "S", "S"});
    const SweepTally now = tally({"R", "S", "R", "C", "R", "P", "S", "S"});
    const SweepRow row = now.rows(labels, first).front();
    EXPECT_EQ(*row.arm.orr_population.estimate, 0.5);
    EXPECT_EQ(row.difference->estimate, 0.25);  // three gained, one lost, of eight
    EXPECT_NEAR(*row.difference->monte_carlo_standard_error, std::sqrt((0.5 - 0.0625) / 8), 1e-15);
    const SweepRow itself = first.rows(labels, first).front();
    EXPECT_EQ(itself.difference->estimate, 0);
    EXPECT_EQ(itself.difference->monte_carlo_standard_error, 0);  // of itself: without error
}

TEST(SweepTally, APatientThatFailedAtOnePointIsNotCompared) {
    const std::vector<cohort::ArmDesign> labels{{"a", "a", 10, {}}};
    const SweepRow row = tally({"X", "R", "S"}).rows(labels, tally({"R", "S", "S"})).front();
    EXPECT_EQ(row.difference->estimate, 0.5);
    EXPECT_EQ(row.arm.patients_failed, 1u);
}

TEST(SweepTally, APointThatMovesNobodyHasLimitsAndNoErrorOfNought) {
    const std::vector<cohort::ArmDesign> labels{{"a", "a", 10, {}}};
    const SweepRow row = tally({"R", "S", "S"}).rows(labels, tally({"R", "S", "S"})).front();
    EXPECT_EQ(row.difference->estimate, 0);
    EXPECT_FALSE(row.difference->monte_carlo_standard_error);
    EXPECT_TRUE(row.difference->limits);
}

TEST(SweepTally, SharesOfNobodyAreNotKnown) {
    const std::vector<cohort::ArmDesign> labels{{"a", "a", 10, {}}};
    const SweepTally none = tally({"X"});
    EXPECT_FALSE(none.rows(labels, none).front().severe_hypotension);
    EXPECT_FALSE(none.rows(labels, none).front().difference);
}

}  // namespace
}  // namespace twinarm::trial
