// The whole way from outcomes to a summary.
#include "host/trial/analysis.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <stdexcept>

#include "host/cohort/population_studies.hpp"
#include "tests/host/trial/made_outcomes.hpp"

namespace twinarm::trial {
namespace {

std::vector<std::string> random_responses(std::size_t patients, std::size_t arms, const char* letters) {
    std::mt19937_64 random(11);
    std::vector<std::string> responses(patients, std::string(arms, 'S'));
    for (std::string& one : responses)
        for (char& response : one) response = letters[random() % std::string(letters).size()];
    return responses;
}

cohort::PopulationDesign design_of(const cohort::Cohort& cohort, std::uint64_t patients) {
    return cohort::one_population(cohort, patients).design;
}

StudySummary summary_of(const cohort::Cohort& cohort, const std::vector<std::string>& responses,
                        std::uint64_t chunk = 0) {
    Analysis analysis(cohort, design_of(cohort, responses.size()));
    const auto made = test::outcomes(responses);
    const std::uint64_t step = chunk == 0 ? responses.size() : chunk;
    for (std::uint64_t first = 0; first < responses.size(); first += step)
        analysis.add(made.data() + first * responses[0].size(),
                     std::min<std::uint64_t>(step, responses.size() - first));
    return analysis.summarise();
}

std::string words(const TrialDistribution& distribution) {
    std::string text = fmt::format("{} {} {:a} {:a};", distribution.n, distribution.trials, distribution.mean,
                                   distribution.standard_deviation);
    for (const statistics::Quantile& quantile : distribution.quantiles)
        text += fmt::format(" {:a}", quantile.value);
    return text + "\n";
}

std::string words(const ArmSummary& arm) {
    std::string text = fmt::format("{} {} {} {}\n", arm.id, arm.patients, arm.patients_failed, arm.evaluable);
    for (const std::uint64_t count : arm.bor_counts) text += fmt::format(" {}", count);
    text += fmt::format(" {:a} {:a}\n", arm.orr_population.estimate.value_or(-1),
                        arm.orr_population.bounds.upper);
    text += words(arm.trial.orr) + words(arm.trial.orr_evaluable) + words(arm.trial.complete);
    if (arm.trial.gate) text += words(arm.trial.gate->orr) + words(arm.trial.gate->orr_later);
    for (const statistics::SurvivalSummary* survival : {&arm.pfs, &arm.os, &arm.duration})
        for (const statistics::SurvivalPoint& point : survival->curve)
            text += fmt::format(" {:a}", point.survival);
    return text + fmt::format("{:a} {:a}\n", arm.spreads[OutcomeIndex::lymphocyte_peak].mean,
                              arm.spreads[OutcomeIndex::best_change].p90);
}

std::string words(const HeadToHead& result) {
    return fmt::format("{:a} {:a} {:a} {:a}\n", result.a_greater.estimate.value_or(-1),
                       result.equal.estimate.value_or(-1), result.b_greater.estimate.value_or(-1),
                       result.a_significant.estimate.value_or(-1)) +
           words(result.difference);
}

std::string words(const StudySummary& study) {
    std::string text =
        fmt::format("{} {} {}\n", study.patients, study.patients_failed, study.outcomes_failed);
    for (const ArmSummary& arm : study.arms) text += words(arm);
    for (const PooledSummary& pool : study.pools)
        text += fmt::format("{:a} {:a}\n", pool.orr_population.value_or(-1),
                            pool.monte_carlo_standard_error.value_or(-1)) +
                words(pool.trial.orr);
    for (const TwinSummary& twin : study.twins)
        text += fmt::format("{}{} {} {} {}\n", twin.arm_a, twin.arm_b, twin.both, twin.only_a, twin.only_b) +
                words(twin.randomised) + words(twin.twin);
    return text;
}

TEST(Analysis, DoesNotDependOnTheChunks) {
    cohort::Cohort cohort = test::cohort("abc", 30, 300);
    cohort.pools.push_back({"pool", "levels", {{0, 5}, {2, 9}}});
    cohort.trial.gate = {10, 3};
    const auto responses = random_responses(500, 3, "NPPSSSRRCX");
    const std::string whole = words(summary_of(cohort, responses));
    for (const std::uint64_t chunk : {1u, 7u, 250u})
        EXPECT_EQ(words(summary_of(cohort, responses, chunk)), whole);
}

TEST(Analysis, GivesEveryArmTheSameWhateverTheirOrder) {
    const auto responses = random_responses(500, 3, "NPPSSSRRCX");
    std::vector<std::string> turned;
    for (const std::string& one : responses) turned.push_back({one[2], one[0], one[1]});
    const StudySummary forward = summary_of(test::cohort("abc", 30, 300), responses);
    const StudySummary backward = summary_of(test::cohort("cab", 30, 300), turned);
    EXPECT_EQ(words(forward.arms[0]), words(backward.arms[1]));
    EXPECT_EQ(words(forward.arms[1]), words(backward.arms[2]));
    EXPECT_EQ(words(forward.arms[2]), words(backward.arms[0]));
    EXPECT_EQ(words(forward.twins[0].twin), words(backward.twins[2].twin));  // a against b
    EXPECT_EQ(words(forward.twins[0].randomised), words(backward.twins[2].randomised));
    // a against c is c against a turned round
    EXPECT_EQ(forward.twins[1].twin.a_greater.estimate, backward.twins[0].twin.b_greater.estimate);
    EXPECT_EQ(forward.twins[1].only_a, backward.twins[0].only_b);
}

TEST(Analysis, GivesTheSameTwice) {
    const cohort::Cohort cohort = test::cohort("ab", 30, 200);
    Analysis analysis(cohort, design_of(cohort, 200));
    const auto made = test::outcomes(random_responses(200, 2, "PSRC"));
    analysis.add(made.data(), 200);
    EXPECT_EQ(words(analysis.summarise()), words(analysis.summarise()));
}

TEST(Analysis, ChangesWithTheSeed) {
    cohort::Cohort cohort = test::cohort("a", 30, 200);
    const auto responses = random_responses(200, 1, "PSRC");
    const std::string one = words(summary_of(cohort, responses));
    cohort.study.seed = 2;
    EXPECT_NE(words(summary_of(cohort, responses)), one);
}

TEST(Analysis, CountsFailedPatientsAndDrawsNoneOfThem) {
    // All that did not fail respond.
    std::vector<std::string> responses(90, "RR");
    responses.insert(responses.end(), 10, "XR");
    const StudySummary study = summary_of(test::cohort("ab", 20, 100), responses);
    EXPECT_EQ(study.patients, 100u);
    EXPECT_EQ(study.patients_failed, 10u);
    EXPECT_EQ(study.outcomes_failed, 10u);
    EXPECT_EQ(study.arms[0].orr_population.estimate, 1);
    EXPECT_DOUBLE_EQ(study.arms[0].orr_population.bounds.lower, 0.9);
    EXPECT_EQ(study.arms[0].orr_population.bounds.upper, 1);
    EXPECT_EQ(study.arms[0].trial.orr.quantiles[0].value, 1);
    EXPECT_EQ(study.twins[0].patients, 90u);
    EXPECT_EQ(study.twins[0].twin.equal.estimate, 1);
}

TEST(Analysis, HasNoRateForAnArmThatFailedInEveryPatientAndAllOfTheOthers) {
    cohort::Cohort cohort = test::cohort("abc", 20, 100);
    cohort.pools.push_back({"pool", "with the failed arm", {{0, 5}, {1, 5}}});
    const StudySummary study = summary_of(cohort, std::vector<std::string>(50, "RXS"));
    EXPECT_FALSE(study.arms[1].orr_population.estimate);
    EXPECT_EQ(study.arms[1].trial.orr.trials, 0u);
    EXPECT_FALSE(study.pools[0].orr_population);
    EXPECT_EQ(study.pools[0].trial.orr.trials, 0u);
    EXPECT_FALSE(study.twins[0].randomised.a_greater.estimate);
    EXPECT_FALSE(study.twins[0].twin.a_greater.estimate);
    EXPECT_EQ(study.twins[1].randomised.a_greater.estimate, 1);  // a against c
    EXPECT_EQ(study.twins[1].twin.a_greater.estimate, 1);
}

TEST(Analysis, HandlesAnArmWithoutResponders) {
    const StudySummary study = summary_of(test::cohort("a", 26, 100), test::one_arm(100, 0));
    EXPECT_EQ(study.arms[0].orr_population.estimate, 0);
    EXPECT_EQ(study.arms[0].trial.orr.quantiles.back().value, 0);
    EXPECT_EQ(study.arms[0].duration.patients, 0u);
    EXPECT_FALSE(study.arms[0].duration.median_days);
}

TEST(Analysis, HandlesNoPatientsAndNoTrials) {
    const StudySummary nobody = summary_of(test::cohort("ab"), {});
    EXPECT_EQ(nobody.patients, 0u);
    EXPECT_FALSE(nobody.arms[0].orr_population.estimate);
    const StudySummary untried = summary_of(test::cohort("ab", 20, 0), {"RS", "SR"});
    EXPECT_EQ(untried.arms[0].orr_population.estimate, 0.5);
    EXPECT_TRUE(untried.arms[0].trial.orr.quantiles.empty());
    EXPECT_FALSE(untried.twins[0].twin.equal.estimate);
}

TEST(Analysis, TakesTheDesignsSizeWhereAnArmHasNone) {
    cohort::Cohort cohort = test::cohort("ab", 20, 10);
    cohort.arms[1].trial_n = 0;
    cohort.trial.n = 33;
    const StudySummary study = summary_of(cohort, {"RS", "SR"});
    EXPECT_EQ(study.arms[0].trial.orr.n, 20);
    EXPECT_EQ(study.arms[1].trial.orr.n, 33);
    EXPECT_EQ(study.twins[0].randomised.n_b, 33);
    EXPECT_EQ(study.twins[0].twin.n_b, 20) << "twins: as many patients as the smaller arm";
}

TEST(Analysis, SetsPublishedTrialsBesideTheirArmOrPool) {
    cohort::Cohort cohort = test::cohort("ab", 20, 10);
    cohort.pools.push_back({"all", "both arms", {{0, 14}, {1, 12}}});
    cohort.published.push_back({"SELECT", "a", 30, 120, 3, "calibration", "McDermott 2015"});
    cohort.published.push_back({"EXCEL", "all", 0, 26, -1, "calibration", "Bentebibel 2019"});
    const StudySummary study = summary_of(cohort, {"RS", "SR"});
    ASSERT_EQ(study.arms[0].published.size(), 1u);
    EXPECT_EQ(study.arms[0].published[0].orr, 0.25);
    EXPECT_NEAR(study.arms[0].published[0].orr_limits.lower, 0.175, 0.0005);
    EXPECT_NEAR(study.arms[0].published[0].orr_limits.upper, 0.337, 0.0005);
    EXPECT_EQ(study.arms[0].published[0].complete_rate, 3 / 120.0);
    EXPECT_TRUE(study.arms[1].published.empty());
    ASSERT_EQ(study.pools[0].published.size(), 1u);
    EXPECT_NEAR(study.pools[0].published[0].orr_limits.upper, 0.132, 0.0005);
    EXPECT_FALSE(study.pools[0].published[0].complete_rate);
}

TEST(Analysis, RefusesAPublishedTrialBesideNothing) {
    cohort::Cohort cohort = test::cohort("a");
    cohort.published.push_back({"lost", "z", 1, 2, -1, "calibration", ""});
    EXPECT_THROW(Analysis(cohort, design_of(cohort, 1)), std::invalid_argument);
}

TEST(Analysis, WeighsThePopulationOfAPoolByPatientsOfATrial) {
    cohort::Cohort cohort = test::cohort("ab", 20, 10);
    cohort.pools.push_back({"all", "both arms", {{0, 3}, {1, 1}}});
    // p = 1/2 and 1/4, both 1/4: a patient's weighted response is 1, 3/4, 0, 0.
    const StudySummary study = summary_of(cohort, {"RR", "RS", "SS", "SN"});
    EXPECT_DOUBLE_EQ(*study.pools[0].orr_population, 0.75 * 0.5 + 0.25 * 0.25);
    const double mean = 1.75 / 4;
    const double variance = (1 + 0.5625) / 4 - mean * mean;
    EXPECT_DOUBLE_EQ(*study.pools[0].monte_carlo_standard_error, std::sqrt(variance / 4));
    EXPECT_DOUBLE_EQ(*study.pools[0].orr_evaluable, mean / (0.75 * 1 + 0.25 * 0.75));
    EXPECT_DOUBLE_EQ(*study.pools[0].disease_control, mean + 0.75 * 0.5 + 0.25 * 0.5);
    EXPECT_EQ(study.pools[0].n, 4);
}

TEST(Analysis, APoolInWhichNobodyRespondsHasTheLimitsOfOneArm) {
    cohort::Cohort cohort = test::cohort("ab", 20, 10);
    cohort.pools.push_back({"all", "both arms", {{0, 3}, {1, 1}}});
    const StudySummary study = summary_of(cohort, std::vector<std::string>(50, "SS"));
    EXPECT_FALSE(study.pools[0].monte_carlo_standard_error);
    EXPECT_NEAR(study.pools[0].orr_limits.upper, 1 - std::pow(0.025, 1 / 50.0), 1e-9);
}

TEST(Analysis, StreamsTheRowsThatItsQuantilesAreMadeOf) {
    const cohort::Cohort cohort = test::cohort("ab", 25, 101);
    Analysis analysis(cohort, design_of(cohort, 300));
    const auto made = test::outcomes(random_responses(300, 2, "NPSRC"));
    analysis.add(made.data(), 300);
    std::vector<double> rates;
    const StudySummary study = analysis.summarise([&](const TrialRow& row) {
        if (row.arm == 1) rates.push_back(double(row.responders) / row.n);
    });
    ASSERT_EQ(rates.size(), 101u);
    std::sort(rates.begin(), rates.end());
    EXPECT_EQ(study.arms[1].trial.orr.quantiles[3].value, rates[50]);
}

}  // namespace
}  // namespace twinarm::trial
