// Exposure and response of patients made by hand.
#include "host/trial/exposure_response.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "host/statistics/proportion.hpp"

namespace twinarm::trial {
namespace {

/// 100 patients of exposure 1, 20 of whom respond; 100 of exposure 4, 50 of whom respond, and nobody else has
/// anything.
std::vector<ExposedPatient> two_exposures() {
    std::vector<ExposedPatient> patients;
    for (int i = 0; i < 100; ++i) {
        patients.push_back({4, {i < 50, false, false}});
        patients.push_back({1, {i < 20, false, false}});
    }
    return patients;
}

TEST(ExposureResponse, BinsHoldEqualNumbersInOrderOfExposureWithExactLimits) {
    const ExposureResponse found = exposure_response(two_exposures(), 4);
    ASSERT_EQ(found.bins.size(), 4u);
    std::uint64_t responders = 0;
    for (const ExposureBin& bin : found.bins) {
        EXPECT_EQ(bin.patients, 50u);
        const auto limits = statistics::clopper_pearson(bin.events[0].count, 50);
        EXPECT_EQ(bin.events[0].limits.lower, limits.lower);
        EXPECT_EQ(bin.events[0].limits.upper, limits.upper);
        responders += bin.events[0].count;
    }
    EXPECT_EQ(responders, 70u);
    EXPECT_EQ(found.bins[1].to, 1);
    EXPECT_EQ(found.bins[2].from, 4);
}

// From 1 to 4 are two doublings: the odds of 0.25 become 1.
TEST(ExposureResponse, TheSlopeIsTheLogOddsRatioOfADoubling) {
    const ExposureResponse found = exposure_response(two_exposures(), 2);
    ASSERT_TRUE(found.fits[0]);
    EXPECT_NEAR(std::exp(found.fits[0]->slope), 2, 1e-9);
}

TEST(ExposureResponse, WhatNobodyHasIsNotFitted) {
    const ExposureResponse found = exposure_response(two_exposures(), 2);
    EXPECT_FALSE(found.fits[1]);
    EXPECT_FALSE(found.fits[2]);
}

TEST(ExposureResponse, PatientsWithoutExposureDoNotCountAndEqualOnesAreNotBinned) {
    std::vector<ExposedPatient> patients = two_exposures();
    patients.push_back({0, {true, true, true}});
    EXPECT_EQ(exposure_response(patients, 4).patients, 200u);
    EXPECT_TRUE(exposure_response({{1, {}}, {1, {}}, {1, {}}, {1, {}}}, 4).bins.empty());
    EXPECT_TRUE(exposure_response({{1, {}}, {2, {}}}, 4).bins.empty());
}

}  // namespace
}  // namespace twinarm::trial
