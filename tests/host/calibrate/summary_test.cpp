// Columns of the reference table from outcomes made by hand.
#include "host/calibrate/summary.hpp"

#include <gtest/gtest.h>

#include <cmath>

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
    SummaryRequest doses = request(Measure::quantile);
    doses.range.outcome = OutcomeIndex::first_cycle_doses;
    const Summary found = summarise(doses, made, 1, {});
    EXPECT_NEAR(found.value, 9.5 + 10.0 / 60, 1e-12);  // a sixth into the sixty patients with ten doses
    EXPECT_NEAR(found.of, 5.0 / 60, 1e-12);            // p +- 0.05 of them
}

TEST(Summary, OfARatioIsItsQuantileBetweenPatients) {
    auto made = test::outcomes(std::vector<std::string>(4, "S"));
    for (std::size_t i = 0; i < made.size(); ++i) made[i].lymphocyte_peak = 1 + double(i);
    made.push_back(test::failed(4, 0));
    SummaryRequest peak = request(Measure::quantile);
    peak.range.outcome = OutcomeIndex::lymphocyte_peak;
    EXPECT_DOUBLE_EQ(summarise(peak, made, 1, {}).value, 2.5);
}

// NaN of best change is of nobody; days, not hours; a time that was not reached is no number.
TEST(Summary, OfAnOutcomeIsOfThoseWhoHaveIt) {
    SummaryRequest change = request(Measure::quantile);
    change.range.outcome = OutcomeIndex::best_change;
    EXPECT_EQ(summarise(change, test::outcomes({"R", "N", "N"}), 1, {}).value,
              test::outcomes({"R"})[0].best_change);
    SummaryRequest time = request(Measure::quantile);
    time.range.outcome = OutcomeIndex::time_to_response_h;
    EXPECT_NEAR(summarise(time, test::outcomes({"R", "S", "S"}), 1, {}).value, 42, 0.5);
    EXPECT_GT(summarise(time, test::outcomes({"S"}), 1, {}).of, 1e5);  // nobody: says nothing
}

TEST(Summary, OfAShareCountsOutcomesInARange) {
    auto made = test::outcomes({"R", "R", "S", "S"});
    for (std::size_t i = 0; i < made.size(); ++i) made[i].worst_hypotension_grade = int(i);
    SummaryRequest share = request(Measure::share);
    share.range = {OutcomeIndex::worst_hypotension_grade, 3, 1e300};
    EXPECT_EQ(summarise(share, made, 1, {}).value, 1);
    share.range = {OutcomeIndex::worst_hypotension_grade, 1, 2};
    EXPECT_EQ(summarise(share, made, 1, {}).value, 2);
    EXPECT_EQ(summarise(share, made, 1, {}).of, 4);
}

TEST(Summary, OfCompleteRespondersCountsThemOnly) {
    SummaryRequest pfs = request(Measure::pfs);
    pfs.at_d = 200;
    pfs.of_whom = OfWhom::complete;
    const Summary found = summarise(pfs, test::outcomes({"C", "C", "R", "S"}), 1, {});
    EXPECT_EQ(found.value, 2);
    EXPECT_EQ(found.of, 2);
}

// Responders live without progression for 242 days, the other 42: of three on day 41 one is left on day 100.
TEST(Summary, OfLaterSurvivalIsOfThoseWhoLivedToTheEarlierTime) {
    auto made = test::outcomes({"R", "S", "S", "S"});
    made[3].pfs_h = 10 * 24;
    SummaryRequest pfs = request(Measure::pfs);
    pfs.after_d = 41;
    pfs.at_d = 100;
    const Summary found = summarise(pfs, made, 1, {});
    EXPECT_EQ(found.value, 1);
    EXPECT_EQ(found.of, 3);
}

// Two of four patients respond under the first arm, one of them and no other under the second.
TEST(Summary, OfADifferenceOfArmsHasThePairedError) {
    SummaryRequest difference = request(Measure::difference);
    difference.minus = {{1, 1}};
    const Summary found = summarise(difference, test::outcomes({"RR", "RS", "SS", "SS"}), 2, {});
    EXPECT_DOUBLE_EQ(found.value, 0.25);
    EXPECT_DOUBLE_EQ(found.of, std::sqrt((1 - 4.0 / 16 + 1) / 16));
}

// With grade 3: 2 of 3 respond; without: 1 of 4.
TEST(Summary, OfADifferenceOfGroupsIsThatOfTheirRates) {
    auto made = test::outcomes({"R", "R", "S", "R", "S", "S", "S"});
    for (std::size_t i = 0; i < 3; ++i) made[i].worst_hypotension_grade = 3;
    SummaryRequest difference = request(Measure::difference);
    difference.split = OutcomeRange{OutcomeIndex::worst_hypotension_grade, 3, 1e300};
    EXPECT_DOUBLE_EQ(summarise(difference, made, 1, {}).value, 2.0 / 3 - 1.0 / 4);
}

TEST(Share, IsNeverZeroOrOneAndItsErrorFallsWithThePatients) {
    EXPECT_DOUBLE_EQ(share_of({0, 240}), 0.5 / 241);
    EXPECT_DOUBLE_EQ(share_of({240, 240}), 240.5 / 241);
    EXPECT_LT(share_of({0, 0}), 1);
    const SummaryRequest count = request(Measure::response);
    EXPECT_NEAR(on_scale(count, {60, 240}).value, std::log(60.5 / 180.5), 1e-12);
    EXPECT_LT(on_scale(count, {600, 2400}).variance, on_scale(count, {60, 240}).variance / 9);
}

}  // namespace
}  // namespace twinarm::calibrate
