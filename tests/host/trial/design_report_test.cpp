// The error of a difference in the same blocks of patients.
#include "host/trial/design_report.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace twinarm::trial {
namespace {

TEST(PairedChange, IsThatOfTheBlocks) {
    const PairedChange change = paired_change({0.1, 0.2, 0.3}, {0.2, 0.2, 0.5}, {1. / 3, 1. / 3, 1. / 3});
    EXPECT_NEAR(change.mean, 0.1, 1e-15);
    EXPECT_NEAR(change.standard_error, 0.1 / std::sqrt(3.), 1e-15);  // of 0.1, 0, 0.2
}

TEST(PairedChange, WhatMovesNothingIsCertain) {
    const PairedChange change = paired_change({0.1, 0.9}, {0.1, 0.9}, {0.5, 0.5});
    EXPECT_EQ(change.mean, 0);
    EXPECT_EQ(change.standard_error, 0);
}

}  // namespace
}  // namespace twinarm::trial
