// One trial step of the explicit Runge-Kutta method 3(2) of Bogacki and Shampine.
#pragma once

#include "bench/steppers/hermite.hpp"
#include "kernels/ode/system.hpp"

TWINARM_BEGIN

/// Butcher table (Bogacki, Shampine 1989, Appl Math Lett 2:321); nodes 0, 1/2, 3/4, 1.
///   1/2 | 1/2
///   3/4 | 0    3/4
///   1   | 2/9  1/3  4/9
///   err | -5/72 1/12 1/9 -1/8
struct BogackiShampine {
    static constexpr double error_exponent = 1.0 / 3;

    template <class V, int N>
    struct Trial {
        Vector<V, N> slope_at_end;
        Vector<V, N> end;    ///< order 3
        Vector<V, N> error;  ///< end minus the embedded solution of order 2
    };

    template <class V, int N, class System>
    TWINARM_HD static Trial<V, N> step(const System& system, V t, const Vector<V, N>& y,
                                       const Vector<V, N>& k1, V h) {
        Trial<V, N> s;
        Vector<V, N> at;
        for (int i = 0; i < N; ++i) at[i] = y[i] + h * (V(0.5) * k1[i]);
        const Vector<V, N> k2 = system(moment_of(system, t + V(0.5) * h), at);
        for (int i = 0; i < N; ++i) at[i] = y[i] + h * (V(0.75) * k2[i]);
        const Vector<V, N> k3 = system(moment_of(system, t + V(0.75) * h), at);
        for (int i = 0; i < N; ++i)
            s.end[i] = y[i] + h * (V(2.0 / 9) * k1[i] + V(1.0 / 3) * k2[i] + V(4.0 / 9) * k3[i]);
        s.slope_at_end = system(moment_of(system, t + h), s.end);
        for (int i = 0; i < N; ++i)
            s.error[i] = h * (V(-5.0 / 72) * k1[i] + V(1.0 / 12) * k2[i] + V(1.0 / 9) * k3[i] +
                              V(-1.0 / 8) * s.slope_at_end[i]);
        return s;
    }

    /// State i at a share `x` of an accepted step from `before`, order 3.
    template <class V, int N>
    TWINARM_HD static V between(const Trial<V, N>& s, const Vector<V, N>& before, const Vector<V, N>& k1, V h,
                                V x, int i) {
        return hermite(before[i], k1[i], s.end[i], s.slope_at_end[i], h, x);
    }
};

TWINARM_END
