// Decisions of trials whose rates are known, against closed forms.
#include "host/trial/decision.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace twinarm::trial {
namespace {

constexpr int trial_count = 20000;

DecisionSetting one_population(std::vector<int> sizes, double between_trial_sd = 0) {
    return {1, trial_count, std::move(sizes), {1}, {between_trial_sd}};
}
double error_of(double p) {
    return std::sqrt(p * (1 - p) / trial_count);
}

// Newcombe's interval is not exact: between 4% and 6% of trials without a difference exclude 0 at p = 0.3,
// n = 200 (Newcombe 1998 gives a mean coverage of 0.954).
TEST(Decision, AnInertDrugIsFoundBetterInOneTrialOfForty) {
    const DecisionArm b{"b", 2, {0.3}};
    const HeadToHead trials = decide(one_population({200}), with_odds_ratio(b, 1, "inert", 1), b).front();
    const double found = *trials.a_significant.estimate + *trials.b_significant.estimate;
    EXPECT_GT(found, 0.04);
    EXPECT_LT(found, 0.06);
    EXPECT_NEAR(trials.difference.mean, 0, 4 * std::sqrt(2 * 0.21 / 200 / trial_count));
}

// Power of a difference d with variance v of its estimate: about Phi(d / sqrt(v) - 1.96); the normal
// approximation is good to 0.02 here.
TEST(Decision, ADrugOfKnownEffectIsFoundWithTheKnownPower) {
    const DecisionArm a{"a", 1, {0.45}}, b{"b", 2, {0.3}};
    const auto decisions = decide(one_population({50, 100, 200}), a, b);
    ASSERT_EQ(decisions.size(), 3u);
    for (const HeadToHead& trials : decisions) {
        const double n = trials.n_a, v = (0.45 * 0.55 + 0.3 * 0.7) / n;
        EXPECT_NEAR(trials.difference.mean, 0.15, 4 * std::sqrt(v / trial_count)) << n;
        EXPECT_NEAR(trials.difference.standard_deviation, std::sqrt(v), 0.03 * std::sqrt(v)) << n;
        const double power = 0.5 * std::erfc(-(0.15 / std::sqrt(v) - 1.96) / std::sqrt(2.0));
        EXPECT_NEAR(*trials.a_significant.estimate, power, 0.02) << n;
    }
}

TEST(Decision, WhoWatchesTheTrialsCanEndThem) {
    const DecisionArm a{"a", 1, {0.45}}, b{"b", 2, {0.3}};
    int trials = 0;
    const auto end_at_the_fifth = [&] {
        if (++trials == 5) throw std::runtime_error("enough");
    };
    EXPECT_THROW(decide(one_population({50}), a, b, end_at_the_fifth), std::runtime_error);
    EXPECT_EQ(trials, 5);
    trials = 0;
    EXPECT_THROW(staged_estimates(one_population({50}), a, {10, 2}, end_at_the_fifth), std::runtime_error);
    EXPECT_EQ(trials, 5);
}

TEST(Decision, AnOddsRatioMovesTheOddsByThatMuch) {
    const DecisionArm b{"b", 2, {0.2, 0.5}};
    const DecisionArm a = with_odds_ratio(b, 2, "a", 1);
    EXPECT_NEAR(a.rates[0], 1 / 3.0, 1e-15);  // odds 1/4, then 1/2
    EXPECT_NEAR(a.rates[1], 2 / 3.0, 1e-15);
}

// Where half of the populations gain what the other half loses no size of a trial decides.
TEST(Decision, ASplitOfThePopulationsStaysASplitInAnyTrial) {
    const DecisionArm a{"a", 1, {0.5, 0.1}}, b{"b", 2, {0.3, 0.3}};
    const DecisionSetting setting{1, trial_count, {400}, {0.7, 0.3}, {0, 0}};
    const HeadToHead trials = decide(setting, a, b).front();
    EXPECT_NEAR(*trials.a_significant.estimate, 0.7, 4 * error_of(0.7));
    EXPECT_NEAR(*trials.b_significant.estimate, 0.3, 4 * error_of(0.3));
}

// The effect of a trial moves both arms: it adds far less to a difference than to a rate.
TEST(Decision, TheEffectOfATrialIsSharedByItsArms) {
    const DecisionArm a{"a", 1, {0.4}}, b{"b", 2, {0.4}};
    const double n = 400;
    const HeadToHead trials = decide(one_population({400}, 0.5), a, b).front();
    EXPECT_NEAR(trials.difference.standard_deviation, std::sqrt(2 * 0.24 / n),
                0.05 * std::sqrt(2 * 0.24 / n));
}

// With p = 0.3, 13 patients first and 6 responders needed: E[X1 | X1 >= 6] by the binomial sum; those after
// the first stage respond at 0.3.
TEST(StagedEstimate, BiasIsThatOfTheTruncatedBinomial) {
    const double p = 0.3;
    const int stage = 13, needed = 6, n = 40;
    double pass = 0, mean = 0;
    for (int x = needed; x <= stage; ++x) {
        const double log_choose = std::lgamma(stage + 1) - std::lgamma(x + 1) - std::lgamma(stage - x + 1);
        const double probability = std::exp(log_choose + x * std::log(p) + (stage - x) * std::log(1 - p));
        pass += probability;
        mean += x * probability;
    }
    const double bias = (mean / pass + (n - stage) * p) / n - p;
    const auto staged =
        staged_estimates(one_population({10, n}), {"a", 1, {p}}, cohort::StageGate{stage, needed});
    ASSERT_EQ(staged.size(), 1u);  // 10 patients are fewer than the first stage has
    const StagedEstimate& e = staged.front();
    EXPECT_NEAR(*e.pass.estimate, pass, 4 * error_of(pass));
    const TrialsThatWentOn& on = *e.went_on;
    const double error = *on.monte_carlo_standard_error;
    EXPECT_NEAR(on.bias(), bias, 4 * error);
    EXPECT_GT(bias, 10 * error);  // so that a bias of 0 would be seen
    EXPECT_NEAR(on.later, p, 4 * std::sqrt(p * (1 - p) / (n - stage) / (pass * trial_count)));
    EXPECT_NEAR(e.rate, on.rate, 1e-11);  // sums of up to 20,000 numbers
}

TEST(StagedEstimate, AGateChoosesPopulationsWhichIsNoBias) {
    const DecisionSetting setting{1, trial_count, {400}, {0.5, 0.5}, {0, 0}};
    const StagedEstimate e =
        staged_estimates(setting, {"a", 1, {0.1, 0.5}}, cohort::StageGate{13, 6}).front();
    EXPECT_NEAR(e.rate, 0.3, 0.4 * 0.5 * 4 / std::sqrt(double(trial_count)));
    EXPECT_GT(e.went_on->rate, 0.49);
    EXPECT_LT(e.went_on->bias(), 0.01);  // of 13 among 400 patients
}

TEST(StagedEstimate, WhereNoTrialGoesOnThereIsNone) {
    const StagedEstimate e =
        staged_estimates(one_population({40}), {"a", 1, {0}}, cohort::StageGate{13, 6}).front();
    EXPECT_EQ(*e.pass.estimate, 0);
    EXPECT_FALSE(e.went_on);
}

}  // namespace
}  // namespace twinarm::trial
