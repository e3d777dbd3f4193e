// Where to simulate next: the linear picture of a table that is linear is its posterior.
#include "host/calibrate/emulator.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/host/calibrate/toy_calibration.hpp"

namespace twinarm::calibrate {
namespace {

using namespace test;

std::vector<double> even(const ReferenceTable& table) {
    return std::vector<double>(table.rows.size(), 1.0 / double(table.rows.size()));
}

// y = 2 z0 - z1 seen as 3 with sd 0.5: precision I + a a' / 0.25, mean = covariance a 3 / 0.25. The ridge of
// 1 / rows on the slopes moves them by less than 1 / 400.
TEST(Emulator, OfALinearTableIsThePosterior) {
    Calibration calibration = normal_calibration(3, {400});
    calibration.summaries = {column("x")};
    calibration.targets = {value_target("y", 0, 3, 0.5)};
    const ReferenceTable table = table_of(calibration, [](const std::vector<double>& z) {
        return TableRow{z, {{1 + 2 * z[0] - z[1], 0}}};
    });
    const Proposal found = emulated_posterior(calibration, table, even(table));
    const Eigen::Vector3d slope(2, -1, 0);
    const Eigen::Matrix3d covariance =
        (Eigen::Matrix3d::Identity() + slope * slope.transpose() / 0.25).inverse();
    const Eigen::Vector3d mean = covariance * slope * 2 / 0.25;
    EXPECT_LT((found.mean() - mean).norm(), 0.01);
    EXPECT_LT((found.covariance() - covariance).norm(), 0.01);
}

// A column that the latents do not explain, with a variance of its own of 4, says nothing of them.
TEST(Emulator, TakesWhatItCannotExplainAsNoise) {
    Calibration calibration = normal_calibration(1, {2000});
    calibration.summaries = {column("x")};
    calibration.targets = {value_target("y", 0, 5, 0.1)};
    const ReferenceTable table = table_of(calibration, [](const std::vector<double>& z) {
        return TableRow{z, {{2 * std::sqrt(2.0) * std::sin(1e6 * z[0]), 0}}};
    });
    const Proposal found = emulated_posterior(calibration, table, even(table));
    EXPECT_NEAR(found.mean()(0), 0, 0.2);
    EXPECT_NEAR(found.covariance()(0, 0), 1, 0.02);
}

// 12 of 40 seen by investigators with twice the odds, no effect between trials: the logit is that of
// 12.5 / 41 less ln 2, with the binomial's variance.
TEST(Emulator, ComparesSharesOnTheLogit) {
    Calibration calibration = normal_calibration(1, {500});
    calibration.summaries = {column("x")};
    calibration.targets = {count_target("y", 0, 12, 40)};
    calibration.targets[0].logit_shift = std::log(2.0);
    const ReferenceTable table = table_of(calibration, [](const std::vector<double>& z) {
        return TableRow{z, {exact_share(1 / (1 + std::exp(-z[0])))}};
    });
    const Proposal found = emulated_posterior(calibration, table, even(table));
    const double p = 12.5 / 41, variance = 1 / (41 * p * (1 - p));
    EXPECT_NEAR(found.mean()(0), (std::log(p / (1 - p)) - std::log(2.0)) / (1 + variance), 0.01);
    EXPECT_NEAR(found.covariance()(0, 0), variance / (1 + variance), 0.01);
}

}  // namespace
}  // namespace twinarm::calibrate
