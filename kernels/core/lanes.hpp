// The few operations that a lane of a pack and a plain number share: select, any, all, lane access.
#pragma once

#include <cmath>

#include "kernels/core/macros.hpp"
#if TWINARM_PACKS
#include "kernels/core/pack.hpp"
#endif

TWINARM_BEGIN

/// The parts of a value type: its scalar, its number of lanes, its truth values.
template <class V>
struct LaneTraits {
    using Scalar = V;
    using Truth = bool;
    static constexpr int count = 1;
};
template <class V>
using ScalarOf = typename LaneTraits<V>::Scalar;
template <class V>
using MaskOf = typename LaneTraits<V>::Truth;
template <class V>
inline constexpr int lane_count = LaneTraits<V>::count;

// Every function below exists for a plain number (a CUDA thread, a scalar CPU lane) and, at the end, for a
// pack.

template <class T>
TWINARM_HD inline T select(bool condition, T a, T b) {
    return condition ? a : b;
}

TWINARM_HD inline bool any(bool condition) {
    return condition;
}
TWINARM_HD inline bool all(bool condition) {
    return condition;
}

/// The smaller of two; where `a` is not a number the answer is b.
template <class V>
TWINARM_HD inline V minimum(V a, V b) {
    return select(a < b, a, b);
}
/// The larger of two; where `a` is not a number the answer is b.
template <class V>
TWINARM_HD inline V maximum(V a, V b) {
    return select(a > b, a, b);
}
template <class V>
TWINARM_HD inline V absolute(V a) {
    return select(a < V(0), -a, a);
}

TWINARM_HD inline double square_root(double a) {
    return ::sqrt(a);
}
TWINARM_HD inline float square_root(float a) {
    return ::sqrtf(a);
}

template <class T>
TWINARM_HD inline T lane(T value, int) {
    return value;
}
template <class T>
TWINARM_HD inline void set_lane(T& value, int, T x) {
    value = x;
}

#if TWINARM_PACKS
template <class T, int N>
struct LaneTraits<Pack<T, N>> {
    using Scalar = T;
    using Truth = Mask<T, N>;
    static constexpr int count = N;
};

template <class T, int N>
inline Pack<T, N> select(Mask<T, N> condition, Pack<T, N> a, Pack<T, N> b) {
    if constexpr (is_register<T, N>)
        return Pack<T, N>(condition.bits ? a.value : b.value);
    else
        return {select(condition.low, a.low, b.low), select(condition.high, a.high, b.high)};
}

template <class T, int N>
inline bool any(Mask<T, N> condition) {
    if constexpr (is_register<T, N>) {
        BitsOf<T> found = 0;
        for (int i = 0; i < N; ++i) found |= condition.bits[i];
        return found != 0;
    } else {
        return any(condition.low | condition.high);
    }
}
template <class T, int N>
inline bool all(Mask<T, N> condition) {
    return !any(!condition);
}

template <class T, int N>
inline Pack<T, N> square_root(Pack<T, N> a) {
    if constexpr (is_register<T, N>) {
        for (int i = 0; i < N; ++i) a.value[i] = square_root(a.value[i]);
        return a;
    } else {
        return {square_root(a.low), square_root(a.high)};
    }
}

template <class T, int N>
inline T lane(const Pack<T, N>& value, int i) {
    return value[i];
}

template <class T, int N>
inline void set_lane(Pack<T, N>& value, int i, T x) {
    value.set(i, x);
}
#endif

TWINARM_END
