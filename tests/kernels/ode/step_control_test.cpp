// Step control: the norm, the limits of the factor, what is not a number.
#include "kernels/ode/step_control.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace twinarm {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

const auto relative = [](int, double magnitude) { return 1e-6 * magnitude; };

double norm_of(double first, double second) {
    return error_norm(Vector<double, 2>{{first, second}}, Vector<double, 2>{{1, 1}},
                      Vector<double, 2>{{-2, 0.5}}, relative);
}

TEST(ErrorNorm, IsTheRootMeanSquareOfErrorOverTheScaleOfTheLargerEnd) {
    // Scales 2e-6 and 1e-6.
    EXPECT_NEAR(norm_of(2e-6, 0), std::sqrt(0.5), 1e-15);
    EXPECT_NEAR(norm_of(2e-6, -1e-6), 1, 1e-15);
    EXPECT_EQ(norm_of(0, 0), 0);
}

TEST(ErrorNorm, IsHugeWhereItIsNotANumber) {
    EXPECT_EQ(norm_of(nan, 0), 1e30);
    EXPECT_EQ(norm_of(0, infinity), 1e30);
    EXPECT_EQ(norm_of(1e200, 0), 1e30);  // the square overflows
}

TEST(StepFactor, AimsAtNineTenthsOfTheToleranceWithTheFifthRoot) {
    EXPECT_NEAR(step_factor(1.0, 0.2), 0.9, 1e-15);
    EXPECT_NEAR(step_factor(32.0, 0.2), 0.45, 1e-15);
    EXPECT_NEAR(step_factor(1. / 32, 0.2), 1.8, 1e-15);
}

TEST(StepFactor, StaysBetweenAFifthAndTen) {
    EXPECT_EQ(step_factor(1e6, 0.2), 0.2);
    EXPECT_EQ(step_factor(1e30, 0.2), 0.2);
    EXPECT_EQ(step_factor(1e-9, 0.2), 10);
    EXPECT_EQ(step_factor(0.0, 0.2), 10);
}

}  // namespace
}  // namespace twinarm
