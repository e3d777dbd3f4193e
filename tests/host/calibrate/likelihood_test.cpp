// The likelihood of published results: binomial and normal, with the effects that move a trial.
#include "host/calibrate/likelihood.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>

#include "host/calibrate/count_curve.hpp"
#include "tests/host/calibrate/toy_calibration.hpp"

namespace twinarm::calibrate {
namespace {

using namespace test;

double log_choose(double n, double x) {
    return std::lgamma(n + 1) - std::lgamma(x + 1) - std::lgamma(n - x + 1);
}
double expit(double logit) {
    return 1 / (1 + std::exp(-logit));
}
double logit(double p) {
    return std::log(p / (1 - p));
}

/// The mean of f(e) over e ~ N(0, sd), by adaptive quadrature.
template <class F>
double mean_over_effect(double sd, const F& f) {
    const auto density = [&](double e) {
        return std::exp(-e * e / (2 * sd * sd)) / (sd * std::sqrt(2 * M_PI)) * f(e);
    };
    return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(density, -12 * sd, 12 * sd, 10,
                                                                         1e-12);
}
double mixed_binomial(double x, double n, double p, double sd) {
    return mean_over_effect(sd,
                            [&](double e) { return pdf(boost::math::binomial(n, expit(logit(p) + e)), x); });
}

/// Columns at shares or values, as many as there are.
Calibration toy(std::vector<Target> targets, std::size_t columns) {
    Calibration made = normal_calibration(1, {2});
    for (std::size_t c = 0; c < columns; ++c) made.summaries.push_back(column(std::to_string(c)));
    made.targets = std::move(targets);
    return made;
}
Eigen::VectorXd at_shares(const std::vector<double>& shares) {
    Eigen::VectorXd centre(Eigen::Index(shares.size()));
    for (std::size_t c = 0; c < shares.size(); ++c) centre(Eigen::Index(c)) = logit(shares[c]);
    return centre;
}
double log_likelihood(const Calibration& calibration, const Eigen::VectorXd& centre) {
    return Likelihood(calibration, observed_data(calibration))
        .log_density(centre, Eigen::VectorXd::Zero(Eigen::Index(calibration.hyper.size())));
}

TEST(Likelihood, WithoutAnyEffectIsBinomial) {
    const Calibration calibration = toy({count_target("t", 0, 30, 120)}, 1);
    EXPECT_NEAR(log_likelihood(calibration, at_shares({0.3})) + log_choose(120, 30),
                std::log(pdf(boost::math::binomial(120, 0.3), 30)), 1e-9);
}

TEST(Likelihood, IntegratesTheBetweenTrialEffect) {
    for (const double sd : {0.2, 0.3, 0.45, 0.8, 2.0})
        for (const double p : {0.1, 0.33, 0.6})
            EXPECT_NEAR(log_likelihood(toy({count_target("t", 0, 117, 359, sd)}, 1), at_shares({p})) +
                            log_choose(359, 117),
                        std::log(mixed_binomial(117, 359, p, sd)), 1e-5)
                << p << ' ' << sd;
}

TEST(Likelihood, OfInvestigatorsMovesTheLogitByTheirOddsRatio) {
    Calibration calibration = toy({count_target("t", 0, 20, 50, 0.3)}, 1);
    const double wanted = log_likelihood(calibration, at_shares({expit(logit(0.3) + std::log(1.23))}));
    calibration.targets[0].logit_shift = std::log(1.23);
    EXPECT_NEAR(log_likelihood(calibration, at_shares({0.3})), wanted, 1e-9);
}

// ln of n! / (3! 27! 40! 50!) p1^3 p2^27 p3^40 p4^50, as binomials within binomials.
TEST(Likelihood, OfATreeOfCountsIsMultinomial) {
    Target target = count_target("t", 0, 30, 120);
    target.parts.push_back({1, "CR", Among::responders, ObservedCount{3, 30}});
    target.parts.push_back({2, "SD", Among::others, ObservedCount{40, 90}});
    Calibration calibration = toy({target}, 3);
    calibration.summaries[1].measure = Measure::complete;
    calibration.summaries[2].measure = Measure::stable;
    const double wanted =
        3 * std::log(0.06) + 27 * std::log(0.24) + 40 * std::log(0.42) + 50 * std::log(0.28);
    EXPECT_NEAR(log_likelihood(calibration, at_shares({0.3, 0.2, 0.6})), wanted, 1e-7);
}

/// Two arms of one trial, 80 of 289 and 104 of 289.
Calibration two_arms(bool randomised, double sd) {
    Target a = count_target("a", 0, 80, 289, sd), b = count_target("b", 1, 104, 289, sd);
    a.trial = b.trial = "IO 001";
    a.randomised = b.randomised = randomised;
    return toy({a, b}, 2);
}

TEST(Likelihood, OfARandomisedTrialHasOneEffectForItsArms) {
    const double found = log_likelihood(two_arms(true, 0.4), at_shares({0.3, 0.5}));
    const double wanted = mean_over_effect(0.4, [](double e) {
        return pdf(boost::math::binomial(289, expit(logit(0.3) + e)), 80) *
               pdf(boost::math::binomial(289, expit(logit(0.5) + e)), 104);
    });
    EXPECT_NEAR(found + log_choose(289, 80) + log_choose(289, 104), std::log(wanted), 1e-6);
}

// A shift of both arms costs no more than the effect's sd allows, however certain their difference is.
TEST(Likelihood, OfARandomisedTrialIsAboutTheDifferenceOfItsArms) {
    const Calibration paired = two_arms(true, 10), apart = two_arms(false, 10);
    const Eigen::VectorXd right = at_shares({80 / 289.0, 104 / 289.0});
    const Eigen::VectorXd wrong = right - Eigen::Vector2d(0, 1);  // the difference is off by 1
    EXPECT_GT(log_likelihood(paired, right) - log_likelihood(paired, wrong), 10);
    EXPECT_LT(log_likelihood(apart, right) - log_likelihood(apart, wrong), 0.1);
    const Eigen::VectorXd shifted = right + Eigen::Vector2d(1, 1);
    EXPECT_NEAR(log_likelihood(paired, right), log_likelihood(paired, shifted), 0.1);
}

TEST(Likelihood, OfAGatedTrialIsGivenThatItPassed) {
    Calibration calibration = toy({count_target("t", 0, 20, 38, 0.3)}, 1);
    const double open = log_likelihood(calibration, at_shares({0.35}));
    calibration.targets[0].gate = {13, 6};
    const double gated = log_likelihood(calibration, at_shares({0.35}));
    double pass = 0;
    for (int x = 6; x <= 13; ++x) pass += mixed_binomial(x, 13, 0.35, 0.3);
    EXPECT_NEAR(gated - open, -std::log(pass), 1e-6);
}

// Bayes' rule over the effect that response and survival share, by quadrature.
TEST(Likelihood, OfSurvivalInAGatedTrialIsThatOfTheTrialsThatPassed) {
    Target target = count_target("t", 1, 22, 38, 0.3);
    target.gate = {13, 6};
    target.gate_summary = 0;
    const auto passes = [](double e) {
        return cdf(complement(boost::math::binomial(13, expit(logit(0.35) + e)), 5));
    };
    const double both = mean_over_effect(
        0.3, [&](double e) { return passes(e) * pdf(boost::math::binomial(38, expit(e)), 22); });
    EXPECT_NEAR(log_likelihood(toy({target}, 2), at_shares({0.35, 0.5})) + log_choose(38, 22),
                std::log(both / mean_over_effect(0.3, passes)), 1e-6);
}

TEST(Likelihood, OfAValueIsNormal) {
    Calibration calibration = toy({value_target("t", 0, 10, 2)}, 1);
    const Eigen::VectorXd centre = Eigen::VectorXd::Constant(1, 13.0);
    EXPECT_NEAR(log_likelihood(calibration, centre), -9 / 8.0, 1e-12);
}

TEST(Likelihood, OfARangeIsTheProbabilityThatTheValueLiesInIt) {
    const boost::math::normal normal;
    for (const double centre : {-50.0, 1.7, 2.4, 3.5, 60.0}) {
        const double inside = cdf(normal, (centre - 2) / 0.5) * cdf(normal, (3 - centre) / 0.5);
        const LogCurve curve = range_curve(centre, {2, 3, 0.5, true});
        if (inside > 0) {
            EXPECT_NEAR(curve.value, std::log(inside), 1e-9) << centre;
        }
        EXPECT_TRUE(std::isfinite(curve.value)) << centre;
        EXPECT_TRUE(std::isfinite(curve.first)) << centre;
        if (inside > 1e-9 && inside < 1) {
            EXPECT_NEAR(range_curve(centre, {2, 3, 0.5, false}).value, std::log1p(-inside), 1e-9);
        }
    }
    const LogCurve above = range_curve(0.4, {1, INFINITY, 0.2, true});  // one-sided
    EXPECT_NEAR(above.value, std::log(cdf(normal, -3.0)), 1e-9);
}

// All kinds at once: slopes against differences.
TEST(Likelihood, HasTheSlopesOfItsValue) {
    Calibration calibration = two_arms(true, 0.3);
    calibration.hyper = {hyper("trial.between_trial_sd", DistributionKind::lognormal, 0.3, 0.5)};
    Target gated = count_target("gated", 2, 20, 38, 0.3), survival = count_target("survival", 3, 22, 38, 0.3);
    gated.gate = survival.gate = {13, 6};
    gated.gate_summary = survival.gate_summary = 2;
    Target range = value_target("range", 4, 0, 0);
    range.parts[0].observed = ObservedRange{-0.5, 0.2, 0.3, true};
    calibration.targets.insert(calibration.targets.end(),
                               {gated, survival, range, value_target("v", 5, 1, 0.5)});
    for (Target& target : calibration.targets) target.between_trial_hyper = 0;
    for (int c = 2; c < 6; ++c) calibration.summaries.push_back(column(std::to_string(c)));
    const Likelihood likelihood(calibration, observed_data(calibration));
    Eigen::VectorXd centre(6);
    centre << -0.8, -0.3, -0.5, 0.2, 0.1, 0.4;
    const Eigen::VectorXd latent = Eigen::VectorXd::Constant(1, 0.4);
    LikelihoodSlopes slopes{Eigen::VectorXd::Zero(6), Eigen::VectorXd::Zero(1)};
    likelihood.log_density(centre, latent, &slopes);
    constexpr double step = 1e-4;
    for (int c = 0; c < 6; ++c) {
        Eigen::VectorXd above = centre, below = centre;
        above(c) += step;
        below(c) -= step;
        const double wanted =
            (likelihood.log_density(above, latent) - likelihood.log_density(below, latent)) / (2 * step);
        EXPECT_NEAR(slopes.centre(c), wanted, 1e-4 * (1 + std::abs(wanted))) << c;
    }
    const Eigen::VectorXd up = latent.array() + step, down = latent.array() - step;
    const double wanted =
        (likelihood.log_density(centre, up) - likelihood.log_density(centre, down)) / (2 * step);
    EXPECT_NEAR(slopes.latent(0), wanted, 1e-3 * (1 + std::abs(wanted)));
}

TEST(Likelihood, IsTheSumOverTrialsAndWithoutOneThatOfTheOthers) {
    Calibration calibration = two_arms(true, 0.3);
    calibration.targets.push_back(count_target("other", 0, 20, 50, 0.3));
    const Eigen::VectorXd centre = at_shares({0.3, 0.4}), latent = Eigen::VectorXd::Zero(1);
    const Likelihood all(calibration, observed_data(calibration));
    ASSERT_EQ(all.trials().names.size(), 2u);
    EXPECT_NEAR(all.log_density(centre, latent),
                all.of_trial(0, centre, latent) + all.of_trial(1, centre, latent), 1e-9);
    EXPECT_NEAR(Likelihood(calibration, observed_data(calibration), 0).log_density(centre, latent),
                all.of_trial(1, centre, latent), 1e-9);
}

}  // namespace
}  // namespace twinarm::calibrate
