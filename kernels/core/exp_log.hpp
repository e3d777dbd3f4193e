// Own exponential, logarithm and power: the same bits on every processor, lane width and compiler.
#pragma once

#include "kernels/core/bits.hpp"

TWINARM_BEGIN

/// 1 + r + r^2 p(r) for |r| = |leading - rest| <= ln2 / 2, `leading` exact; p interpolates at Chebyshev
/// nodes, degree 9 in double and 4 in float (relative error 2e-17 and 1e-8 in exact arithmetic), evaluated by
/// Estrin's scheme: its chain of operations is half as long as Horner's.
template <class V>
TWINARM_HD TWINARM_INLINED V reduced_exponential(V leading, V rest) {
    using T = ScalarOf<V>;
    const V r = leading - rest, r2 = r * r;
    V p;
    if constexpr (sizeof(T) == 8) {
        const V r4 = r2 * r2;
        const V low = (V(T(0x1.0000000000001p-1)) + V(T(0x1.5555555555556p-3)) * r) +
                      r2 * (V(T(0x1.5555555553d37p-5)) + V(T(0x1.11111111109a6p-7)) * r);
        const V middle = (V(T(0x1.6c16c1789d1d7p-10)) + V(T(0x1.a01a01a7cebcdp-13)) * r) +
                         r2 * (V(T(0x1.a019b8ca26fcfp-16)) + V(T(0x1.71de0d85293b8p-19)) * r);
        const V high = V(T(0x1.2891d4ffbb0f9p-22)) + V(T(0x1.af390ba7e6f47p-26)) * r;
        p = low + r4 * (middle + r4 * high);
    } else {
        p = (V(T(0x1.0000000000000p-1)) + V(T(0x1.5554dd04e58bep-3)) * r) +
            r2 * ((V(T(0x1.55551933893e6p-5)) + V(T(0x1.120b616c43f75p-7)) * r) +
                  r2 * V(T(0x1.6d10fc65baf1cp-10)));
    }
    return V(1) + (leading + (r2 * p - rest));
}

/// e^x for lowest <= x <= highest of `Ieee`: x = n ln2 + r.
template <class V>
TWINARM_HD TWINARM_INLINED V exponential_inside(V x) {
    using T = ScalarOf<V>;
    constexpr T high = sizeof(T) == 8 ? T(0x1.62e42fee00000p-1) : T(0x1.62ep-1);
    constexpr T low = sizeof(T) == 8 ? T(0x1.a39ef35793c76p-33) : T(0x1.0bfbe8p-15);
    const V pushed = x * V(T(0x1.71547652b82fep+0)) + V(Ieee<T>::to_integer);
    const V n = pushed - V(Ieee<T>::to_integer);
    return reduced_exponential(x - n * V(high), n * V(low)) * power_of_two_of_pushed(pushed);
}

/// e^x within 1 ulp between the smallest and the largest normal result, and that result beyond; not-a-number
/// stays.
template <class V>
TWINARM_HD TWINARM_INLINED V exponential_clamped(V x) {
    using T = ScalarOf<V>;
    return exponential_inside(minimum(V(Ieee<T>::highest_exponent), maximum(V(Ieee<T>::lowest_exponent), x)));
}

/// e^x within 1 ulp. Above 709.08 (double) or 88.0 (float) infinity, below -708.39 or -87.3 zero,
/// not-a-number stays.
template <class V>
TWINARM_HD inline V exponential(V x) {
    using T = ScalarOf<V>;
    constexpr T lowest = Ieee<T>::lowest_exponent, highest = Ieee<T>::highest_exponent;
    return select(x < V(lowest), V(0),
                  select(x > V(highest), V(Ieee<T>::infinity()), exponential_clamped(x)));
}

/// e^-x within 1 ulp for x >= 0: what is left of an exponential decay. Above 600 (double) or 60 (float) it
/// stays at e^-600 or e^-60, so that multiplied by an amount it is not subnormal; not-a-number stays.
template <class V>
TWINARM_HD TWINARM_INLINED V decay(V x) {
    using T = ScalarOf<V>;
    return exponential_inside(-minimum(V(Ieee<T>::longest_decay), x));
}

/// 1 / (1 + e^-x); what is smaller than e^-600 (double) or e^-60 (float) stays there, as in decay().
template <class V>
TWINARM_HD TWINARM_INLINED V logistic(V x) {
    return V(1) / (V(1) + exponential_clamped(minimum(V(Ieee<ScalarOf<V>>::longest_decay), -x)));
}

/// Natural logarithm within 1 ulp for positive normal x, and for nothing else: other arguments give
/// finite numbers. x = m 2^e, m in [sqrt(1/2), sqrt(2)); s = (m-1)/(m+1); ln m = 2s + s^3 p(s^2); p
/// interpolates at Chebyshev nodes, degree 6 in double and 2 in float (relative error 5e-18 and 3e-9 in exact
/// arithmetic).
template <class V>
TWINARM_HD TWINARM_INLINED V logarithm_inside(V x) {
    using T = ScalarOf<V>;
    constexpr T high = sizeof(T) == 8 ? T(0x1.62e42fee00000p-1) : T(0x1.62ep-1);
    constexpr T low = sizeof(T) == 8 ? T(0x1.a39ef35793c76p-33) : T(0x1.0bfbe8p-15);
    V m, e;
    split_at_root_two(x, m, e);
    const V f = m - V(1);
    const V s = f / (V(2) + f);
    const V z = s * s;
    V p;
    if constexpr (sizeof(T) == 8) {
        const V z2 = z * z;
        p = (V(T(0x1.5555555555558p-1)) + V(T(0x1.9999999995273p-2)) * z) +
            z2 * ((V(T(0x1.2492492dfd86cp-2)) + V(T(0x1.c71c62d5e53e0p-3)) * z) +
                  z2 * ((V(T(0x1.7462b91b8df65p-3)) + V(T(0x1.39fdcceb4bb45p-3)) * z) +
                        z2 * V(T(0x1.2b5f68a50d903p-3))));
    } else {
        p = V(T(0x1.55555b7f8de11p-1)) + z * (V(T(0x1.997c305d84f6dp-2)) + z * V(T(0x1.2ee610023bfcfp-2)));
    }
    // 2s = f - s f, so that the leading term is exact.
    return e * V(high) + (f - (s * (f - z * p) - e * V(low)));
}

/// Natural logarithm within 1 ulp. Zero and subnormal numbers give minus infinity, negative ones
/// not-a-number.
template <class V>
TWINARM_HD inline V logarithm(V x) {
    using T = ScalarOf<V>;
    const V zero = x - x;
    const V edge =
        select(x < V(0), zero / zero, select(x < V(Ieee<T>::smallest), V(-Ieee<T>::infinity()), x));
    return select((x >= V(Ieee<T>::smallest)) & (x <= V(Ieee<T>::largest)), logarithm_inside(x), edge);
}

/// x^n for x > 0.
template <class V>
TWINARM_HD inline V power(V x, V n) {
    return exponential(n * logarithm(x));
}

TWINARM_END
