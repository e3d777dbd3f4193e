// Single precision: the state carries along what rounding took from it.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/ode/integrate.hpp"

namespace twinarm {
namespace {

/// y' = -y / 100 from 1 over an hour in `steps` equal steps, without the controller: an error of 1e30 is
/// allowed, and the step that is proposed next is taken back.
template <class T>
struct Decay {
    T end, lost;
};
template <class T>
Decay<T> decay_in(int steps) {
    const auto slopes = [](T, const Vector<T, 1>& y) { return Vector<T, 1>{{-y[0] / T(100)}}; };
    Progress<T, 1> at{};
    at.state = {{T(1)}};
    at.slope = slopes(T(0), at.state);
    SolverSettings settings;
    settings.max_steps = 1 << 30;
    for (int i = 0; i < steps; ++i) {
        at.elapsed = T(0), at.length = T(1), at.step = T(1) / T(steps);
        advance(
            at, slopes, [](int, T) { return T(1e30); }, settings);
    }
    return {at.state[0], compensated<T> ? at.lost[0] : T(0)};
}

constexpr int few = 64, many = 65536;  // equal steps of a power of two have no rounding of their own
const double exact = std::exp(-0.01);

// The unit roundoff of a float is 6e-8. A sum of n rounded steps wanders by up to n of them; with what was
// lost carried along it stays within two.
TEST(CompensatedFloat, AThousandTimesTheStepsRoundNoMore) {
    EXPECT_NEAR(decay_in<float>(few).end, exact, 2 * 6e-8);
    EXPECT_NEAR(decay_in<float>(many).end, exact, 2 * 6e-8);
}

// A slope of -0.01 that is a float has 6e-10 of rounding, which the method's seven weights may triple.
TEST(CompensatedFloat, StateAndRestTogetherHaveMoreDigitsThanAFloat) {
    const Decay<float> found = decay_in<float>(many);
    EXPECT_NEAR(double(found.end) + double(found.lost), exact, 2e-9);
    EXPECT_NE(found.lost, 0);
    EXPECT_LE(std::abs(found.lost), 6e-8);
}

TEST(CompensatedFloat, DoublesCarryNothing) {
    EXPECT_NEAR(decay_in<double>(many).end, exact, many * 1.2e-16);
}

}  // namespace
}  // namespace twinarm
