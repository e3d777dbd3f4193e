// Two-compartment kinetics: published half-lives and exposures, an independent integration, mass balance.
#include "kernels/model/two_compartment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kernels/model/aldesleukin_pk.hpp"
#include "tests/kernels/independent_solver.hpp"

namespace twinarm {
namespace {

using Amounts = TwoCompartmentAmounts<double>;

/// The two-compartment solution of a clearance [L/h] and a volume [L] that has the
/// half-lives of Konrad 1990, 12.9 and 85 min.
TwoCompartment<double> with_half_lives(double clearance, double volume, double first_min = 12.9,
                                       double second_min = 85) {
    const double alpha = 60 * std::log(2) / first_min, beta = 60 * std::log(2) / second_min;
    const double k10 = clearance / volume, k21 = alpha * beta / k10, k12 = alpha + beta - k10 - k21;
    return two_compartment(clearance, volume, k12 * volume, k12 * volume / k21);
}
const TwoCompartment<double> set_a = with_half_lives(16.08, 6.3);
const TwoCompartment<double> set_b = with_half_lives(7.2, 2.66);

constexpr double dose = 193.464;   // nmol
constexpr double infusion = 0.25;  // h

/// Concentration [nmol/L] `t` hours after the start of one dose.
double concentration(const TwoCompartment<double>& k, double t) {
    if (t <= infusion) return value_at(central_amount(k, Amounts{0, 0}, dose / infusion), t) / k.volume;
    const Amounts at_end = carry(k, Amounts{0, 0}, dose / infusion, infusion);
    return value_at(central_amount(k, at_end, 0.0), t - infusion) / k.volume;
}

/// Hours of the first eight above a concentration: up while the infusion runs, down after it.
double hours_above(const TwoCompartment<double>& k, double threshold) {
    const auto crossing = [&](double low, double high, bool rising) {
        for (int i = 0; i < 60; ++i) {
            const double middle = 0.5 * (low + high);
            ((concentration(k, middle) < threshold) == rising ? low : high) = middle;
        }
        return low;
    };
    const double up = crossing(0, infusion, true);
    return (concentration(k, 8) > threshold ? 8 : crossing(infusion, 8, false)) - up;
}

double area(const TwoCompartment<double>& k) {
    // Simpson's rule with 1e-3 h is exact to (1e-3 h * 3.2/h)^4 / 180 = 6e-13 of the curve.
    double sum = 0;
    for (int i = 0; i < 4000; ++i) {
        const double t = 0.002 * i;
        sum +=
            (concentration(k, t) + 4 * concentration(k, t + 0.001) + concentration(k, t + 0.002)) * 0.001 / 3;
    }
    return sum;
}

TEST(TwoCompartment, ItsEigenvaluesAreTheHalfLives) {
    for (const auto& k : {set_a, set_b}) {
        EXPECT_NEAR(60 * std::log(2) / k.fast, 12.9, 1e-12);
        EXPECT_NEAR(60 * std::log(2) / k.slow, 85, 1e-12);
    }
}

// Q and V2 of the table are rounded to 0.3% (1.13 L/h), which moves a half-life by as much.
TEST(TwoCompartment, ThePrintedVolumesAndFlowsHaveThoseHalfLivesToo) {
    for (const auto& k : {two_compartment(16.08, 6.3, 3.42, 5.53), two_compartment(7.2, 2.66, 1.13, 1.93)}) {
        EXPECT_NEAR(60 * std::log(2) / k.fast, 12.9, 0.005 * 12.9);
        EXPECT_NEAR(60 * std::log(2) / k.slow, 85, 0.005 * 85);
    }
}

// The half-lives are printed to half a unit, 12.9 +- 0.05 and 85 +- 0.5 min; the exposures must lie in what
// that leaves open, widened by half a unit of their own last place.
template <class Exposure>
void expect_printed(const Exposure& of, double clearance, double volume, double printed, double half_unit) {
    double low = 1e9, high = 0;
    for (const double first : {12.85, 12.95}) {
        for (const double second : {84.5, 85.5}) {
            const double value = of(with_half_lives(clearance, volume, first, second));
            low = std::min(low, value), high = std::max(high, value);
        }
    }
    EXPECT_GE(printed, low - half_unit);
    EXPECT_LE(printed, high + half_unit);
}

using Kinetics = TwoCompartment<double>;
double peak(const Kinetics& k) {
    return concentration(k, infusion);
}
double trough(const Kinetics& k) {
    return concentration(k, 8);
}
constexpr double grid = 0.01;  // the table's hours above a level were counted on a grid [h]
template <int thousandths>
double above(const Kinetics& k) {
    return hours_above(k, thousandths / 1000.0);
}

TEST(TwoCompartment, SetAHasItsPrintedExposure) {
    expect_printed(peak, 16.08, 6.3, 21.45, 0.005);
    expect_printed(trough, 16.08, 6.3, 0.0307, 0.00005);
    expect_printed(area, 16.08, 6.3, 11.97, 0.005);
    expect_printed(above<40>, 16.08, 6.3, 7.45, grid);
    expect_printed(above<1000>, 16.08, 6.3, 1.55, grid);
    expect_printed(above<2500>, 16.08, 6.3, 1.02, grid);
    expect_printed(above<9300>, 16.08, 6.3, 0.45, grid);
}

TEST(TwoCompartment, SetBHasItsPrintedExposure) {
    expect_printed(peak, 7.2, 2.66, 50.56, 0.005);
    expect_printed(trough, 7.2, 2.66, 0.0527, 0.00005);
    expect_printed(area, 7.2, 2.66, 26.76, 0.005);
    expect_printed(above<40>, 7.2, 2.66, 8.0, 0.05);
    expect_printed(above<1000>, 7.2, 2.66, 2.18, grid);
    expect_printed(above<2500>, 7.2, 2.66, 1.39, grid);
    expect_printed(above<9300>, 7.2, 2.66, 0.79, grid);
}

TEST(TwoCompartment, AgreesWithAnIndependentIntegration) {
    for (const auto& k : {set_a, set_b}) {
        const auto slope = [&](double, const std::array<double, 2>& a) {
            return std::array<double, 2>{700 - (k.k10 + k.k12) * a[0] + k.k21 * a[1],
                                         k.k12 * a[0] - k.k21 * a[1]};
        };
        for (const double t : {1e-3, 0.25, 1.0, 8.0}) {
            const auto expected = oracle::solve<2>(slope, {50, 20}, 0, t);
            const Amounts ours = carry(k, Amounts{50, 20}, 700.0, t);
            EXPECT_NEAR(ours.central, expected[0], 1e-10 * expected[0]);
            EXPECT_NEAR(ours.peripheral, expected[1], 1e-10 * expected[1]);
            EXPECT_NEAR(value_at(central_amount(k, Amounts{50, 20}, 700.0), t), expected[0],
                        1e-10 * expected[0]);
        }
    }
}

TEST(TwoCompartment, ManyLegsEqualOne) {
    Amounts legs{50, 20};
    for (int i = 0; i < 1000; ++i) legs = carry(set_a, legs, 3.0, 0.008);
    const Amounts one = carry(set_a, Amounts{50, 20}, 3.0, 8.0);
    // A thousand legs of some ten roundings each.
    EXPECT_NEAR(legs.central, one.central, 1e4 * 2.3e-16 * one.central);
    EXPECT_NEAR(legs.peripheral, one.peripheral, 1e4 * 2.3e-16 * one.peripheral);
}

TEST(TwoCompartment, EliminatedAndRemainingAddUpToTheDose) {
    for (const auto& k : {set_a, set_b}) {
        const Amounts left = [&] {
            const Amounts at_end = carry(k, Amounts{0, 0}, dose / infusion, infusion);
            return carry(k, at_end, 0.0, 8 - infusion);
        }();
        const double eliminated = k.k10 * k.volume * area(k);
        EXPECT_NEAR(eliminated + left.central + left.peripheral, dose, 1e-10 * dose);
    }
}

TEST(TwoCompartment, AConstantInputComesToRestAtInputOverClearance) {
    const Amounts rest = carry(set_a, Amounts{0, 0}, 16.08, 200.0);
    EXPECT_NEAR(rest.central / set_a.volume, 1, 1e-13);
    EXPECT_NEAR(rest.peripheral * set_a.k21 / set_a.k12 / set_a.volume, 1,
                1e-13);  // the same concentration on both sides
}

TEST(Aldesleukin, ClearanceAndVolumeGrowWithTheirPowersOfWeight) {
    const AldesleukinPk<double> drug{16.08, 6.3, 3.42, 5.53, 80, 0.75, 1, 1, 1, 1, 0.3, 1};
    const TwoCompartment<double> typical = aldesleukin_kinetics(drug, 80.0);
    const TwoCompartment<double> heavy = aldesleukin_kinetics(drug, 160.0);
    EXPECT_DOUBLE_EQ(typical.volume, 6.3);
    EXPECT_DOUBLE_EQ(typical.k10, 16.08 / 6.3);
    EXPECT_NEAR(heavy.volume, 12.6, 1e-13);
    EXPECT_NEAR(heavy.k10 * heavy.volume, 16.08 * std::pow(2, 0.75), 1e-13);
    EXPECT_NEAR(heavy.k12 * heavy.volume, 3.42, 1e-13);  // Q and V2 stay
    EXPECT_NEAR(heavy.k12 * heavy.volume / heavy.k21, 5.53, 1e-13);
}

}  // namespace
}  // namespace twinarm
