// How often the printed limits of a survival curve hold the truth, by simulation.
//
// log(-log) limits promise 95% for many patients. With 120 the curve takes steps of 1/120, of which one at
// either end is 2 * 0.058 / sqrt(120 / 4) = 2 points at most, half of it on average: they are allowed to miss
// 95% by one point, and the simulation by 4.9 standard errors, which one seed in a million exceeds.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "host/statistics/kaplan_meier.hpp"

namespace twinarm::statistics {
namespace {

constexpr int trials = 4000, patients = 120;
constexpr double median_d = 240, shape = 1.3;
constexpr double small_sample = 0.01;
const double error = 4.9 * std::sqrt(0.95 * 0.05 / trials);

/// Weibull, median 240 d.
double true_survival(double day) {
    return std::exp(-std::log(2.0) * std::pow(day / median_d, shape));
}

/// Death at its own time; entry over a year and a look at two years censor between 365 and 730 d; loss to
/// follow-up at 0.0006/d.
SurvivalSummary one_trial(std::mt19937_64& random) {
    std::weibull_distribution<double> death(shape, median_d / std::pow(std::log(2.0), 1 / shape));
    std::uniform_real_distribution<double> look(365, 730);
    std::exponential_distribution<double> lost(0.0006);
    std::vector<TimeToEvent> observed;
    for (int i = 0; i < patients; ++i) {
        const double dies = death(random), ends = std::min(look(random), lost(random));
        observed.push_back({std::min(dies, ends), dies <= ends});
    }
    return kaplan_meier(observed);
}

TEST(KaplanMeierCoverage, TheLimitsOfALandmarkCoverTheTruth) {
    std::mt19937_64 random(1);
    int covered[3] = {}, known[3] = {};
    const double days[] = {100, 182.5, 365};
    for (int i = 0; i < trials; ++i) {
        const SurvivalSummary summary = one_trial(random);
        for (int k = 0; k < 3; ++k) {
            const Landmark at = survival_at(summary, days[k]);
            if (!at.limits) continue;
            ++known[k];
            covered[k] +=
                at.limits->lower <= true_survival(days[k]) && true_survival(days[k]) <= at.limits->upper;
        }
    }
    for (int k = 0; k < 3; ++k) {
        EXPECT_EQ(known[k], trials) << days[k];
        EXPECT_NEAR(double(covered[k]) / trials, 0.95, small_sample + error) << days[k];
    }
}

// A limit that is not reached is beyond every time.
TEST(KaplanMeierCoverage, TheLimitsOfTheMedianCoverTheTruth) {
    std::mt19937_64 random(2);
    int covered = 0;
    for (int i = 0; i < trials; ++i) {
        const SurvivalSummary summary = one_trial(random);
        const bool above = !summary.median_lower_days || *summary.median_lower_days > median_d;
        const bool below = summary.median_upper_days && *summary.median_upper_days < median_d;
        covered += !above && !below;
    }
    EXPECT_NEAR(double(covered) / trials, 0.95, small_sample + error);
}

TEST(KaplanMeierCoverage, TheEstimateHasNoBias) {
    std::mt19937_64 random(3);
    double sum = 0;
    for (int i = 0; i < trials; ++i) sum += *survival_at(one_trial(random), 182.5).survival;
    const double truth = true_survival(182.5);
    EXPECT_NEAR(sum / trials, truth, 4.9 * std::sqrt(truth * (1 - truth) / patients / trials));
}

}  // namespace
}  // namespace twinarm::statistics
