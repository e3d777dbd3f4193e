// Numbers seen as bits: what exponential and logarithm need, for plain numbers and packs alike.
#pragma once

#include <cstdint>
#include <cstring>

#include "kernels/core/lanes.hpp"

TWINARM_BEGIN

/// Layout of an IEEE number, and the constant that pushes an integer into its lowest bits when added.
template <class T>
struct Ieee;
template <>
struct Ieee<double> {
    using Bits = std::int64_t;
    static constexpr int mantissa_bits = 52;
    static constexpr double to_integer = 0x1.8p52;
    static constexpr Bits bias = 1023;
    static constexpr Bits bits_of_to_integer = 0x4338000000000000;
    static constexpr Bits mantissa_mask = 0x000fffffffffffff;
    static constexpr Bits bits_of_one = 0x3ff0000000000000;
};
template <>
struct Ieee<float> {
    using Bits = std::int32_t;
    static constexpr int mantissa_bits = 23;
    static constexpr float to_integer = 0x1.8p23f;
    static constexpr Bits bias = 127;
    static constexpr Bits bits_of_to_integer = 0x4b400000;
    static constexpr Bits mantissa_mask = 0x007fffff;
    static constexpr Bits bits_of_one = 0x3f800000;
};

template <class To, class From>
TWINARM_HD inline To bits_as(From from) {
    static_assert(sizeof(To) == sizeof(From));
    To to;
    memcpy(&to, &from, sizeof to);
    return to;
}

/// 2^n for integral n inside the exponent range of normal numbers.
template <class T>
TWINARM_HD inline T power_of_two(T n) {
    using I = Ieee<T>;
    const auto shifted = bits_as<typename I::Bits>(T(n + I::to_integer)) + I::bias;
    return bits_as<T>(typename I::Bits(shifted << I::mantissa_bits));
}

/// x = mantissa * 2^exponent with the mantissa in [1, 2), for positive normal x.
template <class T>
TWINARM_HD inline void split(T x, T& mantissa, T& exponent) {
    using I = Ieee<T>;
    const auto bits = bits_as<typename I::Bits>(x);
    mantissa = bits_as<T>(typename I::Bits((bits & I::mantissa_mask) | I::bits_of_one));
    const auto power = (bits >> I::mantissa_bits) - I::bias;
    exponent = bits_as<T>(typename I::Bits(power + I::bits_of_to_integer)) - I::to_integer;
}
#if TWINARM_PACKS
template <class T, int N>
inline Pack<T, N> power_of_two(Pack<T, N> n) {
    using I = Ieee<T>;
    const Pack<T, N> pushed = n + I::to_integer;
    for (int i = 0; i < n.parts; ++i) {
        const auto bits = (typename Pack<T, N>::Bits)(pushed.part[i]) + I::bias;
        n.part[i] = (typename Pack<T, N>::Value)(bits << I::mantissa_bits);
    }
    return n;
}

template <class T, int N>
inline void split(Pack<T, N> x, Pack<T, N>& mantissa, Pack<T, N>& exponent) {
    using I = Ieee<T>;
    using Value = typename Pack<T, N>::Value;
    for (int i = 0; i < x.parts; ++i) {
        const auto bits = (typename Pack<T, N>::Bits)(x.part[i]);
        mantissa.part[i] = (Value)((bits & I::mantissa_mask) | I::bits_of_one);
        const auto power = (bits >> I::mantissa_bits) - I::bias;
        exponent.part[i] = (Value)(power + I::bits_of_to_integer) - I::to_integer;
    }
}
#endif

TWINARM_END
