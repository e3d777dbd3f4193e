// Steps planned in advance from each leg's start, none longer than a given one: no error is estimated.
#pragma once

#include <concepts>

#include "bench/steppers/classical_rk4.hpp"
#include "kernels/patient/course.hpp"

TWINARM_BEGIN

/// After an edge the drug levels and with them occupancy change within seconds, hours later they hardly do: a
/// step is as long as the time since the edge, at least `shortest` and at most the longest.
struct PlannedSteps : ClassicalRungeKutta {
    static constexpr double shortest_h = 0.004;
};

/// Takes the place of the controlled step: here settings.restart_step_h is the longest step.
template <std::same_as<PlannedSteps> Method, class V, class Note = NoNote>
inline void advance_leg(Leg<V>& leg, const SolverSettings& settings, const Note& note = {}) {
    using T = ScalarOf<V>;
    Progress<V, state_count>& p = leg.progress;
    const V planned = maximum(p.elapsed, V(T(Method::shortest_h)));
    const V step = minimum(planned, V(T(settings.restart_step_h)));
    const V remaining = p.length - p.elapsed;
    const auto last = remaining <= step * V(T(1 + 1e-9));
    const V h = select(last, remaining, step);
    const auto trial = Method::step(LegSystem<V>{leg}, p.elapsed, p.state, p.slope, h);
    V largest = V(0);
    for (int i = 0; i < state_count; ++i) largest = maximum(largest, absolute(trial.end[i] * trial.end[i]));
    V sum = V(0);
    for (int i = 0; i < state_count; ++i) sum = sum + trial.end[i];
    const auto good = (largest <= V(T(1e30))) & (sum <= V(T(1e30)));

    const V before = p.elapsed;
    p.elapsed = select(good, select(last, p.length, p.elapsed + h), p.elapsed);
    watch_step(leg.watch, Reader<V>{leg.patient.lymphocytes, leg.patient.toxicity, leg.constant}, good,
               AcceptedStep<Method, V>{trial, p.state, p.slope, before, h}, p.elapsed, p.length, note);
    for (int i = 0; i < state_count; ++i) {
        p.state[i] = select(good, trial.end[i], p.state[i]);
        p.slope[i] = select(good, trial.slope_at_end[i], p.slope[i]);
    }
    p.accepted = p.accepted + V(1);
    p.failure = select(good, V(0), V(T(Status::not_finite)));
}

TWINARM_END
