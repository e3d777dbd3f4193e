// What one trial would report of an arm, against closed forms and against virtual trials.
#include "host/trial/arm_predictions.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "host/trial/arm_tally.hpp"
#include "tests/host/trial/made_trials.hpp"

namespace twinarm::trial {
namespace {

constexpr double horizon = 365;

/// An arm of these letters: C, R, S, P as outcomes() reads them.
ArmSummary arm_of(const std::string& letters) {
    std::vector<std::string> responses;
    for (const char letter : letters) responses.emplace_back(1, letter);
    ArmTally tally;
    for (const Outcome& outcome : test::outcomes(responses)) tally.add(outcome);
    return tally.summarise({});
}

std::string letters(int complete, int partial, int stable, int progressive) {
    return std::string(std::size_t(complete), 'C') + std::string(std::size_t(partial), 'R') +
           std::string(std::size_t(stable), 'S') + std::string(std::size_t(progressive), 'P');
}

TEST(ArmPredictions, WithoutATrialEffectATrialHasBinomialCounts) {
    ArmPredictions predictions(horizon);
    predictions.add(1, 0, arm_of(letters(0, 500, 0, 500)));
    const ArmPredictive predictive = predictions.predict(100, 1);
    // Binomial(100, 1/2): P(x <= 39) = 0.0176, P(x <= 40) = 0.0284, and by symmetry 60 is the upper quantile.
    EXPECT_EQ(*predictive.orr.one_trial.lower, 0.40);
    EXPECT_EQ(*predictive.orr.one_trial.median, 0.50);
    EXPECT_EQ(*predictive.orr.one_trial.upper, 0.60);
    EXPECT_EQ(*predictive.orr.mean, 0.5);
    EXPECT_FALSE(predictive.orr.populations.lower) << "one population has no range";
}

TEST(ArmPredictions, OfResponseAreThoseOfVirtualTrials) {
    const cohort::Cohort cohort = test::cohort("a", 60, 40000, 0.4);
    const auto patients = test::one_arm(1000, 200);
    const OutcomePool pool = test::pool_of(patients);
    const test::TrialsOfPool trials(cohort, pool, {});
    std::vector<double> shares;
    for (std::uint64_t trial = 0; trial < 40000; ++trial)
        shares.push_back(trials.arm(0).at(trial, 60).responders() / 60.0);
    std::sort(shares.begin(), shares.end());
    ArmTally tally;
    for (const Outcome& outcome : test::outcomes(patients)) tally.add(outcome);
    ArmPredictions predictions(horizon);
    predictions.add(1, 0.4, tally.summarise({}));
    const PredictiveRange range = predictions.predict(60, 1).orr.one_trial;
    // The standard error of P(x <= quantile) over 40,000 trials is 8e-4, one count has a probability of 0.01
    // or more.
    EXPECT_NEAR(*range.lower, shares[1000], 1.01 / 60);
    EXPECT_NEAR(*range.median, shares[20000], 1.01 / 60);
    EXPECT_NEAR(*range.upper, shares[39000], 1.01 / 60);
}

TEST(ArmPredictions, AssessorsMultiplyTheOddsOfResponse) {
    ArmPredictions predictions(horizon);
    predictions.add(1, 0, arm_of(letters(0, 200, 400, 400)));
    const ArmPredictive predictive = predictions.predict(1000000, 4);  // odds 1/4 become 1
    constexpr double grid = 0.25 * statistics::ShareMixture::step;     // logits are kept in steps
    EXPECT_NEAR(*predictive.orr.one_trial.median, 0.5, grid);
    // Of those who do not respond half are stable, whoever reads.
    EXPECT_NEAR(*predictive.stable.one_trial.median, 0.25, grid);
    EXPECT_EQ(*predictive.stable.mean, 0.4);
}

TEST(ArmPredictions, CompleteResponsesVaryMoreThanTheirBinomial) {
    const auto width = [](double effect_sd) {
        ArmPredictions predictions(horizon);
        predictions.add(1, effect_sd, arm_of(letters(100, 200, 300, 400)));
        const PredictiveRange range = predictions.predict(2000, 1).complete.one_trial;
        return *range.upper - *range.lower;
    };
    // sd of a binomial 0.0067; logit(CR) has the effects of response (x 0.7 / 0.9) and of CR among them (x
    // 0.667 / 0.9): 0.3 sqrt(0.605 + 0.549) x 0.09 = 0.029. Together 0.0298, 4.4 times the binomial.
    EXPECT_NEAR(width(0.3) / width(0), 4.4, 0.25);
}

TEST(ArmPredictions, MonteCarloErrorOfPopulationsIsNoSpreadOfThem) {
    // Twenty populations of 100 patients with 15 to 25 responders: their variance is less than that of the
    // luck of 100.
    ArmPredictions predictions(horizon);
    for (int k = 0; k < 20; ++k) predictions.add(0.05, 0, arm_of(letters(0, 15 + k / 2, 0, 85 - k / 2)));
    const ArmPredictive predictive = predictions.predict(100, 1);
    EXPECT_NEAR(*predictive.orr.populations.lower, *predictive.orr.mean, 1e-12);
    EXPECT_NEAR(*predictive.orr.populations.upper, *predictive.orr.mean, 1e-12);
}

TEST(ArmPredictions, PopulationsThatDifferHaveARangeAndWidenATrial) {
    ArmPredictions predictions(horizon);
    predictions.add(0.5, 0, arm_of(letters(0, 1000, 0, 9000)));
    predictions.add(0.5, 0, arm_of(letters(0, 5000, 0, 5000)));
    const ArmPredictive predictive = predictions.predict(10000, 1);
    // The luck of 10,000 patients, 0.4 points, is taken out: less than 1e-4 of 40.
    EXPECT_NEAR(*predictive.orr.populations.lower, 0.1, 1e-4);
    EXPECT_NEAR(*predictive.orr.populations.upper, 0.5, 1e-4);
    EXPECT_NEAR(*predictive.orr.one_trial.lower, 0.095, 0.002);
    EXPECT_NEAR(*predictive.orr.one_trial.upper, 0.508, 0.002);
}

/// Everybody has the event, after days spread evenly over (0, 200].
ArmSummary evenly_progressing() {
    ArmSummary arm = arm_of(letters(0, 0, 0, 200));
    std::vector<statistics::TimeToEvent> times;
    for (int day = 1; day <= 200; ++day) times.push_back({double(day), true});
    arm.pfs = arm.os = statistics::kaplan_meier(times);
    return arm;
}

TEST(ArmPredictions, TheMedianOfATrialIsThatOfItsPatients) {
    ArmPredictions predictions(200);
    predictions.add(1, 0, evenly_progressing());
    const PredictiveRange range = predictions.predict(101, 1).pfs_median_days.one_trial;
    // The 51st of 101 uniform times: Beta(51, 51), sd 0.0495 of 200 days. Times are kept every 1.6 d.
    EXPECT_NEAR(*range.median, 100, 1.6);
    EXPECT_NEAR(*range.lower, 100 - 1.96 * 9.9, 1.6);
    EXPECT_NEAR(*range.upper, 100 + 1.96 * 9.9, 1.6);
}

TEST(ArmPredictions, AMedianThatFewTrialsReachHasNoUpperEnd) {
    ArmSummary arm = arm_of(letters(0, 0, 50, 50));
    std::vector<statistics::TimeToEvent> times;
    for (int i = 0; i < 100; ++i) times.push_back({i < 50 ? double(i + 1) : horizon, i < 50});
    arm.pfs = arm.os = statistics::kaplan_meier(times);
    ArmPredictions predictions(horizon);
    predictions.add(1, 0.3, arm);
    const ArmPredictive predictive = predictions.predict(60, 1);
    EXPECT_TRUE(predictive.pfs_median_days.one_trial.lower);
    EXPECT_FALSE(predictive.pfs_median_days.one_trial.upper);
}

TEST(ArmPredictions, LandmarksBeyondTheFollowUpAreLeftOut) {
    ArmPredictions predictions(horizon);
    predictions.add(1, 0.3, evenly_progressing());
    ArmSummary followed = arm_of(letters(0, 0, 10, 0));
    std::vector<statistics::TimeToEvent> times(10, {200, false});
    followed.pfs = followed.os = statistics::kaplan_meier(times);
    ArmPredictions short_ones(200);
    short_ones.add(1, 0.3, followed);
    EXPECT_EQ(predictions.predict(10, 1).pfs.size(), 6u) << "all have had the event: known for good";
    const auto known = short_ones.predict(10, 1).pfs;
    ASSERT_EQ(known.size(), 1u);
    EXPECT_EQ(known[0].months, 6);
}

TEST(ArmPredictions, ALandmarkIsThatOfAllPopulationsOrLeftOut) {
    ArmSummary followed = arm_of(letters(0, 0, 10, 0));
    followed.pfs = followed.os =
        statistics::kaplan_meier(std::vector<statistics::TimeToEvent>(10, {200, false}));
    ArmPredictions predictions(200);
    predictions.add(0.5, 0.3, evenly_progressing());  // known for good: nobody is left
    predictions.add(0.5, 0.3, followed);              // known for 6 months
    EXPECT_EQ(predictions.predict(10, 1).pfs.size(), 1u);
}

TEST(ArmPredictions, AnArmThatNobodyCompletedHasNone) {
    ArmPredictions predictions(horizon);
    predictions.add(1, 0.3, ArmTally().summarise({}));
    const ArmPredictive predictive = predictions.predict(10, 1);
    EXPECT_FALSE(predictive.orr.mean);
    EXPECT_FALSE(predictive.pfs_median_days.one_trial.lower);
    EXPECT_TRUE(predictive.os.empty());
}

}  // namespace
}  // namespace twinarm::trial
