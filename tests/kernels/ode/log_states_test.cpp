// The tumour's clones are integrated as logarithms: the error allowed to one, and the course of the masses.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "kernels/patient/course.hpp"
#include "tests/kernels/independent_solver.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

TEST(LogStates, TheErrorOfALogarithmIsARelativeErrorOfTheMass) {
    const ErrorScale<double> scale{1e-9, 1e-6};
    for (const double magnitude : {1e-3, 1.0, 7.0}) {
        EXPECT_EQ(scale(log_sensitive, magnitude), 1e-6);
        EXPECT_EQ(scale(log_resistant, magnitude), 1e-6);
        EXPECT_EQ(scale(cd8, magnitude), 1e-9 + 1e-6 * magnitude);
    }
}

/// Sixty days of full PD-1 blockade in a patient whose T cells were held back by little else: the sensitive
/// clone shrinks to less than a thousandth of its mass.
Leg<double> shrinking() {
    Leg<double> leg{};
    leg.patient = reference::typical_patient();
    leg.patient.tumour.exhaustion = 0.9, leg.patient.tumour.pd1_effect = 0.9;
    leg.patient.tumour.killing = 1e-3, leg.patient.tumour.killing_limit = 0.05;
    leg.constant = patient_constants(leg.patient);
    leg.drugs.present = {false, false, true};
    leg.drugs.nivolumab.at_rest = 100;
    leg.alive = {1, 1};
    leg.progress.state = untreated(leg.patient.tumour);
    leg.progress.length = 60 * 24;
    leg.progress.step = 0.1;
    leg.watch.readings = no_readings<double>();
    leg.watch.lesion_threshold = leg.watch.death_threshold = unreachable;
    leg.watch.midnight = 1e30;
    leg.watch.lesion = leg.watch.death = -1;
    return leg;
}

using Values = std::array<double, state_count>;

/// The same with the masses themselves as states: m' = m d ln(m)/dt.
Values masses_at_end(const Leg<double>& leg) {
    Values start;
    for (int i = 0; i < state_count; ++i) start[std::size_t(i)] = leg.progress.state[i];
    for (const int i : {log_sensitive, log_resistant})
        start[std::size_t(i)] = std::exp(start[std::size_t(i)]);
    const auto slope = [&](double t, const Values& y) {
        State<double> state;
        for (int i = 0; i < state_count; ++i) state[i] = y[std::size_t(i)];
        for (const int i : {log_sensitive, log_resistant}) state[i] = std::log(y[std::size_t(i)]);
        const State<double> d = LegSystem<double>{leg}(t, state);
        Values out;
        for (int i = 0; i < state_count; ++i) out[std::size_t(i)] = d[i];
        for (const int i : {log_sensitive, log_resistant}) out[std::size_t(i)] *= y[std::size_t(i)];
        return out;
    };
    return oracle::solve<state_count>(slope, start, 0, leg.progress.length, 1e-12);
}

// Each step may be wrong by the tolerance, relative to the mass however small; what is wrong of the T cells
// is wrong of killing, and counts as often as killing changes the logarithm.
TEST(LogStates, AMassThatShrinksAThousandfoldKeepsItsRelativeAccuracy) {
    Leg<double> leg = shrinking();
    const Values expected = masses_at_end(leg);
    const double start = std::exp(leg.progress.state[log_sensitive]);
    SolverSettings settings;
    settings.relative_tolerance = 1e-8;
    settings.absolute_tolerance = 1e-11;
    open_leg(leg, true);
    while (!leg_is_over(leg)) advance_leg(leg, settings);
    ASSERT_EQ(leg.progress.failure, 0);
    EXPECT_LT(expected[log_sensitive], 1e-3 * start);
    const double allowed = leg.progress.accepted * 1e-8 * std::log(start / expected[log_sensitive]);
    for (const int i : {log_sensitive, log_resistant})
        EXPECT_NEAR(std::exp(leg.progress.state[i]) / expected[std::size_t(i)], 1, allowed) << i;
}

}  // namespace
}  // namespace twinarm
