// One step of the classical Runge-Kutta method of order 4, which estimates no error: for steps of fixed
// length.
#pragma once

#include "bench/steppers/hermite.hpp"
#include "kernels/ode/system.hpp"

TWINARM_BEGIN

/// Butcher table (Kutta 1901); nodes 0, 1/2, 1/2, 1; weights 1/6, 1/3, 1/3, 1/6. Its error is a plain 0: step
/// control accepts every step.
struct ClassicalRungeKutta {
    static constexpr double error_exponent = 1.0 / 5;

    template <class V, int N>
    struct Trial {
        Vector<V, N> slope_at_end;
        Vector<V, N> end;    ///< order 4
        Vector<V, N> error;  ///< 0
    };

    template <class V, int N, class System>
    TWINARM_HD static Trial<V, N> step(const System& system, V t, const Vector<V, N>& y,
                                       const Vector<V, N>& k1, V h) {
        Trial<V, N> s;
        Vector<V, N> at;
        const auto middle = moment_of(system, t + V(0.5) * h), last = moment_of(system, t + h);
        for (int i = 0; i < N; ++i) at[i] = y[i] + h * (V(0.5) * k1[i]);
        const Vector<V, N> k2 = system(middle, at);
        for (int i = 0; i < N; ++i) at[i] = y[i] + h * (V(0.5) * k2[i]);
        const Vector<V, N> k3 = system(middle, at);
        for (int i = 0; i < N; ++i) at[i] = y[i] + h * k3[i];
        const Vector<V, N> k4 = system(last, at);
        for (int i = 0; i < N; ++i) {
            s.end[i] = y[i] + h * (V(1.0 / 6) * (k1[i] + k4[i]) + V(1.0 / 3) * (k2[i] + k3[i]));
            s.error[i] = V(0);
        }
        s.slope_at_end = system(last, s.end);
        return s;
    }

    /// State i at a share `x` of a step from `before`, order 3.
    template <class V, int N>
    TWINARM_HD static V between(const Trial<V, N>& s, const Vector<V, N>& before, const Vector<V, N>& k1, V h,
                                V x, int i) {
        return hermite(before[i], k1[i], s.end[i], s.slope_at_end[i], h, x);
    }
};

TWINARM_END
