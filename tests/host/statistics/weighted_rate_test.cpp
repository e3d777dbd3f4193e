// Rates from weighted patients and their differences, against closed forms.
#include "host/statistics/weighted_rate.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace twinarm::statistics {
namespace {

/// `n` patients from `first` on, of whom every `nth` responds.
std::vector<WeightedResponse> patients(std::uint64_t first, int n, int nth) {
    std::vector<WeightedResponse> made;
    for (int i = 0; i < n; ++i) made.push_back({first + std::uint64_t(i), i % nth == 0, 1.0 / n, 1.0 / nth});
    return made;
}

TEST(WeightedRate, OfEqualWeightsIsAProportionWithItsError) {
    const WeightedRate rate = weighted_rate(patients(0, 100, 4));
    EXPECT_NEAR(rate.estimate, 0.25, 1e-12);
    EXPECT_NEAR(*rate.monte_carlo_standard_error, std::sqrt(0.25 * 0.75 / 100), 1e-12);
}

TEST(WeightedRate, OfTwoPopulationsHasTheErrorOfAStratifiedSample) {
    std::vector<WeightedResponse> both = patients(0, 100, 4), second = patients(100, 50, 2);
    for (WeightedResponse& one : both) one.weight *= 0.8;
    for (WeightedResponse& one : second) one.weight *= 0.2, both.push_back(one);
    EXPECT_NEAR(weighted_rate(both).estimate, 0.8 * 0.25 + 0.2 * 0.5, 1e-12);
    EXPECT_NEAR(*weighted_rate(both).monte_carlo_standard_error,
                std::sqrt(0.64 * 0.1875 / 100 + 0.04 * 0.25 / 50), 1e-12);
}

TEST(WeightedRate, OfNobodyHasExactLimitsOfTheEffectivePatients) {
    std::vector<WeightedResponse> none = patients(0, 50, 100);
    for (WeightedResponse& one : none) one.responded = false, one.expected = 0;
    const WeightedRate rate = weighted_rate(none);
    EXPECT_FALSE(rate.monte_carlo_standard_error);
    EXPECT_NEAR(rate.limits.upper, 1 - std::pow(0.025, 1 / 50.0), 1e-9);
    const RateDifference same = rate_difference(none, none, true), other = rate_difference(none, none, false);
    EXPECT_FALSE(same.minus.monte_carlo_standard_error);
    EXPECT_NEAR(same.minus.limits->upper, rate.limits.upper, 1e-12);
    EXPECT_NEAR(other.minus.limits->lower, -rate.limits.upper, 1e-12);  // Newcombe's rule, from both limits
}

TEST(RateDifference, InTheSamePatientsHasThePairedError) {
    // Of 100, 25 respond in a (every 4th) and 50 in b (every 2nd): 25 in both, 25 only in b.
    const RateDifference found = rate_difference(patients(0, 100, 4), patients(0, 100, 2), true);
    EXPECT_NEAR(found.minus.estimate, -0.25, 1e-12);
    EXPECT_NEAR(*found.minus.monte_carlo_standard_error, std::sqrt((0.25 - 0.0625) / 100), 1e-12);
    EXPECT_EQ(found.shared, 100u);
}

TEST(RateDifference, OfOtherPatientsOrDrawsIsThatOfIndependentRates) {
    const double independent = std::sqrt(0.1875 / 100 + 0.25 / 100);
    for (const RateDifference& found : {rate_difference(patients(0, 100, 4), patients(100, 100, 2), true),
                                        rate_difference(patients(0, 100, 4), patients(0, 100, 2), false)}) {
        EXPECT_NEAR(*found.minus.monte_carlo_standard_error, independent, 1e-12);
        EXPECT_EQ(found.shared, 0u);
    }
}

TEST(RateDifference, WherePartOfThePatientsIsSharedOnlyThatPartCancels) {
    // The same 100 patients, once alone and once with 100 more: a - b = (mean of the first - mean of the
    // rest) / 2.
    const RateDifference found = rate_difference(patients(0, 100, 4), patients(0, 200, 4), true);
    EXPECT_EQ(found.shared, 100u);
    EXPECT_NEAR(*found.minus.monte_carlo_standard_error, std::sqrt(0.25 * 0.1875 / 100 + 0.25 * 0.1875 / 100),
                1e-12);
}

}  // namespace
}  // namespace twinarm::statistics
