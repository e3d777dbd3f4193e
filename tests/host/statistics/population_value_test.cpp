// One number over plausible populations, against closed forms.
#include "host/statistics/population_value.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "host/statistics/histogram.hpp"
#include "host/statistics/weighted.hpp"

namespace twinarm::statistics {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

TEST(OverPopulations, MeanSpreadAndErrorsAreThoseOfTheFormula) {
    // Weights 3/4 and 1/4: m = 0.3, sum w (p - m)^2 = 0.03, sum w^2 = 5/8, 1 - W = 3/8.
    const PopulationDistribution d = over_populations({{0, 0.75, 0.2, 0.0016}, {1, 0.25, 0.6, 0.0024}});
    EXPECT_NEAR(*d.mean, 0.3, 1e-15);
    EXPECT_NEAR(*d.observed_standard_deviation, std::sqrt(0.03 / 0.375), 1e-15);
    EXPECT_NEAR(*d.monte_carlo_of_one, std::sqrt(0.75 * 0.0016 + 0.25 * 0.0024), 1e-15);
    EXPECT_NEAR(*d.monte_carlo_standard_error, std::sqrt(0.5625 * 0.0016 + 0.0625 * 0.0024), 1e-15);
    EXPECT_NEAR(*d.standard_deviation, std::sqrt((0.03 - 0.1875 * 0.0040) / 0.375), 1e-15);
    EXPECT_EQ(d.quantiles.front().value, 0.2);
    EXPECT_EQ(d.quantiles[2].value, 0.2);
    EXPECT_EQ(d.quantiles.back().value, 0.6);
}

// 4,000 populations with sd 0.05 and Monte-Carlo sd 0.04: the variance of the corrected estimate is about
// 2 (0.05^2 + 0.04^2)^2 / 4000, so its relative error in sd is 0.018; five times that are allowed.
TEST(OverPopulations, MonteCarloErrorIsTakenOutOfTheSpread) {
    std::mt19937_64 random(5);
    std::normal_distribution<double> normal;
    std::vector<PopulationValue> values;
    for (std::size_t k = 0; k < 4000; ++k)
        values.push_back({k, 1, 0.3 + 0.05 * normal(random) + 0.04 * normal(random), 0.0016});
    const PopulationDistribution d = over_populations(values);
    EXPECT_NEAR(*d.standard_deviation, 0.05, 0.05 * 0.09);
    EXPECT_NEAR(*d.observed_standard_deviation, std::hypot(0.05, 0.04), 0.0641 * 0.06);
    EXPECT_EQ(*over_populations({{0, 1, 0.3, 1}, {1, 1, 0.31, 1}}).standard_deviation, 0);
}

TEST(OverPopulations, AMedianThatIsNotReachedLeavesTheLowerQuantiles) {
    const PopulationDistribution d =
        over_populations({{0, 0.5, 100, not_known}, {1, 0.5, infinite, not_known}});
    EXPECT_FALSE(d.mean);
    EXPECT_FALSE(d.monte_carlo_standard_error);
    EXPECT_EQ(d.quantiles[2].value, 100);
    EXPECT_EQ(d.quantiles[3].value, infinite);
    EXPECT_EQ(over_populations({}).populations, 0u);
}

TEST(OverPopulations, WhereNobodyRespondsInAnyTheErrorIsNotNought) {
    const PopulationDistribution d = over_populations({{0, 0.5, 0, 0}, {1, 0.5, 0, 0}});
    EXPECT_EQ(d.mean, 0);
    EXPECT_FALSE(d.monte_carlo_standard_error);
    EXPECT_FALSE(d.monte_carlo_of_one);
    EXPECT_FALSE(d.standard_deviation) << "the populations may differ by what few patients do not show";
}

TEST(RatesOverPopulations, NobodyOfAllPatientsHasTheExactLimitsOfTheirEffectiveNumber) {
    // Equal weights of 500 patients: 1,000 of them, of whom nobody responds with (1 - p)^1000 = 0.025.
    const PopulationDistribution equal = rates_over_populations({{0, 0.5, 0, 0, 500}, {1, 0.5, 0, 0, 500}});
    ASSERT_TRUE(equal.limits);
    EXPECT_EQ(equal.limits->lower, 0);
    EXPECT_NEAR(equal.limits->upper, 1 - std::pow(0.025, 1 / 1000.0), 1e-12);
    // Weights 0.8 and 0.2: 1 / (0.64 / 500 + 0.04 / 500) = 735.3 patients; everybody responds.
    const PopulationDistribution all = rates_over_populations({{0, 0.8, 1, 0, 500}, {1, 0.2, 1, 0, 500}});
    EXPECT_NEAR(all.limits->lower, std::pow(0.025, 0.68 / 500), 1e-12);
    EXPECT_EQ(all.limits->upper, 1);
    EXPECT_FALSE(rates_over_populations({{0, 1, 0.5, 0.001, 250}}).limits) << "its error is known";
}

TEST(DifferencesOverPopulations, WhereNoPatientDiffersTheShareOfThoseWhoDoIsBounded) {
    const PopulationDistribution none =
        differences_over_populations({{0, 0.5, 0, 0, 500}, {1, 0.5, 0, 0, 500}});
    ASSERT_TRUE(none.limits);
    EXPECT_NEAR(none.limits->upper, 1 - std::pow(0.025, 1 / 1000.0), 1e-12);
    EXPECT_EQ(none.limits->lower, -none.limits->upper);
    EXPECT_FALSE(differences_over_populations({{0, 1, 0, 0}}).limits) << "no patients are known";
}

TEST(OverPopulations, OneHasAMedianAndNoRange) {
    const PopulationDistribution d = over_populations({{0, 1, 0.36, 0.001}});
    EXPECT_EQ(d.quantiles[2].value, 0.36);
    for (const std::size_t i : {0, 1, 3, 4}) EXPECT_TRUE(std::isnan(d.quantiles[i].value)) << i;
}

TEST(ShareOfPopulations, OfOnePopulationIsNotKnown) {
    EXPECT_FALSE(share_of_populations(0, {1}).estimate);
    EXPECT_FALSE(share_of_populations(0, {}).estimate);
}

TEST(ShareOfPopulations, HasTheErrorOfTheEffectiveNumber) {
    const TrialProbability share = share_of_populations(0.25, {0.25, 0.25, 0.5});  // 8/3 effective
    EXPECT_EQ(share.estimate, 0.25);
    EXPECT_NEAR(*share.monte_carlo_standard_error, std::sqrt(0.25 * 0.75 * 3 / 8), 1e-15);
    const TrialProbability none = share_of_populations(0, {1, 1, 1, 1});
    EXPECT_FALSE(none.monte_carlo_standard_error);
    EXPECT_NEAR(none.limits.upper, 1 - std::pow(0.025, 1 / 4.0), 1e-12);
}

TEST(WeightedQuantile, OfEqualWeightsIsTheQuantileOfTheSortedValues) {
    std::mt19937_64 random(4);
    std::vector<double> values;
    for (int n = 1; n <= 60; ++n) {
        values.push_back(double(random() % 1000));
        std::vector<double> sorted = values;
        std::sort(sorted.begin(), sorted.end());
        for (const double p : {0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975})
            EXPECT_EQ(weighted_quantile(values, std::vector<double>(values.size(), 1 / double(n)), p),
                      sorted[quantile_index(p, sorted.size())])
                << n << ' ' << p;
    }
}

}  // namespace
}  // namespace twinarm::statistics
