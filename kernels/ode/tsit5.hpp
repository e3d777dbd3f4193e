// One trial step of the explicit Runge-Kutta method 5(4) of Tsitouras: knows no model, no dose, no tolerance.
#pragma once

#include "kernels/core/vector.hpp"

TWINARM_BEGIN

template <class V, int N>
struct TrialStep {
    Vector<V, N> k[7];   ///< stages; the last is the slope at t + h, the first stage of the next step
    Vector<V, N> end;    ///< state at t + h, order 5
    Vector<V, N> error;  ///< end minus the embedded solution of order 4
};

/// Butcher table (Tsitouras 2011, Comput Math Appl 62:770, table 1); nodes 0, c2..c5, 1, 1.
template <class V, int N, class Slopes>
TWINARM_HD inline TrialStep<V, N> tsit5_step(const Slopes& slopes, V t, const Vector<V, N>& y,
                                             const Vector<V, N>& k1, V h) {
    TrialStep<V, N> step;
    Vector<V, N> at;
    auto& k = step.k;
    k[0] = k1;
    for (int i = 0; i < N; ++i) at[i] = y[i] + h * (V(0.161) * k[0][i]);
    k[1] = slopes(t + V(0.161) * h, at);
    for (int i = 0; i < N; ++i)
        at[i] = y[i] + h * (V(-0.008480655492356989) * k[0][i] + V(0.335480655492357) * k[1][i]);
    k[2] = slopes(t + V(0.327) * h, at);
    for (int i = 0; i < N; ++i)
        at[i] = y[i] + h * (V(2.8971530571054935) * k[0][i] + V(-6.359448489975075) * k[1][i] +
                            V(4.3622954328695815) * k[2][i]);
    k[3] = slopes(t + V(0.9) * h, at);
    for (int i = 0; i < N; ++i)
        at[i] = y[i] + h * (V(5.325864828439257) * k[0][i] + V(-11.748883564062828) * k[1][i] +
                            V(7.4955393428898365) * k[2][i] + V(-0.09249506636175525) * k[3][i]);
    k[4] = slopes(t + V(0.9800255409045097) * h, at);
    for (int i = 0; i < N; ++i)
        at[i] = y[i] + h * (V(5.86145544294642) * k[0][i] + V(-12.92096931784711) * k[1][i] +
                            V(8.159367898576159) * k[2][i] + V(-0.071584973281401) * k[3][i] +
                            V(-0.028269050394068383) * k[4][i]);
    k[5] = slopes(t + h, at);
    for (int i = 0; i < N; ++i)
        step.end[i] = y[i] + h * (V(0.09646076681806523) * k[0][i] + V(0.01) * k[1][i] +
                                  V(0.4798896504144996) * k[2][i] + V(1.379008574103742) * k[3][i] +
                                  V(-3.290069515436081) * k[4][i] + V(2.324710524099774) * k[5][i]);
    k[6] = slopes(t + h, step.end);
    for (int i = 0; i < N; ++i)
        step.error[i] = h * (V(-0.00178001105222577714) * k[0][i] + V(-0.0008164344596567469) * k[1][i] +
                             V(0.007880878010261995) * k[2][i] + V(-0.1447110071732629) * k[3][i] +
                             V(0.5823571654525552) * k[4][i] + V(-0.45808210592918697) * k[5][i] +
                             V(1.0 / 66.0) * k[6][i]);
    return step;
}

/// Weights of the stages at a share `x` of the step, order 4 (same paper): y(t + x h) = y + h sum_i weight_i
/// k_i.
template <class V>
TWINARM_HD inline Vector<V, 7> tsit5_weights(V x) {
    const V x2 = x * x;
    return {V(-1.0530884977290216) * x * (x - V(1.3299890189751412)) *
                (x2 - V(1.4364028541716351) * x + V(0.7139816917074209)),
            V(0.1017) * x2 * (x2 - V(2.1966568338249754) * x + V(1.2949852507374631)),
            V(2.490627285651252793) * x2 * (x2 - V(2.38535645472061657) * x + V(1.57803468208092486)),
            V(-16.54810288924490272) * (x - V(1.21712927295533244)) * (x - V(0.61620406037800089)) * x2,
            V(47.37952196281928122) * (x - V(1.203071208372362603)) * (x - V(0.658047292653547382)) * x2,
            V(-34.87065786149660974) * (x - V(1.2)) * (x - V(2.0 / 3.0)) * x2,
            V(2.5) * (x - V(1)) * (x - V(0.6)) * x2};
}

/// State i of an accepted step that began at `before`.
template <class V, int N>
TWINARM_HD inline V tsit5_between(const TrialStep<V, N>& step, const Vector<V, N>& before, V h,
                                  const Vector<V, 7>& weight, int i) {
    V sum = weight[0] * step.k[0][i];
    for (int j = 1; j < 7; ++j) sum = sum + weight[j] * step.k[j][i];
    return before[i] + h * sum;
}

TWINARM_END
