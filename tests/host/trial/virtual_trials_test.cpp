// Virtual trials: their randomness is an address, and their numbers are those of the pool.
#include "host/trial/virtual_trials.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "host/trial/trial_random.hpp"
#include "tests/host/trial/made_trials.hpp"

namespace twinarm::trial {
namespace {

/// 4.9 standard errors of a normal: exceeded with probability 1e-6.
constexpr double one_in_a_million = 4.9;

using test::pool_of;
using test::TrialsOfPool;

/// Two arms: 30% respond to the first, 50% to the second, 20% to both.
std::vector<std::string> two_arms() {
    std::vector<std::string> responses;
    for (int i = 0; i < 100; ++i)
        for (const char* one : {"RR", "CR", "RS", "SR", "SR", "SC", "SS", "PN", "SS", "PP"})
            responses.push_back(one);
    return responses;
}

TEST(UniformSequence, IsTheSeriesOfItsAddresses) {
    UniformSequence sequence(0x123456789abcdef0, Purpose::trial, 0xfedcba9876543210);
    for (std::uint32_t draw = 0; draw < 11; ++draw)
        EXPECT_EQ(sequence.next(), uniform(0x123456789abcdef0, Purpose::trial, 0xfedcba9876543210, draw));
}

TEST(TrialEffect, IsNormalWithItsStandardDeviation) {
    constexpr int trials = 20000;
    double sum = 0, squares = 0;
    for (std::uint64_t trial = 0; trial < trials; ++trial) {
        const double b = trial_effect(1, trial, 0.3);
        sum += b;
        squares += b * b;
    }
    EXPECT_NEAR(sum / trials, 0, one_in_a_million * 0.3 / std::sqrt(trials));
    // variance of b^2 is 2 sd^4
    EXPECT_NEAR(squares / trials, 0.09, one_in_a_million * 0.09 * std::sqrt(2.0 / trials));
    EXPECT_EQ(trial_effect(1, 5, 0), 0);
}

TEST(VirtualTrials, HaveTheMeanResponseOfAShiftedLogit) {
    // Over the b of the trials themselves: the mean of p e^b / (1 - p + p e^b).
    const cohort::Cohort cohort = test::cohort("a", 50, 4000, 0.3);
    const OutcomePool pool = pool_of(test::one_arm(1000, 200));
    double responders = 0, expected = 0;
    TrialsOfPool(cohort, pool, [&](const TrialRow& row) {
        responders += row.responders;
        expected += 50 / (1 + std::exp(-(std::log(0.2 / 0.8) + row.trial_effect)));
    });
    const double patients = 50 * 4000;
    EXPECT_NEAR(responders / patients, expected / patients, one_in_a_million * std::sqrt(0.25 / patients));
    EXPECT_GT(expected / patients, 0.2) << "the mean of a convex function";
}

TEST(VirtualTrials, ShiftTheObservedLogitByTheirEffect) {
    // p = 0.2: take the trials with b near 0.3 and compare their rate with p e^b / (1 - p + p e^b).
    const cohort::Cohort cohort = test::cohort("a", 200, 5000, 0.3);
    const OutcomePool pool = pool_of(test::one_arm(1000, 200));
    double responders = 0, expected = 0, patients = 0;
    TrialsOfPool(cohort, pool, [&](const TrialRow& row) {
        if (row.trial_effect < 0.25 || row.trial_effect > 0.35) return;
        responders += row.responders;
        patients += row.n;
        expected += row.n * 0.2 * std::exp(row.trial_effect) / (0.8 + 0.2 * std::exp(row.trial_effect));
    });
    ASSERT_GT(patients, 10000);
    EXPECT_NEAR(responders / patients, expected / patients,
                one_in_a_million * std::sqrt(0.25 * 0.75 / patients));
    EXPECT_NEAR(expected / patients, 1 / (1 + 4 * std::exp(-0.3)), 0.01) << "the band is narrow";
}

TEST(VirtualTrials, HaveTheOddsOfResponseThatTheirAssessorsRead) {
    cohort::Cohort cohort = test::cohort("a", 50, 4000, 0);
    cohort.trial.assessor_odds_ratio = 2;
    double responders = 0;
    TrialsOfPool(cohort, pool_of(test::one_arm(1000, 200)),
                 [&](const TrialRow& row) { responders += row.responders; });
    const double patients = 50 * 4000, rate = 1.0 / 3;  // odds 1/4 times 2
    EXPECT_NEAR(responders / patients, rate, one_in_a_million * std::sqrt(rate * (1 - rate) / patients));
}

TEST(VirtualTrials, ShareOneEffectInAllArms) {
    const cohort::Cohort cohort = test::cohort("ab", 20, 50);
    std::vector<double> effects;
    TrialsOfPool(cohort, pool_of(two_arms()), [&](const TrialRow& row) {
        EXPECT_EQ(row.arm, int(effects.size() % 2));
        EXPECT_EQ(row.trial, effects.size() / 2);
        effects.push_back(row.trial_effect);
    });
    ASSERT_EQ(effects.size(), 100u);
    for (std::size_t i = 0; i < 100; i += 2) EXPECT_EQ(effects[i], effects[i + 1]);
    EXPECT_NE(effects[0], effects[2]);
}

TEST(VirtualTrials, DoNotDependOnTheOrderOfArms) {
    std::vector<std::string> turned;
    for (const std::string& one : two_arms()) turned.push_back({one[1], one[0]});
    const TrialsOfPool forward(test::cohort("ab"), pool_of(two_arms()), {});
    const TrialsOfPool backward(test::cohort("ba"), pool_of(turned), {});
    for (std::uint64_t trial = 0; trial < 2000; ++trial) {
        EXPECT_EQ(forward.arm(0).at(trial, 50).responders(), backward.arm(1).at(trial, 50).responders());
        EXPECT_EQ(forward.arm(1).at(trial, 50).complete(), backward.arm(0).at(trial, 50).complete());
        EXPECT_EQ(forward.twins().at(trial, 50, 0), backward.twins().at(trial, 50, 1));
    }
}

TEST(VirtualTrials, DrawArmsIndependently) {
    // Without a between-trial effect the correlation of two arms is 0 within 4.9 / sqrt(trials).
    const cohort::Cohort cohort = test::cohort("ab", 50, 4000, 0);
    const TrialsOfPool trials(cohort, pool_of(two_arms()), {});
    double ab = 0;
    for (std::uint64_t trial = 0; trial < 4000; ++trial)
        ab += (trials.arm(0).at(trial, 50).responders() - 15) *
              (trials.arm(1).at(trial, 50).responders() - 25.0);
    const double correlation = ab / 4000 / std::sqrt(50 * 0.3 * 0.7 * 50 * 0.5 * 0.5);
    EXPECT_NEAR(correlation, 0, one_in_a_million / std::sqrt(4000));
}

// Without a between-trial effect one trial says nothing of the next, nor does a randomised trial of the twin
// trial of its number: correlations of 4,000 pairs of counts.
TEST(VirtualTrials, AreIndependentOfEachOther) {
    const cohort::Cohort cohort = test::cohort("a", 50, 4001, 0);
    const TrialsOfPool trials(cohort, pool_of(test::one_arm(1000, 300)), {});
    const auto count = [&](std::uint64_t trial) { return trials.arm(0).at(trial, 50).responders() - 15.0; };
    double next = 0, twin = 0;
    for (std::uint64_t trial = 0; trial < 4000; ++trial) {
        next += count(trial) * count(trial + 1);
        twin += count(trial) * (trials.twins().at(trial, 50, 0) - 15.0);
    }
    const double variance = 50 * 0.3 * 0.7;
    EXPECT_NEAR(next / 4000 / variance, 0, one_in_a_million / std::sqrt(4000));
    EXPECT_NEAR(twin / 4000 / variance, 0, one_in_a_million / std::sqrt(4000));
}

TEST(VirtualTrials, OfTwinsAgreeWithRandomisedOnesInTheirMargins) {
    const cohort::Cohort cohort = test::cohort("ab", 50, 4000, 0);
    const TrialsOfPool trials(cohort, pool_of(two_arms()), {});
    const double rate[] = {0.3, 0.5};
    const double patients = 50 * 4000;
    for (int arm = 0; arm < 2; ++arm) {
        double randomised = 0, twin = 0;
        for (std::uint64_t trial = 0; trial < 4000; ++trial) {
            randomised += trials.arm(arm).at(trial, 50).responders();
            twin += trials.twins().at(trial, 50, arm);
        }
        const double error = one_in_a_million * std::sqrt(rate[arm] * (1 - rate[arm]) / patients);
        EXPECT_NEAR(randomised / patients, rate[arm], error);
        EXPECT_NEAR(twin / patients, rate[arm], error);
    }
}

TEST(VirtualTrials, OfTwinsKeepTheDependenceOfThePool) {
    // Covariance per patient 0.2 - 0.3 * 0.5 = 0.05. The product of two standardised sums has variance at
    // most 3.
    const cohort::Cohort cohort = test::cohort("ab", 50, 4000, 0);
    const TrialsOfPool trials(cohort, pool_of(two_arms()), {});
    double ab = 0;
    for (std::uint64_t trial = 0; trial < 4000; ++trial)
        ab += (trials.twins().at(trial, 50, 0) - 15.0) * (trials.twins().at(trial, 50, 1) - 25.0);
    const double scale = 50 * std::sqrt(0.3 * 0.7 * 0.5 * 0.5);
    EXPECT_NEAR(ab / 4000, 50 * 0.05, one_in_a_million * scale * std::sqrt(3.0 / 4000));
}

TEST(VirtualTrials, OfArmsThatAlwaysAgreeHaveTheSameMarginsWithABetweenTrialEffect) {
    // Share of arms is then the response itself, so that the twin's logit moves by exactly b too.
    std::vector<std::string> agreeing;
    for (const std::string& one : test::one_arm(1000, 200)) agreeing.push_back(one + one);
    const cohort::Cohort cohort = test::cohort("ab", 50, 4000, 0.5);
    double expected = 0, randomised = 0;
    const TrialsOfPool trials(cohort, pool_of(agreeing), [&](const TrialRow& row) {
        if (row.arm != 0) return;
        expected += 50 / (1 + 4 * std::exp(-row.trial_effect));
        randomised += row.responders;
    });
    double twin = 0;
    for (std::uint64_t trial = 0; trial < 4000; ++trial) {
        twin += trials.twins().at(trial, 50, 0);
        EXPECT_EQ(trials.twins().at(trial, 50, 0), trials.twins().at(trial, 50, 1));
    }
    const double error = one_in_a_million * std::sqrt(0.25 / 200000);
    EXPECT_NEAR(randomised / 200000, expected / 200000, error);
    EXPECT_NEAR(twin / 200000, expected / 200000, error);
}

TEST(VirtualTrials, OfFewerPatientsAreTheFirstPatientsOfLargerOnes) {
    cohort::Cohort small = test::cohort("a", 20, 100);
    cohort::Cohort large = test::cohort("a", 90, 100);
    large.trial.gate = {20, 3};
    const OutcomePool pool = pool_of(test::one_arm(1000, 300));
    const TrialsOfPool one(small, pool, {});
    const TrialsOfPool other(large, pool, {});
    for (std::uint64_t trial = 0; trial < 100; ++trial) {
        EXPECT_EQ(one.arm(0).at(trial, 20).responders(), other.arm(0).at(trial, 20).responders());
        EXPECT_LE(other.arm(0).at(trial, 20).responders(), other.arm(0).at(trial, 90).responders());
    }
}

TEST(VirtualTrials, SkipAnArmInWhichNobodyCompleted) {
    std::uint64_t rows = 0;
    const TrialsOfPool trials(test::cohort("ab", 10, 20), pool_of({"RX", "SX"}), [&](const TrialRow& row) {
        EXPECT_EQ(row.arm, 0);
        ++rows;
    });
    EXPECT_EQ(rows, 20u);
    EXPECT_TRUE(trials.arm(1).empty());
    EXPECT_EQ(trials.arm(0).trials(), 20u);
}

TEST(VirtualTrials, HaveTheMedianAndTheBestResponsesOfTheirPatients) {
    // Responders progress on day 242, all others on day 42.
    const TrialsOfPool trials(test::cohort("a", 50, 200, 0.3), pool_of(test::one_arm(100, 50)), {});
    ASSERT_EQ(trials.arm(0).pfs_median_d.size(), 200u);
    int late = 0;
    for (std::uint64_t trial = 0; trial < 200; ++trial) {
        const TrialCounts counts = trials.arm(0).at(trial, 50);
        EXPECT_EQ(trials.arm(0).pfs_median_d[trial], 2 * counts.responders() > 50 ? 242
                                                     : 2 * counts.responders() == 50
                                                         ? 142  // S is 1/2 from day 42 to day 242
                                                         : 42);
        EXPECT_EQ(std::accumulate(counts.best_response.begin(), counts.best_response.end(), 0), 50);
        late += 2 * counts.responders() > 50;
    }
    EXPECT_GT(late, 50);
    EXPECT_LT(late, 150);
}

}  // namespace
}  // namespace twinarm::trial
