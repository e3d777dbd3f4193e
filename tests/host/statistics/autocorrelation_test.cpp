// Effective draws of chains whose autocorrelation is known.
#include "host/statistics/autocorrelation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "host/trial/trial_random.hpp"

namespace twinarm::statistics {
namespace {

/// x' = a x + noise: autocorrelation a^lag, so that n draws are worth n (1 - a) / (1 + a).
std::vector<double> autoregressive(double a, std::size_t n, std::uint64_t address, double shift = 0) {
    trial::UniformSequence random(3, Purpose::calibration_data, address);
    std::vector<double> chain;
    double x = normal_quantile(random.next());
    for (std::size_t i = 0; i < n; ++i) {
        chain.push_back(x + shift);
        x = a * x + std::sqrt(1 - a * a) * normal_quantile(random.next());
    }
    return chain;
}

// Four chains of 20,000: the estimate's own error is below 6%.
TEST(EffectiveDraws, AreThoseOfAnAutoregressiveChain) {
    for (const double a : {0.3, 0.7, 0.9}) {
        std::vector<std::vector<double>> chains;
        for (std::uint64_t c = 0; c < 4; ++c) chains.push_back(autoregressive(a, 20000, c));
        const double wanted = 80000 * (1 - a) / (1 + a);
        EXPECT_NEAR(effective_draws(chains) / wanted, 1, 0.15) << a;
        EXPECT_LT(chain_disagreement(chains), 1.01);
    }
}

TEST(EffectiveDraws, OfIndependentOrAlternatingDrawsAreAllOfThem) {
    EXPECT_GT(effective_draws({autoregressive(0, 5000, 9)}), 4500);
    EXPECT_EQ(effective_draws({autoregressive(-0.5, 5000, 9)}), 5000);
}

TEST(EffectiveDraws, OfChainsThatDisagreeAreFew) {
    const std::vector<std::vector<double>> apart = {autoregressive(0, 1000, 0),
                                                    autoregressive(0, 1000, 1, 5)};
    EXPECT_LT(effective_draws(apart), 10);
    EXPECT_GT(chain_disagreement(apart), 1.5);
}

}  // namespace
}  // namespace twinarm::statistics
