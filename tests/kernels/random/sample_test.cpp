// Every distribution against its own distribution function, moments and edges.
//
// Statistics: the seed is fixed, so a test passes always or never. Each file makes fewer than 100
// comparisons; each comparison errs with probability 1e-8, so the file would fail for one seed in a million
// although all is right.
#include "kernels/random/sample.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <functional>

#include "tests/kernels/random/sampling.hpp"

namespace twinarm {
namespace {

using Kind = DistributionKind;
constexpr int patients = 100000;
constexpr double error_rate = 1e-8;
constexpr double widest = 5.73;  // two-sided standard normal deviate of probability 1e-8

double phi(double z) {
    return boost::math::cdf(boost::math::normal(), z);
}

/// Kolmogorov-Smirnov: P(D > d) <= 2 e^(-2 n d^2) (Dvoretzky-Kiefer-Wolfowitz with Massart's constant).
void expect_distribution(const Marginal& marginal, const std::function<double(double)>& cdf) {
    std::vector<double> x = sample_one(marginal, patients);
    std::sort(x.begin(), x.end());
    double distance = 0;
    for (int i = 0; i < patients; ++i) {
        const double p = cdf(x[std::size_t(i)]);
        distance = std::max({distance, p - double(i) / patients, double(i + 1) / patients - p});
    }
    EXPECT_LT(distance, std::sqrt(std::log(2 / error_rate) / (2 * patients)));
}

void expect_mean(const std::vector<double>& x, double mean, double sd) {
    EXPECT_NEAR(mean_of(x), mean, widest * sd / std::sqrt(double(x.size())));
}

TEST(Fixed, IsItsLocationForEveryPatient) {
    for (const double x : sample_one(marginal_of(Kind::fixed, 3.25, 0), 100)) EXPECT_EQ(x, 3.25);
}

// Statistics see a scale to a per cent; these see it to the last digits.
TEST(EveryKind, GivesItsFormulaAtOneDeviation) {
    const auto at_one = [](Kind kind, double location, double scale) {
        return sample_marginal(marginal_of(kind, location, scale), 1.0, 0.0);
    };
    EXPECT_DOUBLE_EQ(at_one(Kind::fixed, 75, 12), 75);
    EXPECT_DOUBLE_EQ(at_one(Kind::normal, 75, 12), 87);
    EXPECT_DOUBLE_EQ(at_one(Kind::lognormal, 74, 0.67), 74 * std::exp(0.67));
    EXPECT_DOUBLE_EQ(at_one(Kind::logit_normal, 0.3, 0.8), 1 / (1 + 7.0 / 3 * std::exp(-0.8)));
    EXPECT_DOUBLE_EQ(at_one(Kind::uniform, -2, 5), -2 + 7 * phi(1));
    EXPECT_DOUBLE_EQ(at_one(Kind::log_uniform, 0.01, 100), 0.01 * std::pow(1e4, phi(1)));
}

TEST(Normal, HasItsDistributionAndMoments) {
    const Marginal marginal = marginal_of(Kind::normal, 75, 12);
    expect_distribution(marginal, [](double x) { return phi((x - 75) / 12); });
    const std::vector<double> x = sample_one(marginal, patients);
    expect_mean(x, 75, 12);
    std::vector<double> square;
    for (const double value : x) square.push_back((value - 75) * (value - 75) / 144);
    expect_mean(square, 1, std::sqrt(2.0));  // variance of a squared normal
}

TEST(Lognormal, HasItsDistributionAndMean) {
    const Marginal marginal = marginal_of(Kind::lognormal, 74, 0.67);
    expect_distribution(marginal, [](double x) { return phi(std::log(x / 74) / 0.67); });
    const double mean = 74 * std::exp(0.67 * 0.67 / 2);
    expect_mean(sample_one(marginal, patients), mean, mean * std::sqrt(std::exp(0.67 * 0.67) - 1));
}

TEST(LogitNormal, HasItsDistribution) {
    const Marginal marginal = marginal_of(Kind::logit_normal, 0.3, 0.8);
    expect_distribution(marginal,
                        [](double x) { return phi((std::log(x / (1 - x)) - std::log(0.3 / 0.7)) / 0.8); });
}

TEST(LogitNormal, StaysStrictlyInsideTheUnitIntervalWithinSixDeviations) {
    const Marginal marginal = marginal_of(Kind::logit_normal, 0.5, 3);
    EXPECT_GT(sample_marginal(marginal, -6.0, 0.0), 0);
    EXPECT_LT(sample_marginal(marginal, 6.0, 0.0), 1);
    EXPECT_EQ(sample_marginal(marginal, 0.0, 0.0), 0.5);
}

TEST(UniformDistribution, HasItsDistributionAndMean) {
    const Marginal marginal = marginal_of(Kind::uniform, -2, 5);
    expect_distribution(marginal, [](double x) { return (x + 2) / 7; });
    expect_mean(sample_one(marginal, patients), 1.5, 7 / std::sqrt(12.0));
}

TEST(LogUniform, HasItsDistribution) {
    expect_distribution(marginal_of(Kind::log_uniform, 0.01, 100),
                        [](double x) { return std::log(x / 0.01) / std::log(1e4); });
}

TEST(LogUniform, NeverLeavesItsEnds) {
    const Marginal marginal = marginal_of(Kind::log_uniform, 0.01, 100);
    EXPECT_GE(sample_marginal(marginal, -40.0, 0.0), 0.01);
    EXPECT_LE(sample_marginal(marginal, 40.0, 0.0), 100);
}

TEST(Categorical, HasItsFrequencies) {
    // Weights need not add up to one.
    const Marginal marginal =
        mixture_of(Kind::categorical, {{2, 0, 0, 0, 1}, {5, 1, 0, 0, 1}, {3, 2, 0, 0, 1}});
    int count[3] = {};
    for (const double x : sample_one(marginal, patients)) ++count[int(x)];
    const double share[3] = {0.2, 0.5, 0.3};
    for (int i = 0; i < 3; ++i) {
        EXPECT_NEAR(double(count[i]) / patients, share[i],
                    widest * std::sqrt(share[i] * (1 - share[i]) / patients));
    }
}

TEST(Categorical, TakesLaterCategoriesForLargerLatentNormals) {
    const Marginal marginal = mixture_of(Kind::categorical, {{0.2, 7, 0, 0, 1}, {0.8, 9, 0, 0, 1}});
    const double edge = normal_quantile(0.2);
    EXPECT_EQ(sample_marginal(marginal, edge - 1e-9, 0.0), 7);
    EXPECT_EQ(sample_marginal(marginal, edge + 1e-9, 0.0), 9);
    EXPECT_EQ(sample_marginal(marginal, -40.0, 0.0), 7);
    EXPECT_EQ(sample_marginal(marginal, 40.0, 0.0), 9);
}

TEST(Categorical, NeverTakesACategoryWithoutWeight) {
    const Marginal marginal =
        mixture_of(Kind::categorical, {{0, 1, 0, 0, 1}, {1, 2, 0, 0, 1}, {0, 3, 0, 0, 1}});
    for (const double latent : {-8.0, -1.0, 0.0, 1.0, 8.0})
        EXPECT_EQ(sample_marginal(marginal, latent, 0.0), 2);
}

TEST(Truncation, KeepsTheShapeBetweenTheBounds) {
    // A normal of mean 75, sd 12 between 60 and 110.
    const double lower = phi((60.0 - 75) / 12), upper = phi((110.0 - 75) / 12);
    const Marginal marginal = marginal_of(Kind::normal, 75, 12, lower, upper);
    expect_distribution(marginal, [=](double x) { return (phi((x - 75) / 12) - lower) / (upper - lower); });
    for (const double x : sample_one(marginal, patients)) {
        ASSERT_GE(x, 60 - 1e-9);
        ASSERT_LE(x, 110 + 1e-9);
    }
}

TEST(Truncation, WorksFromOneSide) {
    const double lower = phi(std::log(60 / 74.0) / 0.67);  // above 60 mm
    const Marginal marginal = marginal_of(Kind::lognormal, 74, 0.67, lower, 1);
    expect_distribution(marginal,
                        [=](double x) { return (phi(std::log(x / 74) / 0.67) - lower) / (1 - lower); });
}

TEST(Truncation, IsFiniteForTheMostExtremeLatentNormal) {
    const Marginal marginal = marginal_of(Kind::normal, 0, 1, 0.5, 1);
    EXPECT_TRUE(std::isfinite(sample_marginal(marginal, 40.0, 0.0)));
    EXPECT_TRUE(std::isfinite(sample_marginal(marginal_of(Kind::normal, 0, 1, 0, 0.5), -40.0, 0.0)));
}

TEST(Mixture, HasItsDistribution) {
    const Marginal marginal = mixture_of(Kind::lognormal, {{0.7, 1, 0.3, 0, 1}, {0.3, 20, 0.5, 0, 1}});
    expect_distribution(
        marginal, [](double x) { return 0.7 * phi(std::log(x) / 0.3) + 0.3 * phi(std::log(x / 20) / 0.5); });
}

TEST(Mixture, ChoosesItsComponentIndependentlyOfTheLatentNormal) {
    // Two components far apart: the component can be read from the value, and so can the latent normal.
    const std::vector<double> x =
        sample_one(mixture_of(Kind::normal, {{0.5, 0, 1, 0, 1}, {0.5, 1000, 1, 0, 1}}), patients);
    std::vector<double> component, latent;
    for (const double value : x) {
        component.push_back(value > 500 ? 1 : 0);
        latent.push_back(value > 500 ? value - 1000 : value);
    }
    EXPECT_NEAR(correlation_of(component, latent), 0, widest / std::sqrt(double(patients)));
    expect_mean(component, 0.5, 0.5);
}

TEST(Mixture, OfTruncatedComponentsKeepsTheBoundsOfEach) {
    const Marginal marginal =
        mixture_of(Kind::normal, {{0.5, 0, 1, 0.5, 1}, {0.5, -100, 1, 0, 0.5}});  // [0, inf) and (-inf, -100]
    for (const double x : sample_one(marginal, 10000)) ASSERT_TRUE(x >= 0 || x <= -100) << x;
}

TEST(SampleParameters, DoesNotDependOnTheOtherParameters) {
    const Marginal weight = marginal_of(Kind::normal, 75, 12),
                   burden = marginal_of(Kind::lognormal, 74, 0.67);
    const std::uint32_t both[] = {100, 7}, alone[] = {7};
    const Marginal pair[] = {burden, weight};
    double of_pair[2], of_one;
    sample_parameters(pair, 2, both, Copula{}, 1, 99, of_pair);
    sample_parameters(&weight, 1, alone, Copula{}, 1, 99, &of_one);
    EXPECT_EQ(of_pair[1], of_one);
}

TEST(SampleParameters, IsTheQuantileOfTheUniformAtItsAddress) {
    const Marginal marginal = marginal_of(Kind::normal, 0, 1);
    const std::uint32_t draw = 123;
    double x;
    sample_parameters(&marginal, 1, &draw, Copula{}, 42, 7, &x);
    EXPECT_EQ(x, normal_quantile(uniform(42, Purpose::physiology, 7, 123)));
}

TEST(SampleParameters, InFloatIsTheRoundedDouble) {
    const Marginal marginal = marginal_of(Kind::lognormal, 74, 0.67);
    const std::uint32_t draw = 123;
    for (std::uint64_t patient = 0; patient < 100; ++patient) {
        double x;
        float rounded;
        sample_parameters(&marginal, 1, &draw, Copula{}, 42, patient, &x);
        sample_parameters(&marginal, 1, &draw, Copula{}, 42, patient, &rounded);
        EXPECT_EQ(rounded, float(x));
    }
}

}  // namespace
}  // namespace twinarm
