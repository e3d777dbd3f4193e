// Cells that say in words what cannot be estimated.
#include "host/table/cells.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace twinarm::table {
namespace {

statistics::SurvivalSummary survival_of(double lower, double median, double upper) {
    statistics::SurvivalSummary made;
    made.patients = 100;
    made.median_days = median;
    made.median_lower_days = lower;
    made.median_upper_days = upper;
    return made;
}

TEST(SurvivalCell, LimitsThatAreTheMedianAreWords) {
    const auto six_weeks_apart = survival_of(126, 126, 126), weeks = survival_of(119, 126, 133);
    EXPECT_EQ(survival_cell(six_weeks_apart), "4.1 (one visit)");
    EXPECT_EQ(survival_cell(weeks), "4.1 (3.9 to 4.4)");
    EXPECT_NE(survival_notes({&weeks, &six_weeks_apart}).find("one visit: "), std::string::npos);
    EXPECT_EQ(survival_notes({&weeks}), "");
}

TEST(SurvivalCell, ALimitThatIsNotReachedIsExplainedOnce) {
    auto open = survival_of(119, 126, 0);
    open.median_upper_days.reset();
    EXPECT_EQ(survival_cell(open), "4.1 (3.9 to NR)");
    EXPECT_EQ(survival_notes({&open, &open}), "  NR: not reached.\n");
}

TEST(ErrorCell, IsTheErrorOrTheLimitsOrADash) {
    EXPECT_EQ(error_cell(0.0038, statistics::Interval{0.1, 0.2}), "0.38");
    EXPECT_EQ(error_cell({}, statistics::Interval{0, 0.0711}), "0.0 to 7.1");
    EXPECT_EQ(error_cell({}, {}), "-");
}

TEST(GateLine, OneTrialDoesNotSayHowOftenTrialsGoOn) {
    trial::GateSummary gate;
    gate.patients = 13, gate.responders = 6, gate.passed = 1;
    EXPECT_NE(gate_line("a", gate).find("how often: not known from one trial"), std::string::npos);
    gate.pass.estimate = 0.25;
    EXPECT_NE(gate_line("a", gate).find("(25.0% of trials)"), std::string::npos);
}

TEST(RangeCell, WhereNobodyRespondsInAnyTrialThereIsNone) {
    trial::TrialDistribution nobody;
    nobody.trials = 1000;
    nobody.quantiles = {{0.025, 0}, {0.5, 0}, {0.975, 0}};
    EXPECT_EQ(range_cell(nobody), "-");
    EXPECT_NE(range_note({&nobody}).find("95% range -: "), std::string::npos);
    nobody.mean = 1e-5;  // in one of a thousand trials of 100 somebody does
    EXPECT_EQ(range_cell(nobody), "0.0 to 0.0");
    EXPECT_EQ(range_note({&nobody}), "");
}

TEST(RangeCell, OneTrialHasNone) {
    trial::TrialDistribution one;
    one.trials = 1;
    one.quantiles = {{0.025, std::nan("")}, {0.5, 0.2}, {0.975, std::nan("")}};
    EXPECT_EQ(range_cell(one), "-");
    EXPECT_EQ(median_cell(one), "20.0");
}

}  // namespace
}  // namespace twinarm::table
