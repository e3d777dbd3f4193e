// Populations with rates that are known: each spread is what it is said to be.
#include "host/trial/analysis.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/host/trial/made_outcomes.hpp"

namespace twinarm::trial {
namespace {

constexpr int trial_count = 20000;

cohort::PopulationDesign design(std::vector<double> weights, std::uint64_t each) {
    cohort::PopulationDesign made;
    made.file = "p.csv";
    made.patients_each = each;
    for (std::size_t k = 0; k < weights.size(); ++k) {
        made.names.push_back("p" + std::to_string(k));
        made.between_trial_sd.push_back(0);
    }
    made.weights = std::move(weights);
    return made;
}

/// Populations of 100 patients, with this many responders in arm a and in arm b.
std::vector<Outcome> populations(const std::vector<std::pair<int, int>>& responders) {
    std::vector<std::string> all;
    for (const auto& [a, b] : responders) {
        const auto in_a = test::one_arm(100, a), in_b = test::one_arm(100, b);
        for (std::size_t i = 0; i < 100; ++i) all.push_back(in_a[i] + in_b[i]);
    }
    return test::outcomes(all);
}

StudySummary study_of(const cohort::PopulationDesign& with, const std::vector<Outcome>& outcomes, int n = 50,
                      const TrialRowVisitor& visit = {}) {
    Analysis analysis(test::cohort("ab", n, trial_count, 0), with);
    analysis.add(outcomes.data(), outcomes.size() / 2);
    return analysis.summarise(visit);
}

TEST(PopulationDesign, TheHeaviestPopulationCountsWholeAndOthersByTheirWeights) {
    EXPECT_EQ(design({0.1, 0.5, 0.4}, 500).patients_counted(), (std::vector<std::uint64_t>{100, 500, 400}));
    EXPECT_EQ(design({1}, 7).patients_counted(), std::vector<std::uint64_t>{7});
}

TEST(AnalysisOfPopulations, TheRateIsADistributionOverPopulations) {
    const StudySummary study = study_of(design({0.75, 0.25}, 100), populations({{20, 10}, {60, 10}}));
    const statistics::PopulationDistribution& orr = study.arms[0].over_populations->orr;
    EXPECT_EQ(orr.populations, 2u);
    EXPECT_NEAR(*orr.mean, 0.3, 1e-15);
    EXPECT_NEAR(*orr.observed_standard_deviation, std::sqrt(0.03 / 0.375), 1e-14);
    EXPECT_NEAR(*orr.monte_carlo_of_one, std::sqrt((0.75 * 0.2 * 0.8 + 0.25 * 0.6 * 0.4) / 99), 1e-14);
    EXPECT_EQ(orr.quantiles[2].value, 0.2);
    EXPECT_EQ(orr.quantiles[4].value, 0.6);
    EXPECT_EQ(*study.arms[1].over_populations->orr.standard_deviation, 0);
    EXPECT_EQ(study.populations->populations, 2u);
    EXPECT_NEAR(study.populations->effective, 1 / 0.625, 1e-12);
}

TEST(AnalysisOfPopulations, WhereNobodyRespondsTheMeanHasTheLimitsOfAllPatients) {
    const StudySummary study = study_of(design({0.5, 0.5}, 100), populations({{0, 10}, {0, 10}}));
    const statistics::PopulationDistribution& orr = study.arms[0].over_populations->orr;
    ASSERT_TRUE(orr.limits);
    EXPECT_NEAR(orr.limits->upper, 1 - std::pow(0.025, 1 / 200.0), 1e-12);
    EXPECT_FALSE(orr.standard_deviation);
    EXPECT_FALSE(study.arms[1].over_populations->orr.limits);
}

// A trial's variance is that between populations (0.03) and, within one, p (1 - p) / n.
TEST(AnalysisOfPopulations, ATrialTakesOnePopulationByWeightAndThenItsPatients) {
    std::array<int, 2> trials{};
    const StudySummary study =
        study_of(design({0.75, 0.25}, 100), populations({{20, 10}, {60, 10}}), 50, [&](const TrialRow& row) {
            if (row.arm == 0) ++trials[std::size_t(row.population)];
        });
    EXPECT_EQ(trials[0] + trials[1], trial_count);
    EXPECT_NEAR(trials[0] / double(trial_count), 0.75, 4 * std::sqrt(0.75 * 0.25 / trial_count));
    const double sd = std::sqrt(0.03 + (0.75 * 0.16 + 0.25 * 0.24) / 50);
    EXPECT_NEAR(study.arms[0].trial.orr.mean, 0.3, 4 * sd / std::sqrt(double(trial_count)));
    EXPECT_NEAR(study.arms[0].trial.orr.standard_deviation, sd, 0.03 * sd);
    EXPECT_NEAR(study.arms[1].trial.orr.standard_deviation, std::sqrt(0.09 / 50), 0.03 * 0.0424);
}

TEST(AnalysisOfPopulations, TheDifferenceIsADistributionToo) {
    const StudySummary study =
        study_of(design({0.5, 0.3, 0.2}, 100), populations({{20, 10}, {30, 30}, {10, 30}}));
    const PairOverPopulations& pair = *study.twins[0].over_populations;
    EXPECT_NEAR(*pair.difference.mean, 0.5 * 0.1 - 0.2 * 0.2, 1e-15);
    EXPECT_NEAR(*pair.a_greater.estimate, 0.5, 1e-15);
    EXPECT_NEAR(*pair.equal.estimate, 0.3, 1e-15);
    EXPECT_NEAR(*pair.b_greater.estimate, 0.2, 1e-15);
}

TEST(AnalysisOfPopulations, PatientsThatAreCountedTogetherFollowTheWeights) {
    const StudySummary study = study_of(design({0.75, 0.25}, 100), populations({{0, 10}, {100, 10}}));
    EXPECT_EQ(study.patients, 200u);
    EXPECT_EQ(study.arms[0].patients, 133u);
    EXPECT_NEAR(*study.arms[0].orr_population.estimate, 0.25, 0.5 / 133);
    EXPECT_EQ(study_of(design({0.5, 0.5}, 100), populations({{0, 10}, {100, 10}})).arms[0].patients, 200u);
}

TEST(AnalysisOfPopulations, WithEqualWeightsTheyAreCountedAsOne) {
    const std::vector<Outcome> outcomes = populations({{20, 10}, {60, 30}});
    const StudySummary two = study_of(design({0.5, 0.5}, 100), outcomes);
    const StudySummary one = study_of(design({1}, 200), outcomes);
    for (std::size_t a = 0; a < 2; ++a) {
        const ArmSummary &of_two = two.arms[a], &of_one = one.arms[a];
        EXPECT_EQ(of_two.orr_population.count, of_one.orr_population.count);
        EXPECT_EQ(of_two.disease_control.count, of_one.disease_control.count);
        EXPECT_EQ(of_two.evaluable, of_one.evaluable);
        EXPECT_EQ(of_two.bor_counts, of_one.bor_counts);
        EXPECT_EQ(of_two.hypotension_counts, of_one.hypotension_counts);
        EXPECT_EQ(of_two.duration.events, of_one.duration.events);
        ASSERT_EQ(of_two.pfs.curve.size(), of_one.pfs.curve.size());
        for (std::size_t i = 0; i < of_one.pfs.curve.size(); ++i)
            EXPECT_EQ(of_two.pfs.curve[i].survival, of_one.pfs.curve[i].survival);
        const auto &spread_of_two = of_two.spreads[OutcomeIndex::best_change],
                   &spread_of_one = of_one.spreads[OutcomeIndex::best_change];
        EXPECT_EQ(spread_of_two.patients, spread_of_one.patients);
        EXPECT_EQ(spread_of_two.p50, spread_of_one.p50);
    }
    EXPECT_EQ(two.twins[0].both, one.twins[0].both);
    EXPECT_EQ(two.twins[0].only_a, one.twins[0].only_a);
}

TEST(AnalysisOfPopulations, AnInterruptedRunHasThePopulationsThatItReached) {
    std::vector<Outcome> outcomes = populations({{20, 10}, {60, 10}, {60, 10}});
    outcomes.resize(2 * 200);
    const StudySummary study = study_of(design({0.25, 0.25, 0.5}, 100), outcomes);
    EXPECT_EQ(study.populations->populations, 2u);
    EXPECT_EQ(study.populations->of, 3u);
    EXPECT_NEAR(*study.arms[0].over_populations->orr.mean, 0.4, 1e-15);
    EXPECT_NEAR(study.arms[0].trial.orr.mean, 0.4, 0.01);
    EXPECT_EQ(study_of(design({1}, 100), {}).populations->populations, 0u);
}

TEST(AnalysisOfPopulations, FailedPatientsLeaveTheRateOfTheirPopulation) {
    std::vector<std::string> all = test::one_arm(100, 20);
    for (std::size_t i = 0; i < 100; ++i) all[i] = (i < 10 ? "X" : i < 28 ? "R" : "S") + std::string("S");
    const StudySummary study = study_of(design({1}, 100), test::outcomes(all));
    EXPECT_NEAR(*study.arms[0].over_populations->orr.mean, 18 / 90.0, 1e-15);
    EXPECT_EQ(study.outcomes_failed, 10u);
}

TEST(AnalysisOfPopulations, TheHyperParameterThatMovesTheRateComesFirst) {
    cohort::PopulationDesign with = design(std::vector<double>(20, 0.05), 100);
    std::vector<std::pair<int, int>> responders;
    cohort::PopulationParameter moves{"tumour.killing.median", {}}, idle{"tumour.pd1_effect.value", {}};
    for (int k = 0; k < 20; ++k) {
        moves.values.push_back(k);
        idle.values.push_back(k * 7 % 20);
        responders.push_back({10 + 2 * k + k % 3, 10});
    }
    with.parameters = {idle, moves};
    const StudySummary study = study_of(with, populations(responders));
    const auto& found = study.arms[0].over_populations->sensitivities;
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].path, "tumour.killing.median");
    EXPECT_GT(found[0].correlation, 0.95);
    EXPECT_GT(found[0].limits.lower, 0.8);
    // The same rate in all populations: nothing moves it, and nothing can be told.
    EXPECT_TRUE(study.arms[1].over_populations->sensitivities.empty());
    EXPECT_NE(study.arms[1].over_populations->no_sensitivities, "");
}

TEST(AnalysisOfPopulations, OneWithoutResponderDoesNotPullTrialsDown) {
    const StudySummary study = study_of(design({0.2, 0.2, 0.2, 0.2, 0.2}, 100),
                                        populations({{0, 10}, {2, 10}, {4, 10}, {6, 10}, {8, 10}}));
    // A share of 50 patients has an sd of 0.037: five standard errors of the mean of 20,000 trials.
    EXPECT_NEAR(study.arms[0].trial.orr.mean, 0.04, 5 * 0.037 / std::sqrt(trial_count));
    EXPECT_NEAR(*study.arms[0].predictive.orr.mean, 0.04, 1e-12);
    // The populations' own variance is 6.2e-4 of the observed 1e-3: together 0.79 as far from their mean.
    EXPECT_NEAR(*study.arms[0].predictive.orr.populations.lower, 0.04 - 0.79 * 0.04, 2e-4);
}

TEST(AnalysisOfPopulations, CompleteResponsesOfATrialHaveTheMeanOfThePopulations) {
    std::vector<std::string>
        all;  // 40 populations of 20 patients, of whom one responds, completely in every second
    for (int k = 0; k < 40; ++k)
        for (int i = 0; i < 20; ++i) all.push_back(i > 0 ? "PP" : k % 2 == 0 ? "CC" : "RR");
    const StudySummary study =
        study_of(design(std::vector<double>(40, 0.025), 20), test::outcomes(all), 1000);
    EXPECT_NEAR(*study.arms[0].predictive.complete.mean, 0.025, 1e-12);
    EXPECT_NEAR(*study.arms[0].predictive.complete.one_trial.median, 0.025, 0.001);
}

}  // namespace
}  // namespace twinarm::trial
