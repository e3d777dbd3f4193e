// Plausible populations as a file of settings.
#include "host/calibrate/populations.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/host/calibrate/toy_calibration.hpp"

namespace twinarm {
namespace {

using namespace test;

Calibration two_parameters() {
    Calibration made = normal_calibration(0, {4});
    made.inputs = {{"c.toml", "abc"}};
    made.hyper = {hyper("tumour.killing.median", DistributionKind::lognormal, 4.5e-5, 0.5),
                  hyper("tumour.homing.value", DistributionKind::uniform, 0, 0.3)};
    made.hyper[0].disease = "advanced melanoma";
    made.hyper[0].unit = "1/h";
    return made;
}

TEST(Populations, AreDrawnByTheirWeightAndSumToOne) {
    Posterior posterior;
    posterior.weights = {0.5, 0, 0.25, 0.25};
    const auto drawn = draw_populations(posterior, 8, 1);
    ASSERT_EQ(drawn.size(), 3u);
    EXPECT_EQ(drawn[0].row, 0u);
    EXPECT_EQ(drawn[1].row, 2u);
    EXPECT_DOUBLE_EQ(drawn[0].weight, 0.5);
    EXPECT_DOUBLE_EQ(drawn[0].weight + drawn[1].weight + drawn[2].weight, 1);
}

TEST(PopulationsFile, NamesPathsAndDiseasesAndHoldsWhatSetTakes) {
    const Calibration calibration = two_parameters();
    ReferenceTable table;
    table.rows = {{{0, 0}, {}}, {{1, -1}, {}}};
    const std::string text = populations_csv(calibration, table, {{0, 0.75}, {1, 0.25}});
    const auto header =
        text.find("population,weight,tumour.killing.median @ advanced melanoma,tumour.homing.value\n");
    ASSERT_NE(header, std::string::npos) << text;
    EXPECT_NE(text.find("simulated"), std::string::npos);
    EXPECT_NE(text.find("sha256 abc"), std::string::npos);
    EXPECT_NE(text.find("\n0,0.75,4.5e-05 1/h,0.15\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\n1,0.25,7.41925e-05 1/h,0.0475966\n"), std::string::npos) << text;
    for (std::size_t at = 0; at < header; at = text.find('\n', at) + 1) EXPECT_EQ(text[at], '#');
}

}  // namespace
}  // namespace twinarm
