// One trial step of the explicit Runge-Kutta method 5(4) of Tsitouras: knows no model, no dose, no tolerance.
#pragma once

#include "kernels/core/vector.hpp"

TWINARM_BEGIN

template <class V, int N>
struct TrialStep {
    Vector<V, N> end;    ///< state at t + h, order 5
    Vector<V, N> error;  ///< end minus the embedded solution of order 4
    Vector<V, N> slope;  ///< slope at t + h, the first stage of the next step
};

/// Butcher table (Tsitouras 2011, Comput Math Appl 62:770, table 1); nodes 0, c2..c5, 1, 1.
template <class V, int N, class Slopes>
TWINARM_HD inline TrialStep<V, N> tsit5_step(const Slopes& slopes, V t, const Vector<V, N>& y,
                                             const Vector<V, N>& k1, V h) {
    Vector<V, N> at;
    for (int i = 0; i < N; ++i) at[i] = y[i] + h * (V(0.161) * k1[i]);
    const Vector<V, N> k2 = slopes(t + V(0.161) * h, at);
    for (int i = 0; i < N; ++i)
        at[i] = y[i] + h * (V(-0.008480655492356989) * k1[i] + V(0.335480655492357) * k2[i]);
    const Vector<V, N> k3 = slopes(t + V(0.327) * h, at);
    for (int i = 0; i < N; ++i)
        at[i] = y[i] + h * (V(2.8971530571054935) * k1[i] + V(-6.359448489975075) * k2[i] +
                            V(4.3622954328695815) * k3[i]);
    const Vector<V, N> k4 = slopes(t + V(0.9) * h, at);
    for (int i = 0; i < N; ++i)
        at[i] = y[i] + h * (V(5.325864828439257) * k1[i] + V(-11.748883564062828) * k2[i] +
                            V(7.4955393428898365) * k3[i] + V(-0.09249506636175525) * k4[i]);
    const Vector<V, N> k5 = slopes(t + V(0.9800255409045097) * h, at);
    for (int i = 0; i < N; ++i)
        at[i] = y[i] + h * (V(5.86145544294642) * k1[i] + V(-12.92096931784711) * k2[i] +
                            V(8.159367898576159) * k3[i] + V(-0.071584973281401) * k4[i] +
                            V(-0.028269050394068383) * k5[i]);
    const Vector<V, N> k6 = slopes(t + h, at);
    TrialStep<V, N> step;
    for (int i = 0; i < N; ++i)
        step.end[i] = y[i] + h * (V(0.09646076681806523) * k1[i] + V(0.01) * k2[i] +
                                  V(0.4798896504144996) * k3[i] + V(1.379008574103742) * k4[i] +
                                  V(-3.290069515436081) * k5[i] + V(2.324710524099774) * k6[i]);
    step.slope = slopes(t + h, step.end);
    for (int i = 0; i < N; ++i)
        step.error[i] = h * (V(-0.00178001105222577714) * k1[i] + V(-0.0008164344596567469) * k2[i] +
                             V(0.007880878010261995) * k3[i] + V(-0.1447110071732629) * k4[i] +
                             V(0.5823571654525552) * k5[i] + V(-0.45808210592918697) * k6[i] +
                             V(1.0 / 66.0) * step.slope[i]);
    return step;
}

TWINARM_END
