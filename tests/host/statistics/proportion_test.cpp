// Intervals against published values, closed forms and their own promise.
#include "host/statistics/proportion.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <random>
#include <vector>

namespace twinarm::statistics {
namespace {

constexpr double printed = 0.0005;    ///< published to a tenth of a per cent
constexpr double printed4 = 0.00005;  ///< published to four decimals

void expect_interval(Interval found, double lower, double upper, double tolerance) {
    EXPECT_NEAR(found.lower, lower, tolerance);
    EXPECT_NEAR(found.upper, upper, tolerance);
}

TEST(ClopperPearson, GivesThePublishedIntervalOfSelect) {
    expect_interval(clopper_pearson(30, 120), 0.175, 0.337, printed);
}

TEST(ClopperPearson, GivesThePublishedIntervalOfHcrnGu16260) {
    expect_interval(clopper_pearson(42, 123), 0.258, 0.432, printed);
}

TEST(ClopperPearson, GivesTheIntervalOfNoResponseInTwentySix) {
    expect_interval(clopper_pearson(0, 26), 0, 0.132, printed);
    EXPECT_EQ(clopper_pearson(0, 26).lower, 0);
}

TEST(ClopperPearson, HasAClosedFormWhereNobodyOrEverybodyResponds) {
    // (1 - p)^n = 2.5%; both sides are evaluated to a few ulp
    EXPECT_NEAR(clopper_pearson(0, 26).upper, 1 - std::pow(0.025, 1 / 26.0), 1e-14);
    EXPECT_NEAR(clopper_pearson(26, 26).lower, std::pow(0.025, 1 / 26.0), 1e-14);
    EXPECT_EQ(clopper_pearson(26, 26).upper, 1);
}

TEST(ClopperPearson, KnowsNothingWithoutPatients) {
    expect_interval(clopper_pearson(0, 0), 0, 1, 0);
}

TEST(ClopperPearson, LeavesExactlyHalfTheErrorOnEachSide) {
    // Its definition: P(X >= x | lower) = P(X <= x | upper) = 2.5%, to the accuracy of two incomplete betas.
    const Interval limits = clopper_pearson(17, 49);
    using boost::math::binomial;
    EXPECT_NEAR(boost::math::cdf(boost::math::complement(binomial(49, limits.lower), 16)), 0.025, 1e-13);
    EXPECT_NEAR(boost::math::cdf(binomial(49, limits.upper), 17), 0.025, 1e-13);
}

TEST(ClopperPearson, CoversTheTruthAtLeastAsOftenAsItSays) {
    // Exact coverage by summing the binomial; the promise has no tolerance but the rounding of 255 terms. The
    // sizes are those of the trials and of the first stage that the product prints limits of.
    for (const int n : {1, 13, 26, 41, 49, 120, 255}) {
        std::vector<Interval> limits;
        for (int x = 0; x <= n; ++x) limits.push_back(clopper_pearson(std::uint64_t(x), std::uint64_t(n)));
        for (double p = 0.005; p < 1; p += 0.01) {
            double coverage = 0;
            for (int x = 0; x <= n; ++x)
                if (limits[std::size_t(x)].lower <= p && p <= limits[std::size_t(x)].upper)
                    coverage += boost::math::pdf(boost::math::binomial(n, p), x);
            EXPECT_GE(coverage, 0.95 - 1e-12) << "n = " << n << ", p = " << p;
        }
    }
}

TEST(ClopperPearson, CoversTheTruthInSimulatedTrials) {
    // Coverage is at least 95%: fewer than 95% - 4.8 SE of 20,000 trials has probability below 1e-6.
    std::mt19937_64 random(7);
    std::binomial_distribution<int> trial(120, 0.25);
    constexpr int trials = 20000;
    int covered = 0;
    for (int i = 0; i < trials; ++i) {
        const Interval limits = clopper_pearson(std::uint64_t(trial(random)), 120);
        covered += limits.lower <= 0.25 && 0.25 <= limits.upper;
    }
    EXPECT_GE(double(covered) / trials, 0.95 - 4.8 * std::sqrt(0.95 * 0.05 / trials));
}

TEST(Wilson, GivesNewcombesTable) {  // Newcombe 1998, Stat Med 17:857, table I, method 3
    expect_interval(wilson(81, 263), 0.2553, 0.3662, printed4);
    expect_interval(wilson(15, 148), 0.0624, 0.1605, printed4);
    expect_interval(wilson(0, 20), 0, 0.1611, printed4);
    expect_interval(wilson(1, 29), 0.0061, 0.1718, printed4);
}

TEST(Newcombe,
     GivesThePublishedIntervalsOfADifference) {  // Newcombe 1998, Stat Med 17:873, table II, method 10
    expect_interval(newcombe_difference(56, 70, 48, 80), 0.0524, 0.3339, printed4);
    expect_interval(newcombe_difference(9, 10, 3, 10), 0.1705, 0.8090, printed4);
    expect_interval(newcombe_difference(10, 10, 0, 10), 0.6075, 1, printed4);
    expect_interval(newcombe_difference(5, 56, 0, 29), -0.0381, 0.1926, printed4);
}

TEST(Newcombe, TurnsRoundWithTheArms) {
    const Interval ab = newcombe_difference(30, 120, 42, 123);
    const Interval ba = newcombe_difference(42, 123, 30, 120);
    EXPECT_DOUBLE_EQ(ab.lower, -ba.upper);
    EXPECT_DOUBLE_EQ(ab.upper, -ba.lower);
}

TEST(MonteCarloError, IsThatOfABinomial) {
    EXPECT_DOUBLE_EQ(*monte_carlo_standard_error(0.2, 10000), 0.004);
    EXPECT_EQ(monte_carlo_standard_error(0.2, 0), std::nullopt);
}

TEST(MonteCarloError, OfARateOfNoughtOrOneIsNotKnown) {
    EXPECT_EQ(monte_carlo_standard_error(0, 50), std::nullopt);
    EXPECT_EQ(monte_carlo_standard_error(1, 50), std::nullopt);
}

TEST(ClopperPearson, NoneOfFiftyLeavesSevenPercent) {
    // P(nobody of 50) = (1 - p)^50 = 0.025.
    const PopulationRate nobody = population_rate(0, 50, 0), everybody = population_rate(50, 50, 0);
    EXPECT_EQ(nobody.limits.lower, 0);
    EXPECT_NEAR(nobody.limits.upper, 1 - std::pow(0.025, 1 / 50.0), 1e-12);
    EXPECT_NEAR(nobody.limits.upper, 0.071, 0.0005);
    EXPECT_NEAR(everybody.limits.lower, std::pow(0.025, 1 / 50.0), 1e-12);
    EXPECT_EQ(everybody.limits.upper, 1);
    EXPECT_FALSE(nobody.monte_carlo_standard_error);
    EXPECT_FALSE(everybody.monte_carlo_standard_error);
}

TEST(ExactLimits, OfEffectiveNumbersLieBetweenThoseOfWholeOnes) {
    EXPECT_EQ(exact_limits(3, 20).upper, clopper_pearson(3, 20).upper);
    EXPECT_LT(exact_limits(0, 50.5).upper, clopper_pearson(0, 50).upper);
    EXPECT_GT(exact_limits(0, 50.5).upper, clopper_pearson(0, 51).upper);
}

TEST(UnbiasedVariance, HasTheVarianceOfAShareAsItsMean) {
    double mean = 0;  // over all outcomes of 5 patients, p = 0.3: p (1 - p) / 5 = 0.042
    const boost::math::binomial patients(5, 0.3);
    for (int x = 0; x <= 5; ++x) mean += boost::math::pdf(patients, x) * unbiased_variance(x / 5.0, 5);
    EXPECT_NEAR(mean, 0.3 * 0.7 / 5, 1e-15);
    EXPECT_EQ(unbiased_variance(1, 1), 0);
}

TEST(TrialProbability, OfNoTrialInTenThousandHasAnUpperLimitAndNoError) {
    const TrialProbability never = trial_probability(0, 10000);
    EXPECT_EQ(never.estimate, 0);
    EXPECT_FALSE(never.monte_carlo_standard_error);
    EXPECT_NEAR(never.limits.upper, 3.7e-4, 1e-5);  // ln 40 / 10,000
    EXPECT_FALSE(trial_probability(0, 0).estimate);
}

TEST(TrialProbability, OfOneTrialIsNotKnown) {
    EXPECT_FALSE(trial_probability(0, 1).estimate);
    EXPECT_FALSE(trial_probability(1, 1).estimate);
    EXPECT_EQ(trial_probability(1, 2).estimate, 0.5);
}

// Estimate +- 1.96 s.e. of 10,000 patients, exactly. Counts are whole: one at either end is 2 * 0.058 (the
// density of a normal at 1.96) / sqrt(n p (1 - p) = 677 or more) = 0.45% of all.
TEST(MonteCarloError, CoversTheRateOfThePopulationAsOftenAsANormalErrorDoes) {
    constexpr int n = 10000;
    for (const double p : {0.0731, 0.193, 0.385, 0.5, 0.81}) {
        const boost::math::binomial patients(n, p);
        double coverage = 0;
        for (int x = 0; x <= n; ++x) {
            const double rate = double(x) / n;
            if (std::abs(rate - p) <= 1.959964 * monte_carlo_standard_error(rate, n).value_or(0))
                coverage += boost::math::pdf(patients, x);
        }
        EXPECT_NEAR(coverage, 0.95, 0.005) << p;
    }
}

// Equal arms of 120: the interval of the difference excludes nought in about 5%, exactly by summing both
// binomials; the product prints how often it does. Whole counts again: 2 * 0.058 / sqrt(2 * 120 * 0.09)
// = 2.5% of all at p = 0.1, of which two fifths are allowed.
TEST(Newcombe, ExcludesNoughtInAboutFivePercentOfEqualArms) {
    constexpr int n = 120;
    for (const double p : {0.1, 0.2, 0.35, 0.5}) {
        std::vector<double> probability;
        for (int x = 0; x <= n; ++x) probability.push_back(boost::math::pdf(boost::math::binomial(n, p), x));
        double excluded = 0;
        for (int x = 0; x <= n; ++x)
            for (int y = 0; y <= n; ++y) {
                const Interval limits = newcombe_difference(std::uint64_t(x), n, std::uint64_t(y), n);
                if (limits.lower > 0 || limits.upper < 0)
                    excluded += probability[std::size_t(x)] * probability[std::size_t(y)];
            }
        EXPECT_NEAR(excluded, 0.05, 0.01) << p;
    }
}

TEST(PopulationRate, IsOverCompletedPatientsWithBoundsOverAll) {
    const PopulationRate rate = population_rate(20, 80, 20);
    EXPECT_DOUBLE_EQ(*rate.estimate, 0.25);
    EXPECT_DOUBLE_EQ(rate.bounds.lower, 0.20);
    EXPECT_DOUBLE_EQ(rate.bounds.upper, 0.40);
    EXPECT_DOUBLE_EQ(*rate.monte_carlo_standard_error, std::sqrt(0.25 * 0.75 / 80));
}

TEST(PopulationRate, HasNoEstimateWhereAllPatientsFailed) {
    const PopulationRate rate = population_rate(0, 0, 5);
    EXPECT_FALSE(rate.estimate);
    expect_interval(rate.bounds, 0, 1, 0);
}

TEST(PopulationRate, HasBoundsEqualToTheEstimateWithoutFailures) {
    const PopulationRate rate = population_rate(3, 10, 0);
    expect_interval(rate.bounds, *rate.estimate, *rate.estimate, 0);
}

}  // namespace
}  // namespace twinarm::statistics
