// Posteriors that are known in closed form come out of the whole method: rows, emulator, chains.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>

#include "host/calibrate/fitted.hpp"
#include "host/statistics/weighted.hpp"
#include "tests/host/calibrate/toy_calibration.hpp"

namespace twinarm::calibrate {
namespace {

using namespace test;

statistics::Moments moments_of(const std::vector<double>& values) {
    return statistics::weighted_moments(values,
                                        std::vector<double>(values.size(), 1.0 / double(values.size())));
}

// N(0, 1) prior, one observation y with sd s: N(y / (1 + s^2), s^2 / (1 + s^2)). Limits: 4.5 standard errors
// of a mean and of a standard deviation over the effective draws, left with a probability below 1e-5.
TEST(KnownPosterior, OfANormalMeanIsTheConjugateOne) {
    Calibration calibration = normal_calibration(1, {60, 40});
    calibration.summaries = {value_column("x")};
    calibration.targets = {value_target("y", 0, 2.5, 0.4)};
    const ReferenceTable table = table_of(calibration, [](const std::vector<double>& z) {
        return TableRow{z, {{z[0], 0}}};
    });
    const Fitted fitted = fit_posterior(calibration, table, 1);
    const statistics::Moments found = moments_of(fitted.posterior.coordinate(0));
    const double mean = 2.5 / 1.16, sd = std::sqrt(0.16 / 1.16), n = fitted.posterior.effective;
    EXPECT_GT(n, 1000);
    EXPECT_NEAR(found.mean, mean, 4.5 * sd / std::sqrt(n));
    EXPECT_NEAR(found.sd, sd, 4.5 * sd / std::sqrt(n));
    EXPECT_LT(fitted.convergence.pareto_k, 0.7);
}

// A logistic prior on the logit, which is uniform on the share; 7 of 20: Beta(8, 14). The emulator sees a
// logit that bends with the latent, so that 400 rows give it to about 0.02.
TEST(KnownPosterior, OfAShareIsTheConjugateBeta) {
    Calibration calibration;
    calibration.hyper = {hyper("p", DistributionKind::uniform, 0, 1)};
    calibration.generations = {200, 200};
    calibration.summaries = {column("x")};
    calibration.targets = {count_target("y", 0, 7, 20)};
    const auto p_of = [&](double z) { return value_at(calibration.hyper[0], z); };
    const ReferenceTable table = table_of(calibration, [&](const std::vector<double>& z) {
        return TableRow{z, {exact_share(p_of(z[0]))}};
    });
    const Fitted fitted = fit_posterior(calibration, table, 1);
    const boost::math::beta_distribution<> beta(8, 14);
    for (const double p : {0.2, 0.3, 0.36, 0.45, 0.6}) {
        double found = 0;
        for (const double z : fitted.posterior.coordinate(0))
            found += (p_of(z) <= p) / double(fitted.posterior.draws.size());
        const double wanted = cdf(beta, p);
        EXPECT_NEAR(found, wanted, 0.02 + 4.5 * std::sqrt(wanted * (1 - wanted) / fitted.posterior.effective))
            << p;
    }
}

// Only the sum of two of twelve is observed: covariance (I + a a' / s^2)^-1 with a = (1, 1, 0, ...).
TEST(KnownPosterior, KeepsWhatTheDataTieTogetherAndLeavesTheRestAtThePrior) {
    constexpr double s2 = 0.01;
    Calibration calibration = normal_calibration(12, {150, 100});
    calibration.summaries = {value_column("sum")};
    calibration.targets = {value_target("y", 0, 3, std::sqrt(s2))};
    const ReferenceTable table = table_of(calibration, [](const std::vector<double>& z) {
        return TableRow{z, {{z[0] + z[1], 0}}};
    });
    const Posterior posterior = fit_posterior(calibration, table, 1).posterior;
    const double slack = 4.5 / std::sqrt(posterior.effective);
    const double variance = 1 - 1 / (2 + s2), mean = 3 / (2 + s2);
    const statistics::Moments first = moments_of(posterior.coordinate(0));
    EXPECT_NEAR(first.mean, mean, slack);
    EXPECT_NEAR(first.sd * first.sd, variance, 2 * slack);
    std::vector<double> sum;
    for (const Eigen::VectorXd& draw : posterior.draws) sum.push_back(draw(0) + draw(1));
    const double sd_of_sum = std::sqrt(2 * s2 / (2 + s2));
    EXPECT_NEAR(moments_of(sum).sd, sd_of_sum, (slack + 0.02) * sd_of_sum);
    const statistics::Moments free = moments_of(posterior.coordinate(7));
    EXPECT_NEAR(free.mean, 0, slack);
    EXPECT_NEAR(free.sd, 1, slack);
}

// The same column, seen by nine trials: the emulator's error is one error of the column, not one of each
// trial. With a misfit of sd m the posterior variance of z is that of one observation with s^2 / 9 + m^2.
TEST(KnownPosterior, CountsTheEmulatorsErrorOnceForAllTrialsOfAColumn) {
    Calibration calibration = normal_calibration(1, {1500});
    calibration.summaries = {value_column("x")};
    for (int t = 0; t < 9; ++t)
        calibration.targets.push_back(value_target("y" + std::to_string(t), 0, 0.3, 0.3));
    const ReferenceTable table = table_of(calibration, [](const std::vector<double>& z) {
        return TableRow{z, {{z[0] + 0.5 * std::sqrt(2.0) * std::sin(1e6 * z[0]), 0}}};
    });
    const Fitted fitted = fit_posterior(calibration, table, 1);
    EXPECT_NEAR(fitted.emulator.error_sd(0), 0.5, 0.03);
    const double variance = 0.01 + 0.25;
    const statistics::Moments found = moments_of(fitted.posterior.coordinate(0));
    EXPECT_NEAR(found.sd, std::sqrt(variance / (1 + variance)), 0.05);
    EXPECT_NEAR(found.mean, 0.3 / (1 + variance), 0.05);
}

// As large as a real calibration: each of thirty counts depends on four of thirty-five parameters, rows have
// the noise of 400 patients, and one set of parameters gave all data.
TEST(ManyParameters, AreResolvedByAThousandRows) {
    constexpr std::size_t dimensions = 35, counts = 30;
    const auto draw = [](std::size_t i, std::uint32_t k) { return uniform(1, Purpose::trial, i, k); };
    const auto share = [&](const std::vector<double>& z, std::size_t t) {
        double logit = -0.7;
        for (std::uint32_t k = 0; k < 4; ++k)
            logit += 0.5 * (k % 2 == 0 ? 1 : -1) * z[std::size_t(draw(t, k) * dimensions)];
        const double bend = z[std::size_t(draw(t, 5) * dimensions)] * z[std::size_t(draw(t, 6) * dimensions)];
        logit += std::clamp(0.15 * bend, -1.0, 1.0);
        return 1 / (1 + std::exp(-logit));
    };
    Calibration calibration = normal_calibration(dimensions, {600, 400});
    std::vector<double> truth;
    for (std::size_t i = 0; i < dimensions; ++i) truth.push_back(normal_quantile(draw(1000 + i, 0)));
    for (std::size_t t = 0; t < counts; ++t) {
        calibration.summaries.push_back(column(std::to_string(t)));
        const double n = 40 + std::floor(300 * draw(t, 9));
        calibration.targets.push_back(
            count_target("t" + std::to_string(t), t, std::round(n * share(truth, t)), n, 0.3));
    }
    const ReferenceTable table =
        table_of_rows(calibration, [&](const std::vector<double>& z, std::uint64_t row) {
            TableRow made{z, {}};
            for (std::size_t t = 0; t < counts; ++t)
                made.summaries.push_back(drawn_share(share(z, t), 400, row, t));
            return made;
        });
    const Fitted fitted = fit_posterior(calibration, table, 2);
    EXPECT_GT(fitted.posterior.effective, 500);
    EXPECT_LT(fitted.posterior.disagreement, 1.02);
    EXPECT_LT(fitted.convergence.pareto_k, 0.7);
    int inside = 0;
    for (std::size_t i = 0; i < dimensions; ++i) {
        const auto of = fitted.posterior.coordinate(i);
        const std::vector<double> even(of.size(), 1.0 / double(of.size()));
        inside += truth[i] > statistics::weighted_quantile(of, even, 0.025) &&
                  truth[i] < statistics::weighted_quantile(of, even, 0.975);
    }
    EXPECT_GE(inside, 28);  // of 35 at 95%: fewer with a probability of 1e-4
    // Fresh rows near the posterior: residuals as wide as they are said to be.
    for (const EmulatorCheck& check : fitted.convergence.columns) {
        EXPECT_NEAR(check.mean, 0, 0.5);
        EXPECT_NEAR(check.sd, 1, 0.3);
        EXPECT_GT(check.within_95, 0.85);
    }
}

TEST(KnownPosterior, DoesNotDependOnTheThreads) {
    Calibration calibration = normal_calibration(4, {60, 60});
    calibration.summaries = {value_column("x"), value_column("y")};
    calibration.targets = {value_target("x", 0, 1, 0.5), value_target("y", 1, 0, 0.5)};
    const auto simulate = [](const std::vector<double>& z) {
        return TableRow{z, {{z[0], 0}, {z[1] * z[2], 0}}};
    };
    const ReferenceTable one = table_of(calibration, simulate, 1), three = table_of(calibration, simulate, 3);
    ASSERT_EQ(one.rows.size(), three.rows.size());
    for (std::size_t i = 0; i < one.rows.size(); ++i) EXPECT_EQ(one.rows[i].latent, three.rows[i].latent);
    EXPECT_EQ(fit_posterior(calibration, one, 1).posterior.draws,
              fit_posterior(calibration, one, 3).posterior.draws);
}

}  // namespace
}  // namespace twinarm::calibrate
