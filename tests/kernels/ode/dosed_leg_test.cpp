// The stepper and the controller on dosed legs of the real model.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "kernels/launch/simulate_course.hpp"
#include "kernels/patient/simulate_patient.hpp"
#include "tests/kernels/independent_solver.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

/// The eight hours after an infusion of high-dose IL-2 that follows a day of others.
Leg<double> dosed_leg() {
    Leg<double> leg{};
    leg.patient = reference::typical_patient();
    leg.alive = {1, 1};
    leg.drugs.present.aldesleukin = true;
    const TwoCompartment<double> k = aldesleukin_kinetics(leg.patient.aldesleukin, 80.0);
    leg.drugs.aldesleukin = {
        scaled(central_amount(k, TwoCompartmentAmounts<double>{135, 25}, 0.0), 1 / k.volume), 0, 0.3};
    leg.constant = patient_constants(leg.patient);
    leg.watch.midnight = leg.watch.lesion_threshold = leg.watch.death_threshold = unreachable;
    leg.watch.death = never;
    State<double>& y = leg.progress.state = untreated(leg.patient.tumour);
    y[circulating] = 0.2, y[surface_receptor] = 0.5, y[cd25_induction] = 0.3;
    y[cd8_signal] = 0.2, y[treg_signal] = 0.5, y[tumour_signal] = 0.4;
    y[memory] = 0.5, y[bystander_cd8] = 0.3, y[leak] = 0.4;
    leg.progress.length = 7.75;
    return leg;
}

using Values = std::array<double, state_count>;

/// Largest difference of two states, relative where they are above 1.
double difference(const State<double>& a, const Values& b) {
    double worst = 0;
    for (int i = 0; i < state_count; ++i)
        worst =
            std::max(worst, std::abs(a[i] - b[std::size_t(i)]) / std::max(1.0, std::abs(b[std::size_t(i)])));
    return worst;
}

Values exact_end(const Leg<double>& leg) {
    Values start;
    for (int i = 0; i < state_count; ++i) start[std::size_t(i)] = leg.progress.state[i];
    const auto slope = [&](double t, const Values& y) {
        State<double> state;
        for (int i = 0; i < state_count; ++i) state[i] = y[std::size_t(i)];
        const State<double> d = LegSystem<double>{leg}(t, state);
        Values out;
        for (int i = 0; i < state_count; ++i) out[std::size_t(i)] = d[i];
        return out;
    };
    return oracle::solve<state_count>(slope, start, 0, leg.progress.length, 1e-14);
}

TEST(DosedLeg, HalvingTheStepGainsFiveOrders) {
    const Leg<double> leg = dosed_leg();
    const Values exact = exact_end(leg);
    const auto error = [&](int steps) {
        const double h = leg.progress.length / steps;
        State<double> y = leg.progress.state;
        const auto f = [&](double t, const State<double>& state) { return LegSystem<double>{leg}(t, state); };
        for (int i = 0; i < steps; ++i) y = Tsit5::step(f, i * h, y, f(i * h, y), h).end;
        return difference(y, exact);
    };
    const double coarse = std::log2(error(20) / error(40)), fine = std::log2(error(40) / error(80));
    // As in tsit5_test: terms of order 6 show, and fade with the step.
    EXPECT_GT(coarse, 5);
    EXPECT_GT(fine, 5);
    EXPECT_LT(fine, coarse);
}

TEST(DosedLeg, TheControllerKeepsItsTolerance) {
    const Leg<double> leg = dosed_leg();
    const Values exact = exact_end(leg);
    for (const double tolerance : {1e-4, 1e-6, 1e-8}) {
        Leg<double> run = leg;
        SolverSettings settings;
        settings.relative_tolerance = tolerance;
        settings.absolute_tolerance = 1e-3 * tolerance;
        run.progress.step = settings.restart_step_h;
        open_leg(run, true);
        while (run.progress.elapsed < run.progress.length) advance_leg(run, settings);
        ASSERT_EQ(run.progress.failure, 0);
        // Each of some 30 steps may be wrong by the tolerance.
        EXPECT_LT(difference(run.progress.state, exact), 30 * tolerance);
    }
}

/// Largest relative difference of the true SLD at the visits.
double sld_error(const Outcome& a, const Outcome& b) {
    double worst = 0;
    for (int i = 0; i < a.scans; ++i)
        worst = std::max(worst, std::abs(a.true_sld_mm[i] / b.true_sld_mm[i] - 1));
    return worst;
}

Study without_rules(double tolerance) {
    Study study = reference::study_without_arms(reference::reference_population(), 24 * reference::week);
    reference::fix(study, "survival.death_rate", 0);
    reference::fix(study, "survival.new_lesion_rate", 0);
    reference::add_arm(study, reference::arm_of(1, {reference::plain_high_dose_il2()}));
    study.solver.relative_tolerance = tolerance;
    study.solver.absolute_tolerance = 1e-3 * tolerance;
    return study;
}

TEST(DosedLeg, TheDefaultToleranceGivesEveryVisitOfHighDoseIl2ToOnePartInTenThousand) {
    const Study usual = without_rules(1e-6), fine = without_rules(1e-9);
    for (std::uint64_t n = 0; n < 20; ++n) {
        const Outcome a = simulate_course(usual, n, 0).outcome, b = simulate_course(fine, n, 0).outcome;
        ASSERT_EQ(a.scans, b.scans);
        EXPECT_LT(sld_error(a, b), 1e-4) << n;
    }
}

TEST(DosedLeg, ExtraEdgesDoNotMoveAVisitBeyondTheTolerance) {
    const Study usual = without_rules(1e-6);
    Study edges = usual;
    // Nivolumab of 1e-15 mg every five hours: its infusions cut legs and do nothing else.
    edges.arms[0] = reference::arm_of(
        1, {reference::plain_high_dose_il2(), reference::every(Drug::nivolumab, 1e-15, false, 60, 300)});
    for (std::uint64_t n = 0; n < 5; ++n) {
        const Outcome a = simulate_course(usual, n, 0).outcome, b = simulate_course(edges, n, 0).outcome;
        ASSERT_EQ(a.scans, b.scans);
        ASSERT_GT(b.steps, 3 * a.steps);
        EXPECT_LT(sld_error(a, b), 1e-4) << n;
    }
}

}  // namespace
}  // namespace twinarm
