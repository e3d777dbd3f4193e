// The shipped populations against what the published trials allow: the ranges that the defaults must meet.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/anchors/summary_of.hpp"

namespace twinarm {
namespace {

double share(const trial::ResponseShares& bor, Response response) {
    return bor[std::size_t(response)];
}

/// Expects a share inside [lowest, highest] by more than two Monte-Carlo standard errors of the test's own
/// sample.
void expect_between(double value, double error, double lowest, double highest) {
    EXPECT_GT(value - 2 * error, lowest);
    EXPECT_LT(value + 2 * error, highest);
}

TEST(DefaultPopulations, AldesleukinInRenalCellCarcinomaIsBetween15And25Percent) {
    const trial::StudySummary summary = summary_of("head_to_head.toml", 3000);
    const trial::ArmSummary& a = arm(summary, "aldesleukin");
    expect_between(*a.orr_population.estimate, *a.orr_population.monte_carlo_standard_error, .15, .25);
    const double complete = share(a.bor, Response::CR);
    expect_between(complete, std::sqrt(complete * (1 - complete) / 3000), .01, .08);
    EXPECT_EQ(summary.patients_failed, 0u);
}

TEST(DefaultPopulations, TheFirstCycleOfAldesleukinGivesEightToTwelveOfFourteenDosesWithAWideSpread) {
    const trial::StudySummary summary = summary_of("head_to_head.toml", 1000);
    const statistics::Spread& doses = arm(summary, "aldesleukin").spreads[OutcomeIndex::first_cycle_doses];
    EXPECT_GE(doses.p50, 8);
    EXPECT_LE(doses.p50, 12);
    EXPECT_GE(doses.p90 - doses.p10, 6);
}

TEST(DefaultPopulations, Nktr214AloneInPretreatedTumoursSeldomRespondsAndOftenStaysStable) {
    const trial::StudySummary summary = summary_of("excel.toml", 2000);
    ASSERT_EQ(summary.pools.size(), 1u);
    const trial::PooledSummary& all = summary.pools[0];
    expect_between(*all.orr_population, *all.monte_carlo_standard_error, 0, .10);
    // EXCEL reports stable disease of evaluable patients. The levels share their patients: the error of one
    // of them.
    const double stable = share(all.bor, Response::SD) / (1 - share(all.bor, Response::NE));
    expect_between(stable, std::sqrt(stable * (1 - stable) / 2000), .35, .75);
}

TEST(DefaultPopulations, NivolumabInMelanomaIsBetween25And50Percent) {
    const trial::StudySummary summary = summary_of("head_to_head_melanoma.toml", 2000);
    const trial::ArmSummary& a = arm(summary, "nivolumab");
    expect_between(*a.orr_population.estimate, *a.orr_population.monte_carlo_standard_error, .25, .50);
}

}  // namespace
}  // namespace twinarm
