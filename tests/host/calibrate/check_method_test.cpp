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
    made.summaries = {column("a"), column("b"), column("c"), column("d")};
    Target gated = count_target("gated", 0, 20, 38, 0.3);
    gated.gate = {13, 6};
    gated.parts.push_back({1, "CR", Among::responders, ObservedCount{8, 20}});
    made.targets = {gated, count_target("count", 2, 120, 600, 0.6), value_target("value", 3, 1, 0.7)};
    return made;
}

TableRow noisy_row(const std::vector<double>& z) {
    const auto share = [](double logit) { return Summary{240 / (1 + std::exp(-logit)), 240}; };
    return {z, {share(z[0]), share(z[1] - 1), share(z[0] + z[1] - 1), {z[2], 0.3}}};
}

TEST(CheckMethod, FindsUniformRanksWhereTheLikelihoodIsThatOfTheData) {
    const Calibration calibration = noisy_calibration({500, 1200});
    const MethodCheck check = check_method(calibration, table_of(calibration, noisy_row), 500, 2, [](int) {});
    EXPECT_EQ(check.rows, 1700);
    EXPECT_EQ(check.tried, 500);
    EXPECT_GT(check.truths, 300);
    EXPECT_GT(check.median_effective, 100);
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

TEST(CheckMethod, DoesNotDependOnTheThreads) {
    const Calibration calibration = noisy_calibration({300, 400});
    const ReferenceTable table = table_of(calibration, noisy_row);
    const MethodCheck one = check_method(calibration, table, 150, 1, [](int) {});
    const MethodCheck three = check_method(calibration, table, 150, 3, [](int) {});
    for (std::size_t h = 0; h < 3; ++h) EXPECT_EQ(one.hyper[h].histogram, three.hyper[h].histogram);
}

TEST(CheckMethod, AsksForEnoughRows) {
    const Calibration calibration = noisy_calibration({60});
    EXPECT_THROW(check_method(calibration, table_of(calibration, noisy_row), 500, 1, [](int) {}),
                 base::DataError);
}

TEST(Flatness, IsOneOfAFlatHistogramAndSmallWhereRanksCrowdAtTheEnds) {
    EXPECT_NEAR(flatness({50, 50, 50, 50, 50, 50, 50, 50, 50, 50}), 1, 1e-12);
    EXPECT_LT(flatness({90, 55, 45, 35, 25, 25, 35, 45, 55, 90}), 1e-6);  // too narrow a posterior
}

}  // namespace
}  // namespace twinarm::calibrate
