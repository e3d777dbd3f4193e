// Integration over one smooth leg, each lane with its own clock: joins stepper and step control.
#pragma once

#include "kernels/core/status.hpp"
#include "kernels/ode/solver_settings.hpp"
#include "kernels/ode/step_control.hpp"
#include "kernels/ode/tsit5.hpp"

TWINARM_BEGIN

/// A state nearer to 0 than this is 0, and so is a slope of it below the other: what decays for months would
/// become a subnormal number, with which processors are slow (twice the whole run in single precision).
template <class T>
inline constexpr T faded_below = sizeof(T) == 4 ? T(1e-12) : T(1e-40);
template <class T>
inline constexpr T resting_below = sizeof(T) == 4 ? T(1e-30) : T(1e-40);  ///< [1/h]

/// The position of each lane in its leg.
template <class V, int N>
struct Progress {
    Vector<V, N> state, slope;
    Vector<V, compensated<V> ? N : 1>
        lost;    ///< what is to be added to the state; used where it is compensated
    V elapsed;   ///< since the leg's start [h]
    V length;    ///< of the leg [h]
    V step;      ///< proposed [h]
    V accepted;  ///< steps so far in this patient's course
    V rejected;
    V failure;  ///< a Status, or 0; a lane that failed is not to be advanced again
};

/// For accepted steps that nothing watches.
struct UnwatchedStep {
    template <class M, class V, class Step>
    TWINARM_HD void operator()(M, V, V, const Step&) const {}
};

/// One trial step of `Method` in every lane. A lane is at its leg's end where elapsed == length;
/// `scale(i, magnitude)` is the error that state i may make in a step; `watch(good, start, h, step)` sees
/// each step before the state moves on, in the lanes where it was good.
template <class Method = Tsit5, class V, int N, class System, class Scale, class Watch = UnwatchedStep>
TWINARM_HD inline void advance(Progress<V, N>& at, const System& system, const Scale& scale,
                               const SolverSettings& settings, const Watch& watch = {}) {
    using T = ScalarOf<V>;
    const V remaining = at.length - at.elapsed;
    const auto last = at.step >= remaining;
    const V h = select(last, remaining, at.step);
    const auto trial = Method::step(system, at.elapsed, at.state, at.slope, h);
    const V norm = error_norm(trial.error, at.state, trial.end, scale);
    const auto good = norm <= V(1);
    const V next = h * step_factor(norm, Method::error_exponent);

    const V before = at.elapsed;
    at.elapsed = select(good, select(last, at.length, at.elapsed + h), at.elapsed);
    watch(good, before, h, trial);
    const V least_kept = V(faded_below<T>);
    for (int i = 0; i < N; ++i) {
        V end = trial.end[i];
        if constexpr (compensated<V>) {
            const V change = trial.change[i] + at.lost[i];
            end = at.state[i] + change;
            const V rest = select(absolute(end) < least_kept, V(0), change - (end - at.state[i]));
            at.lost[i] = select(good, rest, at.lost[i]);
        }
        const V slope = trial.slope_at_end[i];
        const auto faded = absolute(end) < least_kept;
        const auto at_rest = faded & (absolute(slope) < V(resting_below<T>));
        at.state[i] = select(good, select(faded, V(0), end), at.state[i]);
        at.slope[i] = select(good, select(at_rest, V(0), slope), at.slope[i]);
    }
    // A step cut short by the leg's end is no reason to shorten the proposed step.
    at.step = select(good & last, maximum(at.step, next), next);
    at.accepted = at.accepted + select(good, V(1), V(0));
    at.rejected = at.rejected + select(good, V(0), V(1));

    const V too_small = select(norm >= V(T(1e30)), V(T(Status::not_finite)), V(T(Status::step_underflow)));
    // A step that no longer moves the time of single precision is too small as well.
    V least = V(T(settings.minimum_step_h));
    if constexpr (compensated<V>) least = maximum(least, V(T(6e-8)) * at.elapsed);
    at.failure = select(good, V(0), select(at.step < least, too_small, V(0)));
    at.failure = select((at.elapsed < at.length) & (at.accepted + at.rejected >= V(T(settings.max_steps))),
                        V(T(Status::too_many_steps)), at.failure);
}

TWINARM_END
