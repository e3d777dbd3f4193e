// One trial step of the explicit Runge-Kutta method 5(4) of Tsitouras: independent of model, doses and
// tolerance.
#pragma once

#include "kernels/ode/system.hpp"

TWINARM_BEGIN

/// Butcher table (Tsitouras 2011, Comput Math Appl 62:770, table 1); nodes 0, c2..c5, 1, 1.
struct Tsit5 {
    static constexpr double error_exponent = 1.0 / 5;  ///< 1 / order of the error of a step

    template <class V, int N>
    struct Trial {
        Vector<V, N> k2, k3, k4, k5, k6;           ///< stages; the first is the slope before the step
        Vector<V, N> slope_at_end;                 ///< the last, and the first of the next step
        Vector<V, N> end;                          ///< state at t + h, order 5
        Vector<V, compensated<V> ? N : 1> change;  ///< end minus before, for a compensated state
        Vector<V, N> error;                        ///< end minus the embedded solution of order 4
    };

    /// `system(t, y)` gives the slopes; `k1` those at (t, y).
    template <class V, int N, class System>
    TWINARM_HD static Trial<V, N> step(const System& system, V t, const Vector<V, N>& y,
                                       const Vector<V, N>& k1, V h) {
        Trial<V, N> s;
        Vector<V, N> at;
        for (int i = 0; i < N; ++i) at[i] = y[i] + h * (V(0.161) * k1[i]);
        slopes_into(s.k2, system, moment_of(system, t + V(0.161) * h), at);
        for (int i = 0; i < N; ++i)
            at[i] = y[i] + h * (V(-0.008480655492356989) * k1[i] + V(0.335480655492357) * s.k2[i]);
        slopes_into(s.k3, system, moment_of(system, t + V(0.327) * h), at);
        for (int i = 0; i < N; ++i)
            at[i] = y[i] + h * (V(2.8971530571054935) * k1[i] + V(-6.359448489975075) * s.k2[i] +
                                V(4.3622954328695815) * s.k3[i]);
        slopes_into(s.k4, system, moment_of(system, t + V(0.9) * h), at);
        for (int i = 0; i < N; ++i)
            at[i] = y[i] + h * (V(5.325864828439257) * k1[i] + V(-11.748883564062828) * s.k2[i] +
                                V(7.4955393428898365) * s.k3[i] + V(-0.09249506636175525) * s.k4[i]);
        slopes_into(s.k5, system, moment_of(system, t + V(0.9800255409045097) * h), at);
        for (int i = 0; i < N; ++i)
            at[i] = y[i] + h * (V(5.86145544294642) * k1[i] + V(-12.92096931784711) * s.k2[i] +
                                V(8.159367898576159) * s.k3[i] + V(-0.071584973281401) * s.k4[i] +
                                V(-0.028269050394068383) * s.k5[i]);
        const auto last = moment_of(system, t + h);
        slopes_into(s.k6, system, last, at);
        for (int i = 0; i < N; ++i) {
            const V change = h * (V(0.09646076681806523) * k1[i] + V(0.01) * s.k2[i] +
                                  V(0.4798896504144996) * s.k3[i] + V(1.379008574103742) * s.k4[i] +
                                  V(-3.290069515436081) * s.k5[i] + V(2.324710524099774) * s.k6[i]);
            s.end[i] = y[i] + change;
            if constexpr (compensated<V>) s.change[i] = change;
        }
        slopes_into(s.slope_at_end, system, last, s.end);
        for (int i = 0; i < N; ++i)
            s.error[i] = h * (V(-0.00178001105222577714) * k1[i] + V(-0.0008164344596567469) * s.k2[i] +
                              V(0.007880878010261995) * s.k3[i] + V(-0.1447110071732629) * s.k4[i] +
                              V(0.5823571654525552) * s.k5[i] + V(-0.45808210592918697) * s.k6[i] +
                              V(1.0 / 66.0) * s.slope_at_end[i]);
        return s;
    }

    /// State i at a share `x` of an accepted step from `before`, order 4 (same paper).
    template <class V, int N>
    TWINARM_HD static V between(const Trial<V, N>& s, const Vector<V, N>& before, const Vector<V, N>& k1, V h,
                                V x, int i) {
        const V x2 = x * x;
        const V b1 = V(-1.0530884977290216) * x * (x - V(1.3299890189751412)) *
                     (x2 - V(1.4364028541716351) * x + V(0.7139816917074209));
        const V b2 = V(0.1017) * x2 * (x2 - V(2.1966568338249754) * x + V(1.2949852507374631));
        const V b3 =
            V(2.490627285651252793) * x2 * (x2 - V(2.38535645472061657) * x + V(1.57803468208092486));
        const V b4 =
            V(-16.54810288924490272) * (x - V(1.21712927295533244)) * (x - V(0.61620406037800089)) * x2;
        const V b5 =
            V(47.37952196281928122) * (x - V(1.203071208372362603)) * (x - V(0.658047292653547382)) * x2;
        const V b6 = V(-34.87065786149660974) * (x - V(1.2)) * (x - V(2.0 / 3.0)) * x2;
        const V b7 = V(2.5) * (x - V(1)) * (x - V(0.6)) * x2;
        return before[i] + h * (b1 * k1[i] + b2 * s.k2[i] + b3 * s.k3[i] + b4 * s.k4[i] + b5 * s.k5[i] +
                                b6 * s.k6[i] + b7 * s.slope_at_end[i]);
    }
};

TWINARM_END
