// One trial step of Verner's "most efficient" explicit Runge-Kutta method 7(6).
#pragma once

#include "bench/steppers/hermite.hpp"
#include "kernels/ode/system.hpp"

TWINARM_BEGIN

/// Butcher table (Verner 2010, Numer Algorithms 53:383; coefficients of his page, RKV76.IIa.Efficient): ten
/// stages, the tenth for the error alone.
struct Verner7 {
    static constexpr double error_exponent = 1.0 / 7;

    template <class V, int N>
    struct Trial {
        Vector<V, N> slope_at_end;
        Vector<V, N> end;    ///< order 7
        Vector<V, N> error;  ///< end minus the embedded solution of order 6
    };

    template <class V, int N, class System>
    TWINARM_HD static Trial<V, N> step(const System& system, V t, const Vector<V, N>& y,
                                       const Vector<V, N>& k1, V h) {
        Trial<V, N> s;
        Vector<V, N> at;
        for (int i = 0; i < N; ++i) at[i] = y[i] + h * (V(0.005) * k1[i]);
        const Vector<V, N> k2 = system(moment_of(system, t + V(0.005) * h), at);
        for (int i = 0; i < N; ++i)
            at[i] = y[i] + h * (V(-1.0767901234567901) * k1[i] + V(1.1856790123456791) * k2[i]);
        const Vector<V, N> k3 = system(moment_of(system, t + V(0.10888888888888889) * h), at);
        for (int i = 0; i < N; ++i) at[i] = y[i] + h * (V(0.040833333333333333) * k1[i] + V(0.1225) * k3[i]);
        const Vector<V, N> k4 = system(moment_of(system, t + V(0.16333333333333333) * h), at);
        for (int i = 0; i < N; ++i)
            at[i] = y[i] + h * (V(0.63891392362557268) * k1[i] + V(-2.4556726382236568) * k3[i] +
                                V(2.2722587145980841) * k4[i]);
        const Vector<V, N> k5 = system(moment_of(system, t + V(0.4555) * h), at);
        for (int i = 0; i < N; ++i)
            at[i] = y[i] + h * (V(-2.6615773750187571) * k1[i] + V(10.804513886456138) * k3[i] +
                                V(-8.3539146573961994) * k4[i] + V(0.82048759495665698) * k5[i]);
        const Vector<V, N> k6 = system(moment_of(system, t + V(0.60950944899783813) * h), at);
        for (int i = 0; i < N; ++i)
            at[i] = y[i] + h * (V(6.0677414346967710) * k1[i] + V(-24.711273635911086) * k3[i] +
                                V(20.427517930788894) * k4[i] + V(-1.9061579788166472) * k5[i] +
                                V(1.0061722492420680) * k6[i]);
        const Vector<V, N> k7 = system(moment_of(system, t + V(0.884) * h), at);
        for (int i = 0; i < N; ++i)
            at[i] = y[i] + h * (V(12.054670076253203) * k1[i] + V(-49.754784950468989) * k3[i] +
                                V(41.142888638604677) * k4[i] + V(-4.4617601499740042) * k5[i] +
                                V(2.0423348222391750) * k6[i] + V(-0.098348436654061074) * k7[i]);
        const Vector<V, N> k8 = system(moment_of(system, t + V(0.925) * h), at);
        const auto last = moment_of(system, t + h);
        for (int i = 0; i < N; ++i)
            at[i] = y[i] + h * (V(10.138146522881808) * k1[i] + V(-42.641136031717502) * k3[i] +
                                V(35.763840039922571) * k4[i] + V(-4.3480228403929077) * k5[i] +
                                V(2.0098622683770359) * k6[i] + V(0.34874904603382724) * k7[i] +
                                V(-0.27143900510483128) * k8[i]);
        const Vector<V, N> k9 = system(last, at);
        for (int i = 0; i < N; ++i)
            at[i] = y[i] + h * (V(-45.030072034298671) * k1[i] + V(187.32724376545888) * k3[i] +
                                V(-154.02882369350187) * k4[i] + V(18.564653063475362) * k5[i] +
                                V(-7.1418096792950789) * k6[i] + V(1.3088085781613786) * k7[i]);
        const Vector<V, N> k10 = system(last, at);
        for (int i = 0; i < N; ++i) {
            s.end[i] = y[i] + h * (V(0.047155618486272222) * k1[i] + V(0.25750564298434152) * k4[i] +
                                   V(0.26216653977412620) * k5[i] + V(0.15216092656738557) * k6[i] +
                                   V(0.49399691700324842) * k7[i] + V(-0.29430311714032504) * k8[i] +
                                   V(0.081317472324951100) * k9[i]);
            s.error[i] = h * (V(0.0025470118799310454) * k1[i] + V(-0.0096583948727957492) * k4[i] +
                              V(0.042064709756396903) * k5[i] + V(-0.066682243746930111) * k6[i] +
                              V(0.26500974646212814) * k7[i] + V(-0.29430311714032504) * k8[i] +
                              V(0.081317472324951100) * k9[i] + V(-0.020295184663356282) * k10[i]);
        }
        s.slope_at_end = system(last, s.end);
        return s;
    }

    /// State i at a share `x` of an accepted step from `before`, order 3: only for what is read at midnights.
    template <class V, int N>
    TWINARM_HD static V between(const Trial<V, N>& s, const Vector<V, N>& before, const Vector<V, N>& k1, V h,
                                V x, int i) {
        return hermite(before[i], k1[i], s.end[i], s.slope_at_end[i], h, x);
    }
};

TWINARM_END
