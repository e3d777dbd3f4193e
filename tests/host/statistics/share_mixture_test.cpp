// A mixture of binomials, against closed forms.
#include "host/statistics/share_mixture.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace twinarm::statistics {
namespace {

double mean_of(const std::vector<double>& counts) {
    double mean = 0;
    for (std::size_t x = 0; x < counts.size(); ++x) mean += double(x) * counts[x];
    return mean;
}

TEST(ShareMixture, OneShareGivesItsBinomial) {
    ShareMixture mixture;
    mixture.add(0.5, 1);  // a logit of 0 is one of the grid: nothing is rounded
    const std::vector<double> counts = mixture.counts(4);
    const double binomial[] = {1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0};
    for (std::size_t x = 0; x <= 4; ++x) EXPECT_NEAR(counts[x], binomial[x], 1e-14);
}

// Between two logits of the grid, 0.03 apart, a share is at most 0.03^2 / 8 = 1.2e-4 of a logit's curvature
// off.
TEST(ShareMixture, AShareBetweenTwoOfTheGridKeepsItsMean) {
    for (const double share : {0.011, 0.2345, 0.777}) {
        ShareMixture mixture;
        mixture.add(share, 0.3);
        EXPECT_NEAR(mean_of(mixture.counts(100)) / 100, share, 1.2e-4 * share * (1 - share));
    }
}

TEST(ShareMixture, ProbabilitiesSumToOneForFewAndForManyPatients) {
    for (const int n : {1, 30, 5000, 200000}) {
        ShareMixture mixture;
        mixture.add(0.02, 0.5), mixture.add(0.97, 0.5);
        const std::vector<double> counts = mixture.counts(n);
        EXPECT_NEAR(std::accumulate(counts.begin(), counts.end(), 0.0), 1, 1e-9) << n;
    }
}

TEST(ShareMixture, TwoSharesAreMixedByWeight) {
    ShareMixture mixture;
    mixture.add(1e-9, 1), mixture.add(0.5, 3);
    EXPECT_NEAR(mixture.counts(1)[1], 0.375, 1e-5);  // a share below 6e-6 counts as that
}

TEST(ShareMixture, AnEmptyOneHasNoCounts) {
    EXPECT_TRUE(ShareMixture().counts(3).empty());
}

TEST(QuantileOfCounts, IsTheSmallestCountThatReachesIt) {
    const std::vector<double> counts = {0.1, 0.4, 0.3, 0.2};
    EXPECT_EQ(quantile_of_counts(counts, 0.1), 0);
    EXPECT_EQ(quantile_of_counts(counts, 0.11), 1);
    EXPECT_EQ(quantile_of_counts(counts, 0.5), 1);
    EXPECT_EQ(quantile_of_counts(counts, 1), 3);
}

// Between -4 and 4 lie all but 6e-5 of a normal; what is beyond them adds 1.1e-3 to its variance.
TEST(ForEachNormal, HasTheMomentsOfANormal) {
    for (const int steps : {20, 40}) {
        double all = 0, mean = 0, square = 0;
        for_each_normal(steps, [&](double z, double weight) {
            all += weight;
            mean += weight * z;
            square += weight * z * z;
        });
        EXPECT_NEAR(all, 1, 1e-12);
        EXPECT_NEAR(mean, 0, 1e-12);
        EXPECT_NEAR(square, 1, 1.2e-3);
    }
}

}  // namespace
}  // namespace twinarm::statistics
