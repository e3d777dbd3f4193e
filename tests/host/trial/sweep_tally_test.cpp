// Points of a sweep compared in the same patients.
#include "host/trial/sweep_tally.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/host/trial/made_outcomes.hpp"

namespace twinarm::trial {
namespace {

SweepTally tally(const std::vector<std::string>& responses, const SweepTally* first = nullptr) {
    SweepTally made(1, first);
    const auto outcomes = test::outcomes(responses);
    made.add(outcomes.data(), outcomes.size());
    return made;
}

TEST(SweepTally, TheDifferenceIsThatOfTheSamePatients) {
    const std::vector<cohort::ArmDesign> labels{{"a", "a", 10, {}}};
    const SweepTally first = tally({"R", "R", "S", "S", "S", "P", "S", "S"});
    const SweepTally now = tally({"R", "S", "R", "C", "R", "P", "S", "S"}, &first);
    const SweepRow row = now.rows(labels).front();
    EXPECT_EQ(*row.arm.orr_population.estimate, 0.5);
    EXPECT_EQ(row.difference->estimate, 0.25);  // three gained, one lost, of eight
    EXPECT_NEAR(*row.difference->monte_carlo_standard_error, std::sqrt((0.5 - 0.0625) / 8), 1e-15);
    const SweepRow itself = first.rows(labels).front();
    EXPECT_EQ(itself.difference->estimate, 0);
    EXPECT_EQ(itself.difference->monte_carlo_standard_error, 0);  // of itself: without error
}

TEST(SweepTally, APatientThatFailedAtOnePointIsNotCompared) {
    const std::vector<cohort::ArmDesign> labels{{"a", "a", 10, {}}};
    const SweepTally first = tally({"R", "S", "S"});
    const SweepRow row = tally({"X", "R", "S"}, &first).rows(labels).front();
    EXPECT_EQ(row.difference->estimate, 0.5);
    EXPECT_EQ(row.arm.patients_failed, 1u);
}

TEST(SweepTally, APointThatMovesNobodyHasLimitsAndNoErrorOfNought) {
    const std::vector<cohort::ArmDesign> labels{{"a", "a", 10, {}}};
    const SweepTally first = tally({"R", "S", "S"});
    const SweepRow row = tally({"R", "S", "S"}, &first).rows(labels).front();
    EXPECT_EQ(row.difference->estimate, 0);
    EXPECT_FALSE(row.difference->monte_carlo_standard_error);
    EXPECT_TRUE(row.difference->limits);
}

TEST(SweepTally, SharesOfNobodyAreNotKnown) {
    const std::vector<cohort::ArmDesign> labels{{"a", "a", 10, {}}};
    const SweepTally none = tally({"X"});
    EXPECT_FALSE(none.rows(labels).front().severe_hypotension);
    EXPECT_FALSE(none.rows(labels).front().difference);
}

TEST(SweepTally, ARateOverPopulationsIsByTheirWeights) {
    const std::vector<cohort::ArmDesign> labels{{"a", "a", 10, {}}};
    SweepTally tally(1, nullptr, {{0.25, 0.75}, 4});
    const auto outcomes = test::outcomes({"R", "S", "S", "S", "R", "R", "R", "S"});
    tally.add(outcomes.data(), outcomes.size());
    const SweepRow row = tally.rows(labels).front();
    const ColumnResult& orr = row.columns[0];
    EXPECT_DOUBLE_EQ(*orr.mean, 0.25 * 0.25 + 0.75 * 0.75);
    const double variance = 0.25 * 0.75 / 3;  // of either, unbiased
    EXPECT_DOUBLE_EQ(*orr.standard_error, std::sqrt((0.25 * 0.25 + 0.75 * 0.75) * variance));
    EXPECT_TRUE(orr.range);
    EXPECT_EQ(*row.arm.orr_population.estimate, 0.5);  // of all patients
}

TEST(SweepTally, OfOnePopulationTheErrorIsThatOfARate) {
    const std::vector<cohort::ArmDesign> labels{{"a", "a", 10, {}}};
    const SweepTally all = tally({"R", "S", "S", "S", "R"});
    const ColumnResult orr = all.rows(labels).front().columns[0];
    EXPECT_DOUBLE_EQ(*orr.standard_error, std::sqrt(0.4 * 0.6 / 5));
    EXPECT_FALSE(orr.range);
}

TEST(SweepTally, ColumnsAreInTheOrderOfTheirNames) {
    ASSERT_EQ(arm_columns().size(), cohort::arm_column_names.size());
    const std::vector<cohort::ArmDesign> labels{{"a", "a", 10, {}}};
    const auto columns = tally({"C", "R", "S", "P"}).rows(labels).front().columns;
    EXPECT_EQ(columns[0].mean, 0.5);   // orr
    EXPECT_EQ(columns[1].mean, 0.25);  // cr
    EXPECT_EQ(columns[2].mean, 0.75);  // disease_control
    // Two of four are without progression on day 42, none after day 242: the median is at the first.
    EXPECT_NEAR(*columns[4].mean, (42 + 242) / 2.0 / statistics::days_per_month, 1e-9);
    EXPECT_EQ(columns[6].mean, 0.5);  // pfs_6_months
    EXPECT_EQ(columns[7].mean, 1);    // os_12_months: 364 days are a year of visits
}

TEST(SweepTally, AStateAddsUpOrIsNone) {
    const SweepTally first = tally({"R", "S", "X", "C"});
    const SweepTally later = tally({"S", "S", "R", "C"}, &first);
    EXPECT_TRUE(first.state().adds_up(true));
    EXPECT_TRUE(later.state().adds_up(false));
    EXPECT_FALSE(first.state().adds_up(false));
    EXPECT_FALSE(later.state().adds_up(true));
    const auto changed = [](SweepState state, auto change) {
        change(state);
        return state;
    };
    for (const SweepState& wrong :
         {changed(first.state(), [](SweepState& state) { state.patients = 5; }),
          changed(first.state(), [](SweepState& state) { state.answers[0] = "ynxn"; }),
          changed(first.state(), [](SweepState& state) { state.answers[0] = "ynx?"; }),
          changed(first.state(), [](SweepState& state) { ++state.arms[0].compared; }),
          changed(first.state(), [](SweepState& state) { state.arms[0].gained = 4; }),
          changed(first.state(), [](SweepState& state) { state.arms[0].lost = ~std::uint64_t(0); }),
          changed(first.state(), [](SweepState& state) { state.arms[0].doses[1].add(1); }),
          changed(first.state(), [](SweepState& state) { --state.arms[0].outcomes.responses[0]; })})
        EXPECT_FALSE(wrong.adds_up(true));
}

}  // namespace
}  // namespace twinarm::trial
