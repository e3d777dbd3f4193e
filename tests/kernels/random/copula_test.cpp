// Correlated parameters: the Gaussian copula.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>

#include "kernels/random/sample.hpp"
#include "tests/kernels/random/sampling.hpp"

namespace twinarm {
namespace {

using Kind = DistributionKind;
constexpr int patients = 100000;
constexpr double widest =
    5.73;  // two-sided standard normal deviate of probability 1e-8; fewer than 20 comparisons

/// Cholesky factor of three parameters with the correlations r01, r02, r12.
Copula copula_of_three(const int (&parameter)[3], double r01, double r02, double r12) {
    Copula copula{};
    copula.count = 3;
    for (int i = 0; i < 3; ++i) copula.parameter[i] = parameter[i];
    auto& l = copula.factor;
    l[0][0] = 1;
    l[1][0] = r01;
    l[1][1] = std::sqrt(1 - r01 * r01);
    l[2][0] = r02;
    l[2][1] = (r12 - r01 * r02) / l[1][1];
    l[2][2] = std::sqrt(1 - l[2][0] * l[2][0] - l[2][1] * l[2][1]);
    return copula;
}

/// Fisher's z: atanh of a correlation of n pairs of normals has standard error 1 / sqrt(n - 3).
void expect_correlation(const std::vector<double>& x, const std::vector<double>& y, double expected) {
    EXPECT_NEAR(std::atanh(correlation_of(x, y)), std::atanh(expected), widest / std::sqrt(patients - 3.0));
}

struct Correlated {
    std::vector<Marginal> marginals;
    Copula copula;
};

/// Parameters 1, 3, 4 of five are correlated, in rows 2, 0, 1: the order of rows is not that of parameters.
Correlated five_parameters() {
    Correlated five;
    five.marginals.assign(5, marginal_of(Kind::normal, 0, 1));
    five.marginals[1].copula_row = 2;
    five.marginals[3].copula_row = 0;
    five.marginals[4].copula_row = 1;
    five.copula = copula_of_three({3, 4, 1}, 0.6, -0.4, 0.2);
    return five;
}

TEST(Copula, GivesTheCorrelationsOfItsMatrix) {
    const Correlated five = five_parameters();
    const auto x = sample_patients(five.marginals, patients, five.copula);
    expect_correlation(x[3], x[4], 0.6);
    expect_correlation(x[3], x[1], -0.4);
    expect_correlation(x[4], x[1], 0.2);
}

TEST(Copula, LeavesTheOthersIndependent) {
    const Correlated five = five_parameters();
    const auto x = sample_patients(five.marginals, patients, five.copula);
    for (const int correlated : {1, 3, 4}) {
        expect_correlation(x[0], x[std::size_t(correlated)], 0);
        expect_correlation(x[2], x[std::size_t(correlated)], 0);
    }
    expect_correlation(x[0], x[2], 0);
}

TEST(Copula, TheFirstRowKeepsItsOwnNumber) {
    Correlated five = five_parameters();
    const auto with = sample_patients(five.marginals, 100, five.copula);
    for (Marginal& marginal : five.marginals) marginal.copula_row = -1;
    const auto without = sample_patients(five.marginals, 100);
    EXPECT_EQ(with[3], without[3]);
    EXPECT_EQ(with[0], without[0]);
    EXPECT_NE(with[4], without[4]);
}

TEST(Copula, KeepsTheMarginals) {
    Correlated five = five_parameters();
    five.marginals[1] = marginal_of(Kind::log_uniform, 1, 10);
    five.marginals[1].copula_row = 2;
    std::vector<double> x = sample_patients(five.marginals, patients, five.copula)[1];
    std::sort(x.begin(), x.end());
    double distance = 0;
    for (int i = 0; i < patients; ++i) {
        distance = std::max(distance, std::abs(std::log10(x[std::size_t(i)]) - (i + 0.5) / patients));
    }
    // Dvoretzky-Kiefer-Wolfowitz-Massart at probability 1e-8, and half a step.
    EXPECT_LT(distance, std::sqrt(std::log(2e8) / (2 * patients)) + 0.5 / patients);
}

// For latent normals of correlation r, Spearman's is (6 / pi) asin(r / 2), whatever the marginals (Kruskal
// 1958). Ranks of n pairs: standard error at most 1.06 / sqrt(n) after Fisher's z (Fieller, Hartley and
// Pearson 1957).
TEST(Copula, GivesItsRankCorrelationWhateverTheMarginals) {
    Correlated five = five_parameters();
    five.marginals[3] = marginal_of(Kind::lognormal, 74, 0.67);
    five.marginals[4] = marginal_of(Kind::logit_normal, 0.3, 2);
    five.marginals[3].copula_row = 0;
    five.marginals[4].copula_row = 1;
    const auto x = sample_patients(five.marginals, patients, five.copula);
    const auto ranks = [](const std::vector<double>& values) {
        std::vector<std::size_t> order(values.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(),
                  [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
        std::vector<double> rank(values.size());
        for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = double(i);
        return rank;
    };
    const double expected = 6 / 3.14159265358979323846 * std::asin(0.6 / 2);
    EXPECT_NEAR(std::atanh(correlation_of(ranks(x[3]), ranks(x[4]))), std::atanh(expected),
                widest * 1.06 / std::sqrt(double(patients)));
}

TEST(Copula, CorrelatesACategoryWithANumber) {
    // P(category 1 and x > 0) of two normals cut at 0 with correlation r: 1/4 + asin(r) / (2 pi) (Sheppard
    // 1899).
    Correlated five = five_parameters();
    five.marginals[4] = mixture_of(Kind::categorical, {{1, 0, 0, 0, 1}, {1, 1, 0, 0, 1}});
    five.marginals[4].copula_row = 1;
    const auto x = sample_patients(five.marginals, patients, five.copula);
    int both = 0;
    for (std::size_t i = 0; i < x[3].size(); ++i) both += x[3][i] > 0 && x[4][i] == 1 ? 1 : 0;
    const double expected = 0.25 + std::asin(0.6) / (2 * 3.14159265358979323846);
    EXPECT_NEAR(double(both) / patients, expected, widest * std::sqrt(expected * (1 - expected) / patients));
}

}  // namespace
}  // namespace twinarm
