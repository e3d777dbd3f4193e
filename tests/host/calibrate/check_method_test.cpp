// The check of the method on problems whose answer is known.
#include "host/calibrate/check_method.hpp"

#include <gtest/gtest.h>

#include "host/base/errors.hpp"
#include "tests/host/calibrate/toy_calibration.hpp"

namespace twinarm::calibrate {
namespace {

using namespace test;

/// Counts with all effects: between trials, few simulated patients, a gate, and a quantile.
Calibration noisy_calibration(std::vector<int> generations) {
    Calibration made = normal_calibration(3, std::move(generations));
    made.summaries = {column("a"), column("b"), column("c"), value_column("d")};
    made.summaries[1].measure = Measure::complete;
    Target gated = count_target("gated", 0, 20, 38, 0.3);
    gated.gate = {13, 6};
    gated.parts.push_back({1, "CR", Among::responders, ObservedCount{8, 20}});
    made.targets = {gated, count_target("count", 2, 120, 600, 0.6), value_target("value", 3, 1, 0.7)};
    return made;
}

TableRow noisy_row(const std::vector<double>& z, std::uint64_t row) {
    const auto share = [&](double logit, std::uint64_t column) {
        return drawn_share(1 / (1 + std::exp(-logit)), 240, row, column);
    };
    trial::UniformSequence random(7, Purpose::twin_trial, row << 16 | 9);
    const double value = z[2] + 0.3 * normal_quantile(random.next());
    return {z, {share(z[0], 0), share(z[1] - 1, 1), share(z[0] + z[1] - 1, 2), {value, 0.3}}};
}

// The data are very different from the prior's middle, and most truths are far from them: no matter.
TEST(CheckMethod, FindsUniformRanksOverTheWholePrior) {
    const Calibration calibration = noisy_calibration({400});
    const MethodCheck check =
        check_method(calibration, table_of_rows(calibration, noisy_row), 200, 2, [](int) {});
    EXPECT_EQ(check.rows, 400);
    EXPECT_EQ(check.truths, 200);
    EXPECT_GT(check.median_effective, 50);
    EXPECT_TRUE(check.passed) << check.least_p;
    for (const RankCheck& one : check.hyper) {
        int sum = 0;
        for (const int count : one.histogram) sum += count;
        EXPECT_EQ(sum, check.truths);
        // 4.5 standard errors of a share of the truths.
        EXPECT_NEAR(one.within_50, 0.5, 4.5 * std::sqrt(0.25 / check.truths));
        EXPECT_NEAR(one.within_90, 0.9, 4.5 * std::sqrt(0.09 / check.truths));
    }
}

// Truths from a narrower distribution than the prior that the posterior is told of, and data that say little.
TEST(CheckMethod, SeesTruthsThatAreNotThePriors) {
    Calibration calibration = normal_calibration(1, {200});
    calibration.summaries = {value_column("x")};
    calibration.targets = {value_target("y", 0, 0, 3)};
    const ReferenceTable table = table_of(calibration, [](const std::vector<double>& z) {
        return TableRow{{0.4 * z[0]}, {{0.4 * z[0], 0}}};
    });
    EXPECT_FALSE(check_method(calibration, table, 200, 2, [](int) {}).passed);
}

TEST(CheckMethod, DoesNotDependOnTheThreads) {
    const Calibration calibration = noisy_calibration({80});
    const ReferenceTable table = table_of_rows(calibration, noisy_row);
    const MethodCheck one = check_method(calibration, table, 50, 1, [](int) {});
    const MethodCheck three = check_method(calibration, table, 50, 3, [](int) {});
    for (std::size_t h = 0; h < 3; ++h) EXPECT_EQ(one.hyper[h].histogram, three.hyper[h].histogram);
}

TEST(CheckMethod, AsksForEnoughRows) {
    const Calibration calibration = noisy_calibration({40});
    EXPECT_THROW(check_method(calibration, table_of_rows(calibration, noisy_row), 500, 1, [](int) {}),
                 base::DataError);
}

TEST(Flatness, IsOneOfAFlatHistogramAndSmallWhereRanksCrowdAtTheEnds) {
    EXPECT_NEAR(flatness({50, 50, 50, 50, 50, 50, 50, 50, 50, 50}), 1, 1e-12);
    EXPECT_LT(flatness({90, 55, 45, 35, 25, 25, 35, 45, 55, 90}), 1e-6);  // too narrow a posterior
}

}  // namespace
}  // namespace twinarm::calibrate
