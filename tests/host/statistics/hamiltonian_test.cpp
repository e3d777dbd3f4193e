// Chains find the distribution that they are given.
#include "host/statistics/hamiltonian.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "host/statistics/autocorrelation.hpp"
#include "host/trial/trial_random.hpp"

namespace twinarm::statistics {
namespace {

/// Twenty dimensions, correlated, scales from 0.1 to 10.
struct Normal {
    Eigen::VectorXd mean;
    Eigen::MatrixXd covariance, precision;

    Normal() : mean(20), covariance(20, 20) {
        for (int i = 0; i < 20; ++i) {
            mean(i) = i - 5;
            for (int j = 0; j < 20; ++j)
                covariance(i, j) = std::pow(0.8, std::abs(i - j)) * std::pow(10, (i + j) / 19.0 - 1);
        }
        precision = covariance.inverse();
    }
    double operator()(const Eigen::VectorXd& at, Eigen::VectorXd& gradient) const {
        gradient = -precision * (at - mean);
        return 0.5 * (at - mean).dot(gradient);
    }
};

Chain chain_of(const LogDensity& density, const NormalFit& fit, int draws, std::uint64_t address) {
    trial::UniformSequence random(3, Purpose::calibration_data, address);
    return hamiltonian_chain(density, fit, {200, draws}, [&] { return random.next(); });
}

TEST(NormalFit, OfANormalDensityIsTheDensity) {
    const Normal normal;
    const NormalFit fit = normal_fit(normal, Eigen::VectorXd::Zero(20), 1e-6);
    EXPECT_LT((fit.mode - normal.mean).norm(), 1e-4);
    EXPECT_LT((fit.root * fit.root.transpose() - normal.covariance).norm(), 1e-4 * normal.covariance.norm());
}

// Mean and variance of every coordinate.
TEST(HamiltonianChain, HasTheMomentsOfItsDensity) {
    const Normal normal;
    const Chain chain = chain_of(normal, normal_fit(normal, normal.mean, 1e-6), 4000, 0);
    const Eigen::VectorXd mean = chain.draws.rowwise().mean();
    for (int i = 0; i < 20; ++i) {
        const Eigen::VectorXd row = chain.draws.row(i);
        const double sd = std::sqrt(normal.covariance(i, i));
        const double effective = effective_draws({{row.begin(), row.end()}});
        EXPECT_GT(effective, 1000);
        EXPECT_NEAR(mean(i), normal.mean(i), 4.5 * sd / std::sqrt(effective));
        const Eigen::VectorXd square = (row.array() - mean(i)).square();
        const double of_square = effective_draws({{square.begin(), square.end()}});
        EXPECT_GT(of_square, 300);
        EXPECT_NEAR(square.mean(), sd * sd, 4.5 * sd * sd * std::sqrt(2 / of_square));
    }
    EXPECT_GT(chain.accepted, 0.6);
    EXPECT_LT(chain.accepted, 0.999);
}

// ln density -e^x + 3 x: x is the logarithm of a gamma variable of shape 3, mean of e^x 3 and of e^2x 12.
TEST(HamiltonianChain, HasTheMomentsOfASkewDensity) {
    const LogDensity density = [](const Eigen::VectorXd& at, Eigen::VectorXd& gradient) {
        gradient.resize(1);
        gradient(0) = 3 - std::exp(at(0));
        return 3 * at(0) - std::exp(at(0));
    };
    const Chain chain = chain_of(density, normal_fit(density, Eigen::VectorXd::Zero(1)), 20000, 1);
    const Eigen::VectorXd row = chain.draws.row(0);
    const double effective = effective_draws({{row.begin(), row.end()}});
    EXPECT_GT(effective, 4000);
    EXPECT_NEAR(row.array().exp().mean(), 3, 4.5 * std::sqrt(3 / effective));
    EXPECT_NEAR((2 * row.array()).exp().mean(), 12, 4.5 * std::sqrt((360 - 144) / effective));
}

TEST(HamiltonianChain, DependsOnItsUniformNumbersAlone) {
    const Normal normal;
    const NormalFit fit = normal_fit(normal, normal.mean, 1e-6);
    EXPECT_EQ(chain_of(normal, fit, 20, 5).draws, chain_of(normal, fit, 20, 5).draws);
    EXPECT_NE(chain_of(normal, fit, 20, 5).draws, chain_of(normal, fit, 20, 6).draws);
}

}  // namespace
}  // namespace twinarm::statistics
