// What decays for months ends as 0 and not as a subnormal number.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/ode/integrate.hpp"

namespace twinarm {
namespace {

/// y' = -y after `steps` steps of two hours from `start`, with errors of up to 1 allowed.
template <class T>
Progress<T, 1> decayed(T start, int steps) {
    const auto slopes = [](T, const Vector<T, 1>& y) { return Vector<T, 1>{{-y[0]}}; };
    Progress<T, 1> at{};
    at.state = {{start}};
    at.slope = slopes(0, at.state);
    for (int i = 0; i < steps; ++i) {
        at.elapsed = 0, at.length = 2, at.step = 2;
        advance(
            at, slopes, [](int, T) { return T(1); }, SolverSettings{});
    }
    return at;
}

template <class T>
class FadedState : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(FadedState, Scalars);

TYPED_TEST(FadedState, BelowTheLimitTheStateAndWhatItCarriesAlongAreZero) {
    const Progress<TypeParam, 1> at = decayed(2 * faded_below<TypeParam>, 1);  // e^-2 of it is left
    EXPECT_EQ(at.state[0], 0);
    EXPECT_EQ(at.lost[0], 0);
}

TYPED_TEST(FadedState, AboveTheLimitItIsNot) {
    const Progress<TypeParam, 1> at = decayed(10 * faded_below<TypeParam>, 1);
    EXPECT_NEAR(at.state[0] / (10 * faded_below<TypeParam>), std::exp(-2), 0.03);  // one step of two hours
}

// A slope that outlived its state would move it from 0 again, and again a little less, without end.
TYPED_TEST(FadedState, InTheEndNothingMoves) {
    const Progress<TypeParam, 1> at = decayed(TypeParam(1), 400);
    EXPECT_EQ(at.state[0], 0);
    EXPECT_EQ(at.slope[0], 0);
}

// A state at 0 that something fills starts from there.
TYPED_TEST(FadedState, ASourceFillsAnEmptyState) {
    const auto slopes = [](TypeParam, const Vector<TypeParam, 1>& y) {
        return Vector<TypeParam, 1>{{TypeParam(1) - y[0]}};
    };
    Progress<TypeParam, 1> at{};
    at.slope = slopes(0, at.state);
    at.length = at.step = TypeParam(0.5);
    advance(
        at, slopes, [](int, TypeParam) { return TypeParam(1); }, SolverSettings{});
    EXPECT_NEAR(at.state[0], 1 - std::exp(-0.5), 1e-5);
}

}  // namespace
}  // namespace twinarm
