// Plausible populations as a file of settings.
#include "host/calibrate/populations.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/host/calibrate/toy_calibration.hpp"

namespace twinarm::calibrate {
namespace {

using namespace test;

Calibration two_parameters() {
    Calibration made = normal_calibration(0, {4});
    made.inputs = {{"c.toml", "abc"}};
    made.hyper = {hyper("tumour.killing.median", DistributionKind::lognormal, 4.5e-5, 0.5),
                  hyper("tumour.crowding.value", DistributionKind::uniform, 0, 0.3)};
    made.hyper[0].disease = "advanced melanoma";
    made.hyper[0].unit = "1/h";
    return made;
}

TEST(Populations, AreAllThatHaveWeightWhereThereIsRoom) {
    Posterior posterior;
    posterior.weights = {0.5, 0, 0.25, 0.25};
    const auto drawn = draw_populations(posterior, 8, 1);
    ASSERT_EQ(drawn.size(), 3u);
    EXPECT_EQ(drawn[0].row, 0u);
    EXPECT_EQ(drawn[1].row, 2u);
    EXPECT_DOUBLE_EQ(drawn[0].weight, 0.5);
    EXPECT_DOUBLE_EQ(drawn[1].weight, 0.25);
}

// 0.4 stays; nine of the twenty rows of 0.03 stand for 0.6 with 1/15 each, every row equally often.
TEST(Populations, KeepHeavyRowsAndDrawAmongTheLight) {
    Posterior posterior;
    posterior.weights.assign(21, 0.03);
    posterior.weights[5] = 0.4;
    std::vector<double> mean(21, 0.0);
    constexpr int seeds = 2000;
    for (int seed = 0; seed < seeds; ++seed) {
        const auto drawn = draw_populations(posterior, 10, std::uint64_t(seed));
        ASSERT_EQ(drawn.size(), 10u);
        for (const DrawnPopulation& one : drawn) {
            EXPECT_NEAR(one.weight, one.row == 5 ? 0.4 : 0.6 / 9, 1e-12);
            mean[one.row] += one.weight / seeds;
        }
    }
    const double sd = 0.6 / 9 * std::sqrt(0.45 * 0.55 / seeds);  // drawn with a probability of 9/20
    for (std::size_t row = 0; row < mean.size(); ++row) {
        EXPECT_NEAR(mean[row], row == 5 ? 0.4 : 0.03, 4.5 * sd) << row;
    }
}

TEST(PopulationsFile, NamesPathsAndDiseasesAndHoldsWhatSetTakes) {
    const Calibration calibration = two_parameters();
    ReferenceTable table;
    table.rows = {{{0, 0}, {}}, {{1, -1}, {}}};
    const std::string text = populations_csv(calibration, table, {{0, 0.75}, {1, 0.25}});
    EXPECT_TRUE(
        text.starts_with("population,weight,tumour.killing.median @ advanced melanoma,tumour.crowding.value\n"))
        << text;
    EXPECT_NE(text.find("\n0,0.75,4.5e-05 1/h,0.15\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\n1,0.25,7.41925e-05 1/h,0.0475966\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace twinarm::calibrate
