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
    const std::vector<cohort::ArmLabel> labels{{"a", "a", 10, {}}};
    const SweepTally first = tally({"R", "R", "S", "S", "S", "P", "S", "S"});
    const SweepTally now = tally({"R", "S", "R", "C", "R", "P", "S", "S"});
    const SweepRow row = now.rows(labels, first).front();
    EXPECT_EQ(*row.arm.orr_population.estimate, 0.5);
    EXPECT_EQ(*row.difference, 0.25);  // three gained, one lost, of eight
    EXPECT_NEAR(row.difference_error, std::sqrt((0.5 - 0.0625) / 8), 1e-15);
    const SweepRow itself = first.rows(labels, first).front();
    EXPECT_EQ(*itself.difference, 0);
    EXPECT_EQ(itself.difference_error, 0);
}

TEST(SweepTally, APatientThatFailedAtOnePointIsNotCompared) {
    const std::vector<cohort::ArmLabel> labels{{"a", "a", 10, {}}};
    const SweepRow row = tally({"X", "R", "S"}).rows(labels, tally({"R", "S", "S"})).front();
    EXPECT_EQ(*row.difference, 0.5);
    EXPECT_EQ(row.arm.patients_failed, 1u);
}

}  // namespace
}  // namespace twinarm::trial
