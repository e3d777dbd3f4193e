// Proposals: what is drawn has the density that is claimed.
#include "host/calibrate/proposal.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace twinarm {
namespace {

Proposal shifted() {
    Eigen::VectorXd mean(2);
    mean << 1.5, -1;
    Eigen::MatrixXd covariance(2, 2);
    covariance << 0.5, 0.3, 0.3, 0.4;
    return {mean, covariance};
}

// E_q[p / q] = 1 and E_q[z p / q] = 0 for any proposal q that covers the prior p; p / q <= 10.
TEST(Proposal, DrawsFromTheDensityThatItClaims) {
    const Proposal proposal = shifted();
    constexpr int draws = 40000;
    double sum = 0, first = 0, second = 0;
    for (int i = 0; i < draws; ++i) {
        const auto z = proposal.draw(5, std::uint64_t(i));
        const double ratio = std::exp(log_prior_density(z) - proposal.log_density(z));
        EXPECT_LE(ratio, 1 / prior_share + 1e-9);
        sum += ratio / draws;
        first += ratio * z[0] / draws;
        second += ratio * ratio * z[0] * z[0] / draws;
    }
    const double slack = 4.5 * std::sqrt(10.0 / draws);  // var(p/q) < max(p/q) E[p/q] = 10
    EXPECT_NEAR(sum, 1, slack);
    EXPECT_NEAR(first, 0, 4.5 * std::sqrt(second / draws));
}

TEST(Proposal, OfThePriorIsStandardNormal) {
    const Proposal prior(3);
    const std::vector<double> z = {0.5, -1, 2};
    EXPECT_NEAR(prior.log_density(z), -0.5 * (0.25 + 1 + 4) - 1.5 * std::log(2 * M_PI), 1e-12);
    EXPECT_EQ(prior.log_density(z), log_prior_density(z));
}

TEST(Proposal, OfARowDependsOnItsAddressAlone) {
    EXPECT_EQ(shifted().draw(5, 17), shifted().draw(5, 17));
    EXPECT_NE(shifted().draw(5, 17), shifted().draw(5, 18));
    EXPECT_NE(shifted().draw(5, 17), shifted().draw(6, 17));
}

/// A proposal fitted to `rows` of N(0, I) in ten dimensions, the first squeezed to `sd`.
Proposal fitted_to(int rows, double sd) {
    std::vector<std::vector<double>> latents;
    for (int i = 0; i < rows; ++i) {
        latents.push_back(Proposal(10).draw(9, std::uint64_t(i)));
        latents.back()[0] = 0.5 + sd * latents.back()[0];
    }
    return Proposal::fitted(latents, std::vector<double>(std::size_t(rows), 1.0 / rows));
}

// The sample's own covariance is off by sqrt(10 * 11 / 60) = 1.35 on average.
TEST(Proposal, FittedToAFewRowsOfThePriorKeepsThePriorsSpread) {
    EXPECT_LT((fitted_to(60, 1).covariance() - Eigen::MatrixXd::Identity(10, 10)).norm(), 0.3);
}

TEST(Proposal, FittedToAFewRowsFindsADirectionThatTheDataHaveNarrowed) {
    const Proposal proposal = fitted_to(60, 0.05);
    EXPECT_NEAR(proposal.mean()(0), 0.5, 4.5 * 0.05 / std::sqrt(60));
    EXPECT_LT(proposal.covariance()(0, 0), 0.02);
    EXPECT_GT(proposal.covariance()(0, 0), 0.05 * 0.05 / 2);
    for (int i = 1; i < 10; ++i) EXPECT_NEAR(proposal.covariance()(i, i), 1, 0.02) << i;
}

TEST(ShrunkVariance, IsThatOfTheSampleWhereRowsAreMany) {
    for (const double variance : {0.01, 0.3, 0.8, 4.0})
        EXPECT_NEAR(shrunk_variance(variance, 1e-9), variance, 1e-3);
}

// A true variance of 0.3 shows as 0.3 + ratio 0.3 / (0.3 - 1) on average (Baik & Silverstein 2006).
TEST(ShrunkVariance, LiesBetweenTheTruthAndThePriorWhereRowsAreFew) {
    const double ratio = 0.2;
    const double found = shrunk_variance(0.3 + ratio * 0.3 / (0.3 - 1), ratio);
    EXPECT_GT(found, 0.3);
    EXPECT_LT(found, 0.5);
    EXPECT_EQ(shrunk_variance(1.5, ratio), 1);
}

}  // namespace
}  // namespace twinarm
