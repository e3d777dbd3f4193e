// Own exponential, logarithm and power: the same bits on every processor, lane width and compiler.
#pragma once

#include "kernels/core/bits.hpp"

TWINARM_BEGIN

/// e^x within 1 ulp. Above 709.78 (double) infinity, below -708.39 zero, not-a-number stays.
/// x = n ln2 + r, |r| <= ln2 / 2; e^r = 1 + r + r^2 p(r), p of degree 9 interpolated at Chebyshev nodes
/// (relative error 2e-17 in exact arithmetic).
template <class V>
TWINARM_HD inline V exponential(V x) {
    using T = ScalarOf<V>;
    constexpr T lowest = sizeof(T) == 8 ? T(-708.39) : T(-87.3);
    constexpr T highest = sizeof(T) == 8 ? T(709.78) : T(88.7);
    constexpr T high = sizeof(T) == 8 ? T(0x1.62e42fee00000p-1) : T(0x1.62ep-1);
    constexpr T low = sizeof(T) == 8 ? T(0x1.a39ef35793c76p-33) : T(0x1.0bfbe8p-15);
    const V inside = select(x < V(lowest), V(lowest), select(x > V(highest), V(highest), x));
    const V n = (inside * V(T(0x1.71547652b82fep+0)) + V(Ieee<T>::to_integer)) - V(Ieee<T>::to_integer);
    const V leading = inside - n * V(high);  // exact
    const V rest = n * V(low);
    const V r = leading - rest;
    V p = V(T(0x1.af390ba7e6f47p-26));
    p = p * r + V(T(0x1.2891d4ffbb0f9p-22));
    p = p * r + V(T(0x1.71de0d85293b8p-19));
    p = p * r + V(T(0x1.a019b8ca26fcfp-16));
    p = p * r + V(T(0x1.a01a01a7cebcdp-13));
    p = p * r + V(T(0x1.6c16c1789d1d7p-10));
    p = p * r + V(T(0x1.11111111109a6p-7));
    p = p * r + V(T(0x1.5555555553d37p-5));
    p = p * r + V(T(0x1.5555555555556p-3));
    p = p * r + V(T(0x1.0000000000001p-1));
    const V power = V(1) + (leading + (r * r * p - rest));
    // 2^1024 is no number: scale in two halves, exact for every normal result.
    const V half = (n * V(T(0.5)) + V(Ieee<T>::to_integer)) - V(Ieee<T>::to_integer);
    const V result = (power * power_of_two(half)) * power_of_two(n - half);
    const V infinite = V(T(1e38)) * V(sizeof(T) == 8 ? T(1e300) : T(1e38));
    return select(x < V(lowest), V(0), select(x > V(highest), infinite * V(T(10)), result));
}

/// Natural logarithm within 1 ulp. Zero and subnormal numbers give minus infinity, negative ones
/// not-a-number. x = m 2^e, m in [sqrt(1/2), sqrt(2)); s = (m-1)/(m+1); ln m = 2s + s^3 p(s^2), p of degree 6
/// interpolated at Chebyshev nodes (relative error 5e-18 in exact arithmetic).
template <class V>
TWINARM_HD inline V logarithm(V x) {
    using T = ScalarOf<V>;
    constexpr T smallest = sizeof(T) == 8 ? T(0x1p-1022) : T(0x1p-126f);
    constexpr T largest = sizeof(T) == 8 ? T(0x1.fffffffffffffp1023) : T(0x1.fffffep127f);
    constexpr T high = sizeof(T) == 8 ? T(0x1.62e42fee00000p-1) : T(0x1.62ep-1);
    constexpr T low = sizeof(T) == 8 ? T(0x1.a39ef35793c76p-33) : T(0x1.0bfbe8p-15);
    V m, e;
    split(x, m, e);
    const auto upper = m > V(T(0x1.6a09e667f3bcdp+0));
    m = select(upper, m * V(T(0.5)), m);
    e = select(upper, e + V(1), e);
    const V f = m - V(1);
    const V s = f / (V(2) + f);
    const V z = s * s;
    V p = V(T(0x1.2b5f68a50d903p-3));
    p = p * z + V(T(0x1.39fdcceb4bb45p-3));
    p = p * z + V(T(0x1.7462b91b8df65p-3));
    p = p * z + V(T(0x1.c71c62d5e53e0p-3));
    p = p * z + V(T(0x1.2492492dfd86cp-2));
    p = p * z + V(T(0x1.9999999995273p-2));
    p = p * z + V(T(0x1.5555555555558p-1));
    // 2s = f - s f, so that the leading term is exact.
    const V result = e * V(high) + (f - (s * (f - z * p) - e * V(low)));
    const V zero = x - x;
    const V edge = select(x < V(0), zero / zero, select(x < V(smallest), V(-1) / absolute(zero), x));
    return select((x >= V(smallest)) & (x <= V(largest)), result, edge);
}

/// x^n for x > 0.
template <class V>
TWINARM_HD inline V power(V x, V n) {
    return exponential(n * logarithm(x));
}

TWINARM_END
