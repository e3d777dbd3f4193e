// Proposals: what is drawn has the mean and the covariance that are claimed.
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

// Moments of the mixture of a tenth of the prior and nine tenths of the normal distribution.
TEST(Proposal, DrawsATenthFromThePriorAndTheRestAroundItsMean) {
    const Proposal proposal = shifted();
    constexpr int draws = 40000;
    double first = 0, second = 0, product = 0;
    for (int i = 0; i < draws; ++i) {
        const auto z = proposal.draw(5, std::uint64_t(i));
        first += z[0] / draws;
        second += z[0] * z[0] / draws;
        product += z[0] * z[1] / draws;
    }
    EXPECT_NEAR(first, 0.9 * 1.5, 4.5 * 1.0 / std::sqrt(draws));
    EXPECT_NEAR(second, 0.9 * (1.5 * 1.5 + 0.5) + 0.1, 4.5 * 3.0 / std::sqrt(draws));
    EXPECT_NEAR(product, 0.9 * (-1.5 + 0.3), 4.5 * 2.0 / std::sqrt(draws));
}

TEST(Proposal, OfARowDependsOnItsAddressAlone) {
    EXPECT_EQ(shifted().draw(5, 17), shifted().draw(5, 17));
    EXPECT_NE(shifted().draw(5, 17), shifted().draw(5, 18));
    EXPECT_NE(shifted().draw(5, 17), shifted().draw(6, 17));
}

}  // namespace
}  // namespace twinarm::calibrate
