// Virtual trials in a few numbers: against hand counts and exact binomials.
#include "host/trial/trial_summary.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <cmath>

#include "tests/host/trial/made_trials.hpp"

namespace twinarm::trial {
namespace {

using boost::math::binomial;
using boost::math::cdf;
using boost::math::complement;

constexpr double one_in_a_million = 4.9;  ///< standard errors
constexpr int trial_count = 4000;

using test::pool_of;
using test::TrialsOfPool;

TEST(Distribution, GivesQuantilesThatWereObserved) {
    std::vector<double> values;
    for (int i = 1; i <= 1000; ++i) values.push_back(1001 - i);
    const TrialDistribution result = distribution(values, 7);
    const double expected[] = {25, 50, 250, 500, 750, 950, 975};
    ASSERT_EQ(result.quantiles.size(), 7u);
    for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(result.quantiles[i].value, expected[i]);
    EXPECT_NEAR(result.mean, 500.5, 1e-9);  // 1000 roundings of numbers below 501
    EXPECT_NEAR(result.standard_deviation, std::sqrt((1e6 - 1) / 12), 1e-9);
    EXPECT_EQ(result.trials, 1000u);
    EXPECT_EQ(result.n, 7);
}

TEST(Distribution, OfOneTrialHasAMedianAndNoRange) {
    for (const statistics::Quantile& quantile : distribution({0.36}, 5).quantiles)
        if (quantile.p == 0.5)
            EXPECT_EQ(quantile.value, 0.36);
        else
            EXPECT_TRUE(std::isnan(quantile.value)) << quantile.p;
}

TEST(Distribution, IsEmptyWithoutTrials) {
    EXPECT_TRUE(distribution({}, 5).quantiles.empty());
}

TEST(OrrTrial, IsBinomialWithoutABetweenTrialEffect) {
    const OutcomePool pool = pool_of(test::one_arm(1000, 250));
    const TrialsOfPool trials(test::cohort("a", 120, trial_count, 0), pool, {});
    const TrialSummary summary = summarise_trials(trials.arm(0), 120, {});
    for (const statistics::Quantile& quantile : summary.orr.quantiles) {
        // x is the p-quantile of the sample: P(X <= x) >= p and P(X < x) <= p hold up to the error of p
        const double error = one_in_a_million * std::sqrt(quantile.p * (1 - quantile.p) / trial_count);
        const double x = std::round(quantile.value * 120);
        EXPECT_GE(cdf(binomial(120, 0.25), x), quantile.p - error);
        EXPECT_LE(cdf(binomial(120, 0.25), x - 1), quantile.p + error);
    }
    EXPECT_FALSE(summary.gate);
}

TEST(OrrTrial, IsWiderWithABetweenTrialEffect) {
    // Variance p(1-p)/n + (tau p(1-p))^2 to first order; 10% covers the curvature of the logit and 4.9 SE of
    // a variance.
    const OutcomePool pool = pool_of(test::one_arm(1000, 250));
    const TrialsOfPool trials(test::cohort("a", 120, trial_count, 0.3), pool, {});
    const double variance = std::pow(summarise_trials(trials.arm(0), 120, {}).orr.standard_deviation, 2);
    EXPECT_NEAR(variance / (0.1875 / 120 + std::pow(0.3 * 0.1875, 2)), 1,
                0.1 + 4.9 * std::sqrt(2.0 / trial_count));
}

/// P(X <= x) of a binomial whose logit moves by a normal effect: Simpson's rule over 8 standard deviations on
/// either side in 400 steps, beyond which and between which less than 1e-9 is left out.
double mixture_cdf(int n, double p, double sd, double x) {
    double sum = 0, weights = 0;
    for (int i = 0; i <= 400; ++i) {
        const double z = -8 + 0.04 * i;
        const double weight = std::exp(-z * z / 2) * (i % 400 == 0 ? 1 : i % 2 == 1 ? 4 : 2);
        const double shifted = 1 / (1 + (1 - p) / p * std::exp(-sd * z));
        sum += weight * (x < 0 ? 0 : cdf(binomial(n, shifted), x));
        weights += weight;
    }
    return sum / weights;
}

TEST(OrrTrial, IsAMixtureOfBinomialsWithABetweenTrialEffect) {
    const OutcomePool pool = pool_of(test::one_arm(1000, 250));
    const TrialsOfPool trials(test::cohort("a", 120, trial_count, 0.3), pool, {});
    const TrialSummary summary = summarise_trials(trials.arm(0), 120, {});
    for (const statistics::Quantile& quantile : summary.orr.quantiles) {
        const double error = one_in_a_million * std::sqrt(quantile.p * (1 - quantile.p) / trial_count);
        const double x = std::round(quantile.value * 120);
        EXPECT_GE(mixture_cdf(120, 0.25, 0.3, x), quantile.p - error) << quantile.p;
        EXPECT_LE(mixture_cdf(120, 0.25, 0.3, x - 1), quantile.p + error) << quantile.p;
    }
}

// The printed 95% range: 2.5% to 97.5% quantile of the drawn trials. Another trial falls into it with at
// least 95%, but for the errors of both quantiles; counts are whole, so that it may be somewhat more.
TEST(OrrTrial, ItsRangeCoversAnotherTrialAsOftenAsItSays) {
    for (const double sd : {0.0, 0.3, 0.6}) {
        const OutcomePool pool = pool_of(test::one_arm(1000, 200));
        const TrialsOfPool trials(test::cohort("a", 49, trial_count, sd), pool, {});
        const TrialDistribution orr = summarise_trials(trials.arm(0), 49, {}).orr;
        const double low = std::round(orr.quantiles.front().value * 49);
        const double high = std::round(orr.quantiles.back().value * 49);
        const double covered = mixture_cdf(49, 0.2, sd, high) - mixture_cdf(49, 0.2, sd, low - 1);
        const double error = 2 * one_in_a_million * std::sqrt(0.025 * 0.975 / trial_count);
        EXPECT_GE(covered, 0.95 - error) << sd;
        const double one_count = 2.0 / 49 / std::sqrt(0.16 / 49);   // of two ends, in standard deviations
        EXPECT_LE(covered, 0.95 + error + one_count * 0.06) << sd;  // density of a normal at 1.96: 0.058
    }
}

TrialCounts counts(int responders, int complete, int evaluable) {
    TrialCounts made;
    made.best_response[std::size_t(Response::CR)] = complete;
    made.best_response[std::size_t(Response::PR)] = responders - complete;
    made.evaluable = evaluable;
    return made;
}

TEST(OrrTrial, HasTwoDenominators) {
    ArmTrials arm{{10}, {counts(2, 1, 8), counts(2, 1, 4), counts(0, 0, 0)}, {}};
    const TrialSummary summary = summarise_trials(arm, 10, {});
    EXPECT_EQ(summary.orr.trials, 3u);
    EXPECT_DOUBLE_EQ(summary.orr.mean, (0.2 + 0.2 + 0) / 3);
    EXPECT_EQ(summary.orr_evaluable.trials, 2u) << "nobody evaluable: no rate";
    EXPECT_DOUBLE_EQ(summary.orr_evaluable.mean, (0.25 + 0.5) / 2);
    EXPECT_DOUBLE_EQ(summary.complete.mean, (0.1 + 0.1 + 0) / 3);
    EXPECT_DOUBLE_EQ(summary.complete_evaluable.mean, (0.125 + 0.25) / 2);
}

TEST(StageGate, IsPassedAsOftenAsTheBinomialSays) {
    cohort::Cohort cohort = test::cohort("a", 41, trial_count, 0);
    cohort.trial.gate = {13, 6};
    const TrialsOfPool trials(cohort, pool_of(test::one_arm(1000, 400)), {});
    const GateSummary gate = *summarise_trials(trials.arm(0), 41, cohort.trial.gate).gate;
    const double exact = cdf(complement(binomial(13, 0.4), 5));
    EXPECT_NEAR(*gate.pass.estimate, exact, one_in_a_million * std::sqrt(exact * (1 - exact) / trial_count));
    EXPECT_EQ(double(gate.passed) / trial_count, *gate.pass.estimate);
}

TEST(StageGate, RaisesTheResponseOfTrialsThatPassedButNotOfTheirLaterPatients) {
    cohort::Cohort cohort = test::cohort("a", 41, trial_count, 0);
    cohort.trial.gate = {13, 8};
    const TrialsOfPool trials(cohort, pool_of(test::one_arm(1000, 400)), {});
    const GateSummary gate = *summarise_trials(trials.arm(0), 41, cohort.trial.gate).gate;
    const double error = one_in_a_million * std::sqrt(0.24 / (28.0 * double(gate.passed)));
    EXPECT_NEAR(gate.orr_later.mean, 0.4, error);
    EXPECT_GT(gate.orr.mean, (8 + 28 * (0.4 - error)) / 41);
    EXPECT_EQ(gate.orr_later.n, 28);
    EXPECT_EQ(gate.orr.trials, gate.passed);
}

TEST(StageGate, CountsByHand) {
    // First stage of 2 needs 1: trials 0 and 2 pass.
    ArmTrials arm{{2, 5},
                  {counts(1, 0, 2), counts(3, 1, 4), counts(0, 0, 2), counts(3, 0, 5), counts(2, 1, 2),
                   counts(2, 1, 4)},
                  {}};
    const GateSummary gate = *summarise_trials(arm, 5, {2, 1}).gate;
    EXPECT_EQ(gate.passed, 2u);
    EXPECT_DOUBLE_EQ(*gate.pass.estimate, 2 / 3.0);
    EXPECT_DOUBLE_EQ(gate.orr.mean, (3 / 5.0 + 2 / 5.0) / 2);
    EXPECT_DOUBLE_EQ(gate.orr_evaluable.mean, (3 / 4.0 + 2 / 4.0) / 2);
    EXPECT_DOUBLE_EQ(gate.orr_later.mean, (2 / 3.0 + 0 / 3.0) / 2);
}

TEST(HeadToHead, CountsWinsTiesAndLosses) {
    const HeadToHead result = head_to_head({5, 3, 2, 4}, 10, {4, 3, 3, 1}, 10, true);
    EXPECT_DOUBLE_EQ(*result.a_greater.estimate, 0.5);
    EXPECT_DOUBLE_EQ(*result.equal.estimate, 0.25);
    EXPECT_DOUBLE_EQ(*result.b_greater.estimate, 0.25);
    EXPECT_DOUBLE_EQ(*result.a_greater.monte_carlo_standard_error, 0.25);
    EXPECT_DOUBLE_EQ(result.difference.quantiles[3].value, 0);  // of -0.1, 0, 0.1, 0.3
    EXPECT_NEAR(result.difference.mean, 0.075, 1e-15);
}

TEST(HeadToHead, ComparesRatesExactlyWhereArmsDifferInSize) {
    const HeadToHead result = head_to_head({1, 1, 1}, 3, {2, 3, 1}, 6, true);
    EXPECT_DOUBLE_EQ(*result.a_greater.estimate, 1 / 3.0);
    EXPECT_DOUBLE_EQ(*result.equal.estimate, 1 / 3.0);
    EXPECT_DOUBLE_EQ(*result.b_greater.estimate, 1 / 3.0);
}

TEST(HeadToHead, SaysHowOftenTheIntervalOfTheDifferenceExcludesNought) {
    // 9/10 against 3/10: 0.17 to 0.81 (Newcombe 1998); 5/10 against 3/10 includes 0.
    const HeadToHead result = head_to_head({9, 5, 3, 5}, 10, {3, 3, 9, 5}, 10, true);
    EXPECT_DOUBLE_EQ(*result.a_significant.estimate, 0.25);
    EXPECT_DOUBLE_EQ(*result.b_significant.estimate, 0.25);
    EXPECT_FALSE(head_to_head({9}, 10, {3}, 10, false).a_significant.estimate) << "twins are not independent";
}

TEST(HeadToHead, OfTwinsIsSharperWhereTheSamePatientsRespond) {
    // A's responders are among B's: in twins A never beats B.
    std::vector<std::string> nested;
    for (int i = 0; i < 300; ++i)
        for (const char* one : {"RR", "SR", "SS", "SS"}) nested.push_back(one);
    const TrialsOfPool trials(test::cohort("ab", 40, trial_count, 0.3), pool_of(nested), {});
    TwinSummary summary;
    summary.index_b = 1;
    compare_arms(trials, 40, 40, summary);
    EXPECT_EQ(summary.twin.a_greater.estimate, 0);
    EXPECT_GT(*summary.randomised.a_greater.estimate, 0);
    EXPECT_LT(summary.twin.difference.standard_deviation, summary.randomised.difference.standard_deviation);
}

TEST(PooledTrials, CountTheFirstPatientsOfEveryArmTogether) {
    cohort::Cohort cohort = test::cohort("ab", 28, 200);
    cohort.pools.push_back({"pool", "both", {{0, 4}, {1, 9}}});
    std::vector<std::string> responses;
    for (const std::string& one : test::one_arm(500, 150))
        responses.push_back(one + (one == "R" ? "S" : "C"));
    const TrialsOfPool trials(cohort, pool_of(responses), {});
    const TrialSummary pooled = summarise_pooled_trials(trials, cohort.pools[0].parts);
    double sum = 0;
    for (std::uint64_t trial = 0; trial < 200; ++trial)
        sum += (trials.arm(0).at(trial, 4).responders() + trials.arm(1).at(trial, 9).responders()) / 13.0;
    EXPECT_EQ(pooled.orr.n, 13);
    EXPECT_EQ(pooled.orr.trials, 200u);
    EXPECT_NEAR(pooled.orr.mean, sum / 200, 1e-13);  // 200 roundings of numbers below 1
}

}  // namespace
}  // namespace twinarm::trial
