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

TEST(Populations, AreDrawsFromAllPartsOfTheChains) {
    Posterior posterior;
    for (int i = 0; i < 100; ++i) posterior.draws.push_back(Eigen::Vector3d(i, -i, 7));
    const auto drawn = draw_populations(posterior, 2, 10);
    ASSERT_EQ(drawn.size(), 10u);
    for (std::size_t i = 0; i < 10; ++i) {
        EXPECT_EQ(drawn[i].latent, (std::vector<double>{5 + 10.0 * double(i), -5 - 10.0 * double(i)}));
        EXPECT_DOUBLE_EQ(drawn[i].weight, 0.1);
    }
    EXPECT_EQ(draw_populations(posterior, 2, 1000).size(), 100u);
}

TEST(PopulationsFile, NamesPathsAndDiseasesAndHoldsWhatSetTakes) {
    const Calibration calibration = two_parameters();
    const std::string text = populations_csv(calibration, {{{0, 0}, 0.75}, {{1, -1}, 0.25}});
    EXPECT_TRUE(text.starts_with(
        "population,weight,tumour.killing.median @ advanced melanoma,tumour.crowding.value\n"))
        << text;
    EXPECT_NE(text.find("\n0,0.75,4.5e-05 1/h,0.15\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\n1,0.25,7.41925e-05 1/h,0.0475966\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace twinarm::calibrate
