// Doses under the skin: an independent integration, conservation of the dose, the zeros of the closed form.
#include "kernels/model/absorbed_two_compartment.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/kernels/independent_solver.hpp"

namespace twinarm {
namespace {

const TwoCompartment<double> il2 = two_compartment(16.08, 6.3, 3.42, 5.53);
using Amounts = AbsorbedAmounts<double>;

AbsorbedTwoCompartment<double> with_rate(double absorption) {
    return absorbed(il2, absorption, 0.39);
}

/// Amounts (central, peripheral, depot) by a Runge-Kutta method.
std::array<double, 3> integrated(const AbsorbedTwoCompartment<double>& k, const Amounts& from, double input,
                                 double hours) {
    const auto slope = [&](double, const std::array<double, 3>& y) {
        return std::array<double, 3>{input + k.absorption * y[2] - (k.k10 + k.k12) * y[0] + k.k21 * y[1],
                                     k.k12 * y[0] - k.k21 * y[1], -k.absorption * y[2]};
    };
    return oracle::solve<3>(slope, {from.central, from.peripheral, from.depot}, 0, hours);
}

TEST(AbsorbedTwoCompartment, IsWhatASecondSolverFinds) {
    for (const double absorption : {0.02, 0.21, 0.6, 1.5, 8.0})
        for (const double hours : {0.1, 3.0, 24.0}) {
            const auto k = with_rate(absorption);
            const Amounts from{{3, 2}, 100};
            const auto expected = integrated(k, from, 5, hours);
            const Amounts after = carry(k, from, 5.0, hours);
            // Cancellation of parts of up to 100 / 0.1, at 1e-16.
            EXPECT_NEAR(after.central, expected[0], 1e-10);
            EXPECT_NEAR(after.peripheral, expected[1], 1e-10);
            EXPECT_NEAR(after.depot, expected[2], 1e-10);
            EXPECT_NEAR(value_at(concentration_leg(k, from, 5.0), hours), expected[0] / k.volume, 1e-10);
        }
}

TEST(AbsorbedTwoCompartment, WithoutADepotIsTheSameBitForBit) {
    const auto k = with_rate(0.21);
    const TwoCompartmentAmounts<double> from{3, 2};
    const auto plain = carry(il2, from, 5.0, 1.7);
    const Amounts after = carry(k, Amounts{{3, 2}, 0}, 5.0, 1.7);
    EXPECT_EQ(after.central, plain.central);
    EXPECT_EQ(after.peripheral, plain.peripheral);
    EXPECT_EQ(value_at(concentration_leg(k, Amounts{{3, 2}, 0}, 5.0), 1.7),
              value_at(concentration_leg(il2, from, 5.0), 1.7));
}

/// The area under the concentration [nmol/L h] of a depot, from the closed form: parts over their rates.
double area_of(const AbsorbedTwoCompartment<double>& k, double depot) {
    const AbsorbedLeg<double> leg = concentration_leg(k, Amounts{{0, 0}, depot}, 0.0);
    return leg.fast_part / leg.fast + leg.slow_part / leg.slow + leg.depot_part / leg.absorption;
}

TEST(AbsorbedTwoCompartment, ItsAreaIsThatOfADoseIntoAVein) {
    for (const double absorption : {0.05, 0.21, 2.0})
        EXPECT_NEAR(area_of(with_rate(absorption), 100) * 16.08, 100, 1e-9) << absorption;
}

TEST(AbsorbedTwoCompartment, ARateAtAZeroOfTheClosedFormIsMovedOffIt) {
    for (const double zero : {il2.fast, il2.slow}) {
        const auto k = with_rate(zero);
        EXPECT_NEAR(k.absorption, zero, 1.01 * smallest_absorption_gap * zero);
        const auto expected = integrated(k, Amounts{{0, 0}, 100}, 0, 1);
        // Parts are 1 / gap times the amounts: 1e-16 / 1e-3 of 100.
        EXPECT_NEAR(carry(k, Amounts{{0, 0}, 100}, 0.0, 1.0).central, expected[0], 1e-9);
        const auto single = absorbed(two_compartment(16.08f, 6.3f, 3.42f, 5.53f), float(zero), 0.39f);
        const float level =
            value_at(concentration_leg(single, AbsorbedAmounts<float>{{0, 0}, 100}, 0.0f), 1.0f);
        EXPECT_NEAR(level, expected[0] / k.volume,
                    2 * 100 / k.volume * std::numeric_limits<float>::epsilon() / smallest_absorption_gap);
    }
}

}  // namespace
}  // namespace twinarm
