// The likelihood of a published count: binomial, with the effects that move a trial.
#include "host/calibrate/likelihood.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>

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

/// P(x of n) by adaptive quadrature over e ~ N(0, sd).
double mixed_binomial(double x, double n, double p, double sd) {
    const auto density = [&](double e) {
        const double q = expit(std::log(p / (1 - p)) + e);
        return std::exp(-e * e / (2 * sd * sd)) / (sd * std::sqrt(2 * M_PI)) *
               pdf(boost::math::binomial(n, q), x);
    };
    return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(density, -12 * sd, 12 * sd, 10,
                                                                         1e-12);
}

TEST(Likelihood, WithoutAnyEffectIsBinomial) {
    const EffectCurve curve = effect_curve(exact_share(0.3), 0, 0);
    const double wanted = pdf(boost::math::binomial(120, 0.3), 30);
    EXPECT_NEAR(log_likelihood(curve, normal_weights(), {30, 120}) + log_choose(120, 30), std::log(wanted),
                1e-4);
}

// Relative error 2 exp(-2 pi^2 s^2 / h^2): below 1e-7 but for the widest effect, where it is 0.005.
TEST(Likelihood, IntegratesTheBetweenTrialEffect) {
    for (const double sd : {0.2, 0.3, 0.45, 0.8})
        for (const double p : {0.1, 0.33, 0.6}) {
            const EffectCurve curve = effect_curve(exact_share(p), 0, sd);
            EXPECT_NEAR(log_likelihood(curve, normal_weights(), {117, 359}) + log_choose(359, 117),
                        std::log(mixed_binomial(117, 359, p, sd)), sd > 0.5 ? 6e-3 : 1e-3)
                << p << ' ' << sd;
        }
}

// 60 of 240 simulated patients: (60.5 / 241) and a variance of 1 / (241 p q) on the logit.
TEST(Likelihood, TakesTheErrorOfFewSimulatedPatientsAsAnEffectToo) {
    const double p = 60.5 / 241;
    const double sd = std::sqrt(0.09 + 1 / (241 * p * (1 - p)));
    const EffectCurve curve = effect_curve({60, 240}, 0, 0.3);
    EXPECT_NEAR(log_likelihood(curve, normal_weights(), {30, 120}) + log_choose(120, 30),
                std::log(mixed_binomial(30, 120, p, sd)), 1e-3);
}

TEST(Likelihood, OfInvestigatorsMovesTheLogitByTheirOddsRatio) {
    const double shifted = expit(std::log(0.3 / 0.7) + std::log(1.23));
    EXPECT_NEAR(
        log_likelihood(effect_curve(exact_share(0.3), std::log(1.23), 0.3), normal_weights(), {20, 50}),
        log_likelihood(effect_curve(exact_share(shifted), 0, 0.3), normal_weights(), {20, 50}), 1e-6);
}

// ln of n! / (3! 27! 40! 50!) p1^3 p2^27 p3^40 p4^50, as binomials within binomials.
TEST(Likelihood, OfATreeOfCountsIsMultinomial) {
    Target target = count_target("t", 0, 30, 120);
    target.parts.push_back({1, "CR", Among::responders, ObservedCount{3, 30}});
    target.parts.push_back({2, "SD", Among::others, ObservedCount{40, 90}});
    const std::vector<Summary> row = {exact_share(0.3), exact_share(0.2), exact_share(0.6)};
    const double found =
        log_likelihood(target_under_row(target, row, target.between_trial_sd), observed_data(target));
    const double wanted =
        3 * std::log(0.06) + 27 * std::log(0.24) + 40 * std::log(0.42) + 50 * std::log(0.28);
    EXPECT_NEAR(found, wanted, 1e-3);
}

TEST(Likelihood, OfAGatedTrialIsGivenThatItPassed) {
    Target target = count_target("t", 0, 20, 38, 0.3);
    const std::vector<Summary> row = {exact_share(0.35)};
    const double open =
        log_likelihood(target_under_row(target, row, target.between_trial_sd), observed_data(target));
    target.gate = {13, 6};
    const double gated =
        log_likelihood(target_under_row(target, row, target.between_trial_sd), observed_data(target));
    double pass = 0;
    for (int x = 6; x <= 13; ++x) pass += mixed_binomial(x, 13, 0.35, 0.3);
    EXPECT_NEAR(gated - open, -std::log(pass), 1e-5);
}

// Bayes' rule over the effect that response and survival share, by quadrature.
TEST(Likelihood, OfSurvivalInAGatedTrialIsThatOfTheTrialsThatPassed) {
    Target target = count_target("t", 1, 22, 38, 0.3);
    target.gate = {13, 6};
    target.gate_summary = 0;
    const std::vector<Summary> row = {exact_share(0.35), exact_share(0.5)};
    const auto integral = [](auto of_effect) {
        const auto density = [&](double e) { return std::exp(-e * e / 0.18) * of_effect(e); };
        return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(density, -3.6, 3.6, 10, 1e-12);
    };
    const auto passes = [](double e) {
        return cdf(complement(boost::math::binomial(13, expit(std::log(0.35 / 0.65) + e)), 5));
    };
    const double both =
        integral([&](double e) { return passes(e) * pdf(boost::math::binomial(38, expit(e)), 22); });
    const double found = log_likelihood(target_under_row(target, row, 0.3), observed_data(target));
    EXPECT_NEAR(found + log_choose(38, 22), std::log(both / integral(passes)), 1e-5);
}

TEST(Likelihood, OfAQuantileAddsBothErrors) {
    const Target target = value_target("t", 0, 10, 2);
    const double found = log_likelihood(target_under_row(target, {{13, 1.5}}, 0), {ObservedQuantile{10, 2}});
    EXPECT_NEAR(found, -9 / (2 * 6.25) - std::log(6.25) / 2, 1e-12);
}

TEST(Likelihood, OfNoResponderIsHigherWhereResponsesAreRarer) {
    const auto none = [](double k) {
        return log_likelihood(effect_curve({k, 240}, 0, 0.3), normal_weights(), {0, 26});
    };
    EXPECT_GT(none(0), none(5));
    EXPECT_GT(none(5), none(25));
    EXPECT_LT(none(0), 0);
}

}  // namespace
}  // namespace twinarm::calibrate
