// Tsit5 with one copy of the equations in a loop over the stages, whose slopes stand in shared memory: a
// fifth of the machine code of the product's stepper, the same operations in the same order. A comparison,
// not the product.
#pragma once

#include "kernels/ode/tsit5.hpp"

TWINARM_BEGIN

/// Stage slopes of a block's threads side by side, so that a warp's accesses fall into 32 banks.
template <class V, int N>
struct SharedStages {
    static constexpr int count = 5;
    static constexpr std::size_t bytes_per_thread = sizeof(V) * count * N;

    __device__ V& operator()(int stage, int i) const {
        extern __shared__ double memory[];
        return reinterpret_cast<V*>(memory)[(stage * N + i) * int(blockDim.x) + int(threadIdx.x)];
    }
};

/// Butcher's table as Tsit5::step has it; row 5 are the weights of the end.
static __constant__ double looped_weight[6][6] = {
    {0.161},
    {-0.008480655492356989, 0.335480655492357},
    {2.8971530571054935, -6.359448489975075, 4.3622954328695815},
    {5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525},
    {5.86145544294642, -12.92096931784711, 8.159367898576159, -0.071584973281401, -0.028269050394068383},
    {0.09646076681806523, 0.01, 0.4798896504144996, 1.379008574103742, -3.290069515436081,
     2.324710524099774}};
static __constant__ double looped_node[5] = {0.161, 0.327, 0.9, 0.9800255409045097, 1};

struct LoopedTsit5 {
    static constexpr double error_exponent = Tsit5::error_exponent;

    /// Slopes k2 to k6, seen as the fields that Tsit5::between asks for.
    template <class V, int N, int stage>
    struct Slopes {
        __device__ V operator[](int i) const { return SharedStages<V, N>{}(stage, i); }
    };
    template <class V, int N>
    struct Trial {
        Slopes<V, N, 0> k2;
        Slopes<V, N, 1> k3;
        Slopes<V, N, 2> k4;
        Slopes<V, N, 3> k5;
        Slopes<V, N, 4> k6;
        Vector<V, N> slope_at_end, change, end, error;
    };

    template <class V, int N, class System>
    __device__ static Trial<V, N> step(const System& system, V t, const Vector<V, N>& y,
                                       const Vector<V, N>& k1, V h) {
        const SharedStages<V, N> k;
        Trial<V, N> s;
        Vector<V, N> at, slope;
#pragma unroll 1
        for (int row = 0; row < 7; ++row) {
            if (row < 6) {
                for (int i = 0; i < N; ++i) at[i] = V(looped_weight[row][0]) * k1[i];
#pragma unroll 1
                for (int j = 1; j <= row; ++j) {
                    const V a = V(looped_weight[row][j]);
                    for (int i = 0; i < N; ++i) at[i] = at[i] + a * k(j - 1, i);
                }
                for (int i = 0; i < N; ++i) at[i] = h * at[i];
            }
            if (row == 5)
                for (int i = 0; i < N; ++i) s.change[i] = at[i];
            if (row == 6) break;
            for (int i = 0; i < N; ++i) at[i] = y[i] + at[i];
            slopes_into(slope, system, moment_of(system, row < 4 ? t + V(looped_node[row]) * h : t + h), at);
            if (row < 5)
                for (int i = 0; i < N; ++i) k(row, i) = slope[i];
        }
        s.end = at;
        s.slope_at_end = slope;
        for (int i = 0; i < N; ++i)
            s.error[i] = h * (V(-0.00178001105222577714) * k1[i] + V(-0.0008164344596567469) * k(0, i) +
                              V(0.007880878010261995) * k(1, i) + V(-0.1447110071732629) * k(2, i) +
                              V(0.5823571654525552) * k(3, i) + V(-0.45808210592918697) * k(4, i) +
                              V(1.0 / 66.0) * s.slope_at_end[i]);
        return s;
    }

    template <class V, int N>
    __device__ static V between(const Trial<V, N>& s, const Vector<V, N>& before, const Vector<V, N>& k1, V h,
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
