// The twins' 2x2 table and what its margins allow.
#include "host/trial/twin_tally.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/host/trial/made_outcomes.hpp"

namespace twinarm::trial {
namespace {

TwinSummary table(const std::vector<std::string>& responses, int a = 0, int b = 1) {
    const auto made = test::outcomes(responses);
    const auto arms = responses[0].size();
    TwinTally tally{int(arms)};
    for (std::size_t i = 0; i < responses.size(); ++i) tally.add(made.data() + i * arms);
    return tally.summarise(a, b);
}

TEST(TwinTable, SaysWhoRespondsToWhich) {
    const TwinSummary twins = table({"RC", "RS", "CP", "SR", "SS", "NP", "PP", "PN"});
    EXPECT_EQ(twins.both, 1u);
    EXPECT_EQ(twins.only_a, 2u);
    EXPECT_EQ(twins.only_b, 1u);
    EXPECT_EQ(twins.neither, 4u);
    EXPECT_DOUBLE_EQ(twins.difference->estimate, 1 / 8.0);
    EXPECT_EQ(twins.note, "cross-arm dependence is assumed, not estimated");
}

TEST(TwinTable, CountsOnlyPatientsThatCompletedInBothArms) {
    const TwinSummary twins = table({"RRX", "RXR", "XRR", "SSS"}, 0, 2);
    EXPECT_EQ(twins.patients, 2u);
    EXPECT_EQ(twins.both, 1u);
    EXPECT_EQ(twins.neither, 1u);
}

TEST(TwinTable, HasTheStandardErrorOfAPairedDifference) {
    // Each patient's difference is 1, 0 or -1: mean 1/8, mean square 3/8.
    const TwinSummary twins = table({"RC", "RS", "CP", "SR", "SS", "NP", "PP", "PN"});
    EXPECT_DOUBLE_EQ(*twins.difference->monte_carlo_standard_error, std::sqrt((3 / 8.0 - 1 / 64.0) / 8));
}

TEST(TwinTable, IsEmptyWhereAnArmFailedInEveryPatient) {
    const TwinSummary twins = table({"RX", "SX"});
    EXPECT_EQ(twins.patients, 0u);
    EXPECT_FALSE(twins.difference);
}

TEST(FrechetBounds, AreThoseOfTheMargins) {
    EXPECT_DOUBLE_EQ(frechet_bounds(0.25, 0.35).lower, 0);
    EXPECT_DOUBLE_EQ(frechet_bounds(0.25, 0.35).upper, 0.25);
    EXPECT_EQ(frechet_bounds(0.75, 0.625).lower, 0.375);
    EXPECT_EQ(frechet_bounds(0.75, 0.625).upper, 0.625);
}

TEST(FrechetBounds, AreReachedByNestedAndByOppositeResponders) {
    const TwinSummary nested = table({"RR", "RR", "SR", "SS"});
    EXPECT_DOUBLE_EQ(nested.both_bounds.upper, 0.5);
    EXPECT_EQ(nested.both, 2u);
    const TwinSummary opposite = table({"RS", "RR", "SR", "RR"});  // pA = pB = 3/4
    EXPECT_DOUBLE_EQ(opposite.both_bounds.lower, 0.5);
    EXPECT_EQ(opposite.both, 2u);
}

}  // namespace
}  // namespace twinarm::trial
