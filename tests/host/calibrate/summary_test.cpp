// Columns of the reference table from outcomes made by hand.
#include "host/calibrate/summary.hpp"

#include <gtest/gtest.h>

#include "tests/host/trial/made_outcomes.hpp"

namespace twinarm::calibrate {
namespace {

SummaryRequest request(Measure measure) {
    SummaryRequest made;
    made.measure = measure;
    made.arms = {{0, 1}};
    return made;
}

const std::vector<std::string> responses = {"C", "R", "R", "S", "P", "P", "N", "X"};

TEST(Summary, CountsResponsesOfAllTreatedButNotOfFailedPatients) {
    const Summary all = summarise(request(Measure::response), test::outcomes(responses), 1, {});
    EXPECT_EQ(all.value, 3);
    EXPECT_EQ(all.of, 7);
}

TEST(Summary, OfTheEvaluableLeavesOutWhoHasNoScan) {
    SummaryRequest evaluable = request(Measure::response);
    evaluable.evaluable = true;
    EXPECT_EQ(summarise(evaluable, test::outcomes(responses), 1, {}).of, 6);
}

TEST(Summary, CountsCompleteAmongRespondersAndStableAmongTheOthers) {
    const Summary complete = summarise(request(Measure::complete), test::outcomes(responses), 1, {});
    EXPECT_EQ(complete.value, 1);
    EXPECT_EQ(complete.of, 3);
    const Summary stable = summarise(request(Measure::stable), test::outcomes(responses), 1, {});
    EXPECT_EQ(stable.value, 1);
    EXPECT_EQ(stable.of, 4);
}

TEST(Summary, OfArmsCountedTogetherWeightsThemByTheirShare) {
    SummaryRequest pooled = request(Measure::response);
    pooled.arms = {{0, 0.25}, {1, 0.75}};
    const Summary found = summarise(pooled, test::outcomes({"RS", "RS", "SS", "SR"}), 2, {});
    EXPECT_EQ(found.value, 0.25 * 2 + 0.75 * 1);
    EXPECT_EQ(found.of, 4);
}

TEST(Summary, OfAStratumCountsItsPatientsOnly) {
    SummaryRequest stratum = request(Measure::response);
    stratum.covariate_from = 1;
    stratum.covariate_to = 2;
    const Summary found = summarise(stratum, test::outcomes({"R", "R", "S", "S"}), 1, {0, 1, 2, 3});
    EXPECT_EQ(found.value, 1);
    EXPECT_EQ(found.of, 2);
}

// Made outcomes progress on day 42, responders on day 242; all live on for 364 days, censored.
TEST(Summary, OfSurvivalCountsWhoIsFreeOfTheEvent) {
    SummaryRequest pfs = request(Measure::pfs);
    const auto made = test::outcomes({"R", "S", "S", "S"});
    for (const auto& [day, alive] : {std::pair{41.0, 4.0}, {42.0, 1.0}, {241.0, 1.0}, {242.0, 0.0}}) {
        pfs.at_d = day;
        EXPECT_EQ(summarise(pfs, made, 1, {}).value, alive) << day;
    }
    SummaryRequest os = request(Measure::os);
    os.at_d = 300;
    EXPECT_EQ(summarise(os, made, 1, {}).value, 4);
}

TEST(Summary, OfSurvivalInAWindowIsItsMeanOverTheWindow) {
    SummaryRequest pfs = request(Measure::pfs);
    pfs.at_d = 45;
    pfs.window_d = 20;  // days 35 to 55: free of progression for 7 of 20
    EXPECT_DOUBLE_EQ(summarise(pfs, test::outcomes({"S"}), 1, {}).value, 0.35);
}

TEST(Summary, OfDosesIsAQuantileThatMovesSmoothlyBetweenWholeNumbers) {
    auto made = test::outcomes(std::vector<std::string>(100, "S"));
    for (std::size_t i = 0; i < made.size(); ++i) made[i].first_cycle_doses = i < 40 ? 8 : 10;
    const Summary found = summarise(request(Measure::first_cycle_doses), made, 1, {});
    EXPECT_NEAR(found.value, 9.5 + 10.0 / 60, 1e-12);  // a sixth into the sixty patients with ten doses
    EXPECT_NEAR(found.of, 5.0 / 60, 1e-12);            // p +- 0.05 of them
}

TEST(Share, IsNeverZeroOrOneAndItsErrorFallsWithThePatients) {
    EXPECT_DOUBLE_EQ(share_of({0, 240}), 0.5 / 241);
    EXPECT_DOUBLE_EQ(share_of({240, 240}), 240.5 / 241);
    EXPECT_LT(share_of({0, 0}), 1);
}

}  // namespace
}  // namespace twinarm::calibrate
