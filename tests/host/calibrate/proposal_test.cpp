// Proposals: what is drawn has the density that is claimed.
#include "host/calibrate/proposal.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace twinarm::calibrate {
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

}  // namespace
}  // namespace twinarm::calibrate
