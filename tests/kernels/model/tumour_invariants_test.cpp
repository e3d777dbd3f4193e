// What the equations of the tumour and its T cells keep: proportions, rival explanations, memory.
#include <gtest/gtest.h>

#include "tests/kernels/model/model_cases.hpp"

namespace twinarm {
namespace {

using namespace model_cases;

// A clone's own slope, without what growth gives both.
TEST(Invariants, WithoutMemoryTheResistantCloneFeelsItsShareOfWhatTheSensitiveOneFeels) {
    for_each_case([](Case one, std::uint64_t n) {
        one.y[memory] = 0;
        const double rho = one.p.tumour.resistant_sensitivity;
        const auto relief =
            [&](int clone) {  // growth falls out of the difference of two states of the T cells
                Case other = one;
                other.y[tumour_cd8] = one.y[tumour_cd8] + 1;
                return one.slope()[clone] - other.slope()[clone];
            };
        ASSERT_NEAR(relief(log_resistant), rho * relief(log_sensitive), 1e-14) << n;
        const double without = relief(log_resistant);
        one.y[memory] = 1;
        const double per_sensitive = relief(log_resistant) / relief(log_sensitive);
        ASSERT_NEAR(per_sensitive, rho + (1 - rho) / (1 + one.p.tumour.spreading_half_memory), 1e-9) << n;
        ASSERT_GT(without, 0) << n;
    });
}

// What is linear in the tumour's cells is so for any number of them: nothing caps a count.
TEST(Invariants, TumourTregAndBystandersFollowTheirTargetsWithoutACap) {
    for_each_case([](Case one, std::uint64_t n) {
        const TumourImmune<double>& t = one.p.tumour;
        const auto slope_at = [&](StateIndex row, StateIndex state, double value) {
            Case other = one;
            other.y[state] = value;
            return other.slope()[row];
        };
        for (const double more : {1.0, 100.0}) {
            ASSERT_NEAR(slope_at(tumour_treg, tumour_treg, more) - slope_at(tumour_treg, tumour_treg, 0),
                        -t.tumour_treg_turnover * more, 1e-13 * more)
                << n;
            ASSERT_NEAR(
                slope_at(bystander_cd8, bystander_cd8, more) - slope_at(bystander_cd8, bystander_cd8, 0),
                -t.bystander_turnover * more, 1e-13 * more)
                << n;
            ASSERT_NEAR(slope_at(bystander_cd8, cd8, 1 + more) - slope_at(bystander_cd8, cd8, 1),
                        t.bystander_turnover * t.bystander_homing * more, 1e-13 * more)
                << n;
        }
        // More signal brings Treg into the tumour, bystanders displace them.
        ASSERT_GT(slope_at(tumour_treg, tumour_signal, 0.5), slope_at(tumour_treg, tumour_signal, 0.1)) << n;
        ASSERT_LT(slope_at(tumour_treg, bystander_cd8, 2), slope_at(tumour_treg, bystander_cd8, 0)) << n;
    });
}

// Each rival explanation acts where its number is not 0, in its direction, and nowhere else.
TEST(Invariants, ARivalExplanationActsOnlyWhereItIsOn) {
    for_each_case([](Case one, std::uint64_t n) {
        one.p.tumour.crowding = one.p.tumour.chronic_exhaustion = one.p.tumour.treg_of_blood = 0;
        one.y[bystander_cd8] = 1, one.y[chronic_signal] = 0.5, one.y[treg] = 2, one.y[tachyphylaxis] = 0.5;
        const State<double> off = one.slope();
        const auto on = [&](double TumourImmune<double>::*rival) {
            Case other = one;
            other.p.tumour.*rival = 0.5;
            return other.slope();
        };
        for (const auto rival : {&TumourImmune<double>::crowding, &TumourImmune<double>::chronic_exhaustion})
            ASSERT_GT(on(rival)[log_sensitive], off[log_sensitive]) << n;
        ASSERT_GT(on(&TumourImmune<double>::treg_of_blood)[tumour_treg], off[tumour_treg]) << n;
        Case answering = one;
        answering.y[tachyphylaxis] = 0;
        ASSERT_GT(answering.slope()[cd8_signal], off[cd8_signal]) << n;
        ASSERT_GT(answering.slope()[treg_signal], off[treg_signal]) << n;
        ASSERT_EQ(answering.slope()[tumour_signal], off[tumour_signal]) << n;
    });
}

/// Memory of the typical patient after square pulses of signal, each of `hours` and a fortnight after the
/// last.
double memory_after(int pulses, double hours, double signal) {
    const Patient<double> p = reference::typical_patient();
    const TumourConstants<double> constant = tumour_constants(p.tumour);
    State<double> y = untreated(p.tumour);
    const auto rate = [&](double m) {
        y[memory] = m;
        State<double> slope;
        tumour_slopes(p.tumour, constant, {1.0, 1.0}, present_tumour(y, {1.0, 1.0}), 0.0, y, slope);
        return slope[memory];
    };
    double m = 0;
    const double h = 1;
    for (double time = 0; time < pulses * 14 * 24; time += h) {
        y[tumour_signal] = std::fmod(time, 14 * 24) < hours ? signal : 0;
        const double half = m + h / 2 * rate(m);
        m += h * rate(half);
    }
    return m;
}

// Two cycles of 7 doses every 8 h against two of 14: within 5%. Twice the signal, over half the time, makes
// more.
TEST(Invariants, MemoryIsMadeByTheStrengthOfASignalAndNotByItsDuration) {
    const double seven = memory_after(2, 7 * 8, 0.3), fourteen = memory_after(2, 14 * 8, 0.3);
    EXPECT_GT(fourteen, seven);
    EXPECT_NEAR(seven, fourteen, 0.05 * fourteen);
    EXPECT_NEAR(memory_after(1, 14 * 8, 0.3), seven, 0.01 * seven);
    EXPECT_GT(memory_after(2, 7 * 8, 0.3), 1.5 * memory_after(2, 14 * 8, 0.15));
}

}  // namespace
}  // namespace twinarm
