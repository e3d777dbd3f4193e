// A difference of rates in the same patients: its error, and its limits where there is none.
#include "host/statistics/paired_difference.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace twinarm::statistics {
namespace {

TEST(PairedDifference, HasTheErrorOfDiscordantPairs) {
    const DifferenceOfRates d = paired_difference(3, 1, 8);
    EXPECT_EQ(d.estimate, 0.25);
    EXPECT_NEAR(*d.monte_carlo_standard_error, std::sqrt((0.5 - 0.0625) / 8), 1e-15);
    EXPECT_FALSE(d.limits);
}

TEST(PairedDifference, WhereNobodyChangesTheShareOfThoseWhoMightBoundsIt) {
    const DifferenceOfRates d = paired_difference(0, 0, 50);
    EXPECT_EQ(d.estimate, 0);
    EXPECT_FALSE(d.monte_carlo_standard_error);
    EXPECT_NEAR(d.limits->upper, 1 - std::pow(0.025, 1 / 50.0), 1e-12);
    EXPECT_EQ(d.limits->lower, -d.limits->upper);
}

TEST(PairedDifference, WhereEverybodyChangesTheSameWayItReachesToOne) {
    const DifferenceOfRates lost = paired_difference(0, 10, 10), gained = paired_difference(10, 0, 10);
    EXPECT_EQ(lost.estimate, -1);
    EXPECT_EQ(lost.limits->lower, -1);
    EXPECT_NEAR(lost.limits->upper, -std::pow(0.025, 1 / 10.0), 1e-12);
    EXPECT_EQ(gained.limits->lower, -lost.limits->upper);
}

TEST(PairedDifference, AsManyGainedAsLostHaveAnError) {
    EXPECT_NEAR(*paired_difference(5, 5, 10).monte_carlo_standard_error, std::sqrt(0.1), 1e-15);
}

}  // namespace
}  // namespace twinarm::statistics
