// Every kind of marginal, whole, truncated and mixed: its distribution and its analytic moments.
//
// 3 tests of each of 17 marginals, Holm's rule at a family-wise error rate of 1e-6: were all right, one seed
// in a million would fail here. The seed is fixed, so that a test passes always or never.
#include <gtest/gtest.h>

#include "tests/kernels/random/goodness_of_fit.hpp"
#include "tests/kernels/random/sampling.hpp"

namespace twinarm {
namespace {

using Kind = DistributionKind;
constexpr double error_rate = 1e-6;
constexpr int patients = 50000;

std::vector<Marginal> marginals() {
    std::vector<Marginal> all;
    const struct {
        Kind kind;
        double location, scale;
    } kinds[] = {{Kind::normal, 75, 12},
                 {Kind::lognormal, 74, 0.67},
                 {Kind::logit_normal, 0.3, 0.8},
                 {Kind::uniform, -2, 5},
                 {Kind::log_uniform, 0.01, 100}};
    for (const auto& [kind, location, scale] : kinds) {
        all.push_back(marginal_of(kind, location, scale));
        all.push_back(marginal_of(kind, location, scale, 0.1, 1));
        all.push_back(marginal_of(kind, location, scale, 0.2, 0.7));
    }
    all.push_back(mixture_of(Kind::categorical, {{2, 0, 0, 0, 1}, {5, 1, 0, 0, 1}, {3, 2, 0, 0, 1}}));
    all.push_back(mixture_of(Kind::lognormal, {{0.7, 1, 0.3, 0, 1}, {0.3, 20, 0.5, 0.05, 0.9}}));
    return all;
}

TEST(EveryKind, HasItsDistributionAndMoments) {
    oracle::Family family;
    const std::vector<Marginal> all = marginals();
    const auto x = sample_patients(all, patients);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string name = "marginal " + std::to_string(i);
        family.add(name + ", distribution", oracle::p_of_distribution(all[i], x[i]));
        const auto [mean, variance] = oracle::p_of_moments(all[i], x[i]);
        family.add(name + ", mean", mean);
        family.add(name + ", variance", variance);
    }
    EXPECT_EQ(family.size(), 3 * all.size());
    EXPECT_EQ(family.rejected(error_rate), "");
}

/// As the first marginals, but for the scale: 6% of a standard deviation.
TEST(EveryKind, TheTestsSeeAStandardDeviationThatIsWrongBySixPercent) {
    oracle::Family family;
    const auto x = sample_one(marginal_of(Kind::normal, 75, 12), patients);
    for (const double p : oracle::p_of_moments(marginal_of(Kind::normal, 75, 12.72), x))
        family.add("moment", p);
    family.add("distribution", oracle::p_of_distribution(marginal_of(Kind::normal, 75, 12.72), x));
    EXPECT_NE(family.rejected(error_rate), "");
}

TEST(Family, HolmsRuleComparesTheSmallestWithTheWholeNumberOfTests) {
    oracle::Family family;
    for (const double p : {0.4, 0.009, 0.03, 0.02}) family.add(std::to_string(p), p);
    // 4 * 0.009 = 0.036, 3 * 0.02 = 0.06
    EXPECT_EQ(family.rejected(0.05), "0.009000: p = 0.009000\n");
    EXPECT_EQ(family.rejected(0.035), "");
}

// Known: a standard normal above its median has mean sqrt(2 / pi) and second moment 1; a uniform, width^2
// / 12.
TEST(Shape, IsKnownForAHalfNormalAndAUniform) {
    const oracle::Shape half = oracle::shape(marginal_of(Kind::normal, 0, 1, 0.5, 1));
    EXPECT_NEAR(half.mean, std::sqrt(2 / 3.14159265358979323846), 1e-14);
    EXPECT_NEAR(half.variance, 1 - 2 / 3.14159265358979323846, 1e-14);
    const oracle::Shape uniform = oracle::shape(marginal_of(Kind::uniform, 2, 8));
    EXPECT_NEAR(uniform.mean, 5, 1e-14);
    EXPECT_NEAR(uniform.variance, 3, 1e-14);
    EXPECT_NEAR(uniform.fourth, 6 * 6 * 6 * 6 / 80.0, 1e-12);
}

}  // namespace
}  // namespace twinarm
