// Posteriors that are known in closed form come out of the table; so do known weights.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>

#include "host/calibrate/posterior.hpp"
#include "host/statistics/weighted.hpp"
#include "host/statistics/weights.hpp"
#include "kernels/core/normal.hpp"
#include "kernels/random/purpose.hpp"
#include "tests/host/calibrate/toy_calibration.hpp"

namespace twinarm::calibrate {
namespace {

using namespace test;

Posterior fitted(const Calibration& calibration, const ReferenceTable& table) {
    return posterior_of(table.log_prior_ratio(), target_log_likelihoods(calibration, table));
}

std::vector<double> latents(const ReferenceTable& table, std::size_t hyper) {
    std::vector<double> values;
    for (const TableRow& row : table.rows) values.push_back(row.latent[hyper]);
    return values;
}

// N(0, 1) prior, one observation y with sd s: N(y / (1 + s^2), s^2 / (1 + s^2)). Limits: 4.5 standard errors
// of a mean and of a standard deviation over the effective rows, left with a probability below 1e-5.
TEST(KnownPosterior, OfANormalMeanIsTheConjugateOne) {
    Calibration calibration = normal_calibration(1, {2000, 1000, 1000});
    calibration.summaries = {column("x")};
    calibration.targets = {value_target("y", 0, 2.5, 0.4)};
    const ReferenceTable table = table_of(calibration, [](const std::vector<double>& z) {
        return TableRow{z, {{z[0], 0}}};
    });
    const Posterior posterior = fitted(calibration, table);
    const statistics::Moments found = statistics::weighted_moments(latents(table, 0), posterior.weights);
    const double mean = 2.5 / 1.16, sd = std::sqrt(0.16 / 1.16);
    EXPECT_GT(posterior.effective, 1000);
    EXPECT_NEAR(found.mean, mean, 4.5 * sd / std::sqrt(posterior.effective));
    EXPECT_NEAR(found.sd, sd, 4.5 * sd / std::sqrt(2 * posterior.effective));
}

// Uniform prior on a share, 7 of 20: Beta(8, 14).
TEST(KnownPosterior, OfAShareIsTheConjugateBeta) {
    Calibration calibration;
    calibration.hyper = {hyper("p", DistributionKind::uniform, 0, 1)};
    calibration.generations = {2000, 1000};
    calibration.summaries = {column("x")};
    calibration.targets = {count_target("y", 0, 7, 20)};
    const auto p_of = [&](double z) { return value_at(calibration.hyper[0], z); };
    const ReferenceTable table = table_of(calibration, [&](const std::vector<double>& z) {
        return TableRow{z, {exact_share(p_of(z[0]))}};
    });
    const Posterior posterior = fitted(calibration, table);
    const boost::math::beta_distribution<> beta(8, 14);
    for (const double p : {0.2, 0.3, 0.36, 0.45, 0.6}) {
        double found = 0;
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            if (p_of(table.rows[i].latent[0]) <= p) found += posterior.weights[i];
        const double wanted = cdf(beta, p);
        EXPECT_NEAR(found, wanted, 4.5 * std::sqrt(wanted * (1 - wanted) / posterior.effective)) << p;
    }
}

// Only the sum of two of twelve is observed: covariance (I + a a' / s^2)^-1 with a = (1, 1, 0, ...).
TEST(KnownPosterior, KeepsWhatTheDataTieTogetherAndLeavesTheRestAtThePrior) {
    constexpr double s2 = 0.01;
    Calibration calibration = normal_calibration(12, {2000, 1000, 1000, 2000});
    calibration.summaries = {column("sum")};
    calibration.targets = {value_target("y", 0, 3, std::sqrt(s2))};
    const ReferenceTable table = table_of(calibration, [](const std::vector<double>& z) {
        return TableRow{z, {{z[0] + z[1], 0}}};
    });
    const Posterior posterior = fitted(calibration, table);
    EXPECT_GT(posterior.effective, 600);
    const double slack = 4.5 / std::sqrt(posterior.effective);
    const double variance = 1 - 1 / (2 + s2), mean = 3 / (2 + s2);
    const statistics::Moments first = statistics::weighted_moments(latents(table, 0), posterior.weights);
    EXPECT_NEAR(first.mean, mean, slack);
    EXPECT_NEAR(first.sd * first.sd, variance, 2 * slack);
    std::vector<double> sum;
    for (const TableRow& row : table.rows) sum.push_back(row.latent[0] + row.latent[1]);
    const double sd_of_sum = std::sqrt(2 * s2 / (2 + s2));
    EXPECT_NEAR(statistics::weighted_moments(sum, posterior.weights).sd, sd_of_sum, slack * sd_of_sum);
    const statistics::Moments free = statistics::weighted_moments(latents(table, 7), posterior.weights);
    EXPECT_NEAR(free.mean, 0, slack);
    EXPECT_NEAR(free.sd, 1, slack);
}

TEST(KnownPosterior, WithoutATargetIsThePriorWhereverTheRowsWereDrawn) {
    Calibration calibration = normal_calibration(2, {1000, 3000});
    calibration.summaries = {column("x")};
    calibration.targets = {value_target("y", 0, 2, 0.5)};
    const ReferenceTable table = table_of(calibration, [](const std::vector<double>& z) {
        return TableRow{z, {{z[0], 0}}};
    });
    const std::vector<double> even(table.rows.size(), 1.0 / double(table.rows.size()));
    ASSERT_GT(statistics::weighted_moments(latents(table, 0), even).mean,
              0.8);  // most rows stand near the data
    const std::vector<double> prior = statistics::normalised(table.log_prior_ratio());
    const double slack = 4.5 / std::sqrt(statistics::effective_sample_size(prior));
    EXPECT_NEAR(statistics::weighted_moments(latents(table, 0), prior).mean, 0, slack);
    EXPECT_NEAR(statistics::weighted_moments(latents(table, 0), prior).sd, 1, slack);
}

// Three rows from the prior with shares .2, .5, .7; 6 of 10: Bayes' rule by hand.
TEST(KnownWeights, AreThoseOfBayesRule) {
    Calibration calibration = normal_calibration(1, {3});
    calibration.summaries = {column("x")};
    calibration.targets = {count_target("y", 0, 6, 10)};
    ReferenceTable table;
    table.proposals.emplace_back(1);
    double sum = 0;
    std::vector<double> wanted;
    for (const double p : {0.2, 0.5, 0.7}) {
        table.rows.push_back({{0.0}, {exact_share(p)}});
        table.generation.push_back(0);
        sum += wanted.emplace_back(std::pow(p, 6) * std::pow(1 - p, 4));
    }
    const Posterior posterior = fitted(calibration, table);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(posterior.weights[i], wanted[i] / sum, 1e-6);
}

// Two rows alike but for the sd between trials: 18 of 20 where 10 are expected speaks for the larger one.
TEST(KnownWeights, AreThoseOfEachRowsSdBetweenTrials) {
    Calibration calibration = normal_calibration(0, {2});
    calibration.hyper = {hyper("trial.between_trial_sd", DistributionKind::lognormal, 0.3, 0.5)};
    calibration.summaries = {column("x")};
    calibration.targets = {count_target("y", 0, 18, 20)};
    calibration.targets[0].between_trial_hyper = 0;
    ReferenceTable table;
    table.proposals.emplace_back(1);
    std::vector<double> log_likelihoods;
    for (const double latent : {-2.0, 2.0}) {
        table.rows.push_back({{latent}, {exact_share(0.5)}});
        table.generation.push_back(0);
        const double sd = value_at(calibration.hyper[0], latent);
        log_likelihoods.push_back(
            log_likelihood(effect_curve(exact_share(0.5), 0, sd), normal_weights(), {18, 20}));
    }
    const Posterior posterior = fitted(calibration, table);
    EXPECT_GT(posterior.weights[1], 0.9);
    EXPECT_NEAR(posterior.weights[1] / posterior.weights[0],
                std::exp(log_likelihoods[1] - log_likelihoods[0]), 1e-6);
}

TEST(KnownWeights, OfTheRowThatMadeVeryPreciseDataIsOne) {
    Calibration calibration = normal_calibration(3, {200});
    calibration.summaries = {column("a"), column("b"), column("c")};
    const RowSimulator simulate = [](const std::vector<double>& z) {
        return TableRow{z, {{z[0], 0}, {z[1], 0}, {z[2], 0}}};
    };
    calibration.targets = {value_target("none", 0, 0, 1e6)};
    const ReferenceTable table = table_of(calibration, simulate);
    calibration.targets.clear();
    for (std::size_t i = 0; i < 3; ++i)
        calibration.targets.push_back(value_target("t", i, table.rows[123].latent[i], 1e-4));
    EXPECT_NEAR(fitted(calibration, table).weights[123], 1, 1e-12);
}

// As large as the default calibration: each of thirty counts depends on four of thirty-five parameters, and
// one set of parameters gave them all.
TEST(ManyParameters, AreResolvedByAFewThousandRows) {
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
    Calibration calibration = normal_calibration(dimensions, {1500, 1000, 1000, 1500});
    std::vector<double> truth;
    for (std::size_t i = 0; i < dimensions; ++i) truth.push_back(normal_quantile(draw(1000 + i, 0)));
    for (std::size_t t = 0; t < counts; ++t) {
        calibration.summaries.push_back(column(std::to_string(t)));
        const double n = 40 + std::floor(300 * draw(t, 9));
        calibration.targets.push_back(count_target("t", t, std::round(n * share(truth, t)), n, 0.3));
    }
    const ReferenceTable table = table_of(calibration, [&](const std::vector<double>& z) {
        TableRow row{z, {}};
        for (std::size_t t = 0; t < counts; ++t) row.summaries.push_back({240 * share(z, t), 240});
        return row;
    });
    const Posterior posterior = fitted(calibration, table);
    EXPECT_GT(posterior.effective, 200);
    int inside = 0;
    for (std::size_t i = 0; i < dimensions; ++i) {
        const auto of = latents(table, i);
        inside += truth[i] > statistics::weighted_quantile(of, posterior.weights, 0.025) &&
                  truth[i] < statistics::weighted_quantile(of, posterior.weights, 0.975);
    }
    EXPECT_GE(inside, 28);  // of 35 at 95%: fewer with a probability of 1e-4
}

TEST(KnownPosterior, DoesNotDependOnTheThreads) {
    Calibration calibration = normal_calibration(4, {60, 60});
    calibration.summaries = {column("x")};
    calibration.targets = {value_target("y", 0, 1, 0.5)};
    const RowSimulator simulate = [](const std::vector<double>& z) { return TableRow{z, {{z[0], 0}}}; };
    const ReferenceTable one = table_of(calibration, simulate, 1), three = table_of(calibration, simulate, 3);
    ASSERT_EQ(one.rows.size(), three.rows.size());
    for (std::size_t i = 0; i < one.rows.size(); ++i) EXPECT_EQ(one.rows[i].latent, three.rows[i].latent);
}

}  // namespace
}  // namespace twinarm::calibrate
