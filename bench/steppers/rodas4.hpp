// One trial step of the Rosenbrock method Rodas 4(3) of Hairer and Wanner: L-stable and stiffly accurate.
#pragma once

#include "bench/steppers/hermite.hpp"
#include "bench/steppers/linearise.hpp"
#include "bench/steppers/sparse_lu.hpp"
#include "kernels/ode/system.hpp"

TWINARM_BEGIN

/// Six stages (I / (gamma h) - J) u_i = f(t + alpha_i h, y + sum_j a_ij u_j) + sum_j c_ij u_j / h + d_i h
/// df/dt, gamma = 1/4, in the coefficients of RODAS (Hairer, Wanner 1996, Solving Ordinary Differential
/// Equations II, section IV.7). `linearised(system, t, y)` gives `jacobian`, the rates `per_h` and the
/// `Pattern` of the non-zeros.
struct Rodas4 {
    static constexpr double error_exponent = 1.0 / 4;

    template <class V, int N>
    struct Trial {
        Vector<V, N> slope_at_end;
        Vector<V, N> end;    ///< order 4
        Vector<V, N> error;  ///< end minus the embedded solution of order 3: the last stage
    };

    template <class V, int N, class System>
    TWINARM_HD static Trial<V, N> step(const System& system, V t, const Vector<V, N>& y,
                                       const Vector<V, N>& k1, V h) {
        const auto linear = linearised(system, t, y);
        const V per_step = V(1) / h;
        const SparseLu<V, typename decltype(linear)::Pattern> matrix(linear.jacobian, V(4) * per_step);
        const auto& rate = linear.per_h;
        Trial<V, N> s;
        Vector<V, N> u1, u2, u3, u4, u5, at, slope;

        const V d1 = V(0.25) * h, d2 = V(-0.1043) * h, d3 = V(0.1035) * h, d4 = V(-0.03620000000000023) * h;
        for (int i = 0; i < N; ++i) u1[i] = k1[i] + d1 * rate[i];
        matrix.solve(u1);

        for (int i = 0; i < N; ++i) at[i] = y[i] + V(1.544) * u1[i];
        slope = system(moment_of(system, t + V(0.386) * h), at);
        for (int i = 0; i < N; ++i) u2[i] = slope[i] + d2 * rate[i] + per_step * (V(-5.6688) * u1[i]);
        matrix.solve(u2);

        for (int i = 0; i < N; ++i)
            at[i] = y[i] + V(0.9466785280815826) * u1[i] + V(0.2557011698983284) * u2[i];
        slope = system(moment_of(system, t + V(0.21) * h), at);
        for (int i = 0; i < N; ++i)
            u3[i] = slope[i] + d3 * rate[i] +
                    per_step * (V(-2.430093356833875) * u1[i] + V(-0.2063599157091915) * u2[i]);
        matrix.solve(u3);

        for (int i = 0; i < N; ++i)
            at[i] = y[i] + V(3.314825187068521) * u1[i] + V(2.896124015972201) * u2[i] +
                    V(0.9986419139977817) * u3[i];
        slope = system(moment_of(system, t + V(0.63) * h), at);
        for (int i = 0; i < N; ++i)
            u4[i] = slope[i] + d4 * rate[i] +
                    per_step * (V(-0.1073529058151375) * u1[i] + V(-9.594562251023355) * u2[i] +
                                V(-20.47028614809616) * u3[i]);
        matrix.solve(u4);

        const auto last = moment_of(system, t + h);
        for (int i = 0; i < N; ++i)
            at[i] = y[i] + V(1.221224509226641) * u1[i] + V(6.019134481288629) * u2[i] +
                    V(12.53708332932087) * u3[i] + V(-0.6878860361058950) * u4[i];
        slope = system(last, at);
        for (int i = 0; i < N; ++i)
            u5[i] = slope[i] + per_step * (V(7.496443313967647) * u1[i] + V(-10.24680431464352) * u2[i] +
                                           V(-33.99990352819905) * u3[i] + V(11.70890893206160) * u4[i]);
        matrix.solve(u5);

        for (int i = 0; i < N; ++i) at[i] = at[i] + u5[i];  // the embedded solution
        slope = system(last, at);
        for (int i = 0; i < N; ++i)
            s.error[i] = slope[i] + per_step * (V(8.083246795921522) * u1[i] + V(-7.981132988064893) * u2[i] +
                                                V(-31.52159432874371) * u3[i] + V(16.31930543123136) * u4[i] +
                                                V(-6.058818238834054) * u5[i]);
        matrix.solve(s.error);

        for (int i = 0; i < N; ++i) s.end[i] = at[i] + s.error[i];
        s.slope_at_end = system(last, s.end);
        return s;
    }

    /// State i at a share `x` of an accepted step from `before`, order 3. RODAS has its own dense output
    /// of this order; on the model its error is the larger one.
    template <class V, int N>
    TWINARM_HD static V between(const Trial<V, N>& s, const Vector<V, N>& before, const Vector<V, N>& k1, V h,
                                V x, int i) {
        return hermite(before[i], k1[i], s.end[i], s.slope_at_end[i], h, x);
    }
};

TWINARM_END
