// One trial step of the Rosenbrock method Rodas 3(2): L-stable, stiffly accurate, three slopes a step.
#pragma once

#include "bench/steppers/hermite.hpp"
#include "bench/steppers/linearise.hpp"
#include "bench/steppers/sparse_lu.hpp"
#include "kernels/ode/system.hpp"

TWINARM_BEGIN

/// Four stages as in rodas4.hpp with gamma = 1/2 (Sandu, Verwer, Blom, Spee, Carmichael, Potra 1997, Atmos
/// Environ 31:3459, method RODAS3); the first two share a slope.
struct Rodas3 {
    static constexpr double error_exponent = 1.0 / 3;

    template <class V, int N>
    struct Trial {
        Vector<V, N> slope_at_end;
        Vector<V, N> end;    ///< order 3
        Vector<V, N> error;  ///< end minus the embedded solution of order 2: the last stage
    };

    template <class V, int N, class System>
    TWINARM_HD static Trial<V, N> step(const System& system, V t, const Vector<V, N>& y,
                                       const Vector<V, N>& k1, V h) {
        const auto linear = linearised(system, t, y);
        const V per_step = V(1) / h;
        const SparseLu<V, typename decltype(linear)::Pattern> matrix(linear.jacobian, V(2) * per_step);
        const auto& rate = linear.per_h;
        Trial<V, N> s;
        Vector<V, N> u1, u2, u3, at, slope;

        for (int i = 0; i < N; ++i) u1[i] = k1[i] + V(0.5) * h * rate[i];
        matrix.solve(u1);
        for (int i = 0; i < N; ++i) u2[i] = k1[i] + V(1.5) * h * rate[i] + per_step * (V(4) * u1[i]);
        matrix.solve(u2);

        const auto last = moment_of(system, t + h);
        for (int i = 0; i < N; ++i) at[i] = y[i] + V(2) * u1[i];
        slope = system(last, at);
        for (int i = 0; i < N; ++i) u3[i] = slope[i] + per_step * (u1[i] - u2[i]);
        matrix.solve(u3);

        for (int i = 0; i < N; ++i) at[i] = at[i] + u3[i];  // the embedded solution
        slope = system(last, at);
        for (int i = 0; i < N; ++i) s.error[i] = slope[i] + per_step * (u1[i] - u2[i] + V(-8.0 / 3) * u3[i]);
        matrix.solve(s.error);

        for (int i = 0; i < N; ++i) s.end[i] = at[i] + s.error[i];
        s.slope_at_end = system(last, s.end);
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
