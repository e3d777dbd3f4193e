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
    using Word = std::uint64_t;
    static constexpr int mantissa_bits = 52;
    static constexpr double to_integer = 0x1.8p52;
    static constexpr Bits bias = 1023;
    static constexpr Bits bits_of_to_integer = 0x4338000000000000;
    static constexpr Bits mantissa_mask = 0x000fffffffffffff;
    static constexpr Bits bits_of_one = 0x3ff0000000000000;
    static constexpr Bits bits_of_root_half = 0x3fe6a09e667f3bcd;
    static constexpr double smallest = 0x1p-1022, largest = 0x1.fffffffffffffp1023;  ///< normal numbers
    static constexpr double lowest_exponent = -708.39, highest_exponent = 709.08;  ///< e^x is a normal number
    static constexpr double longest_decay = 600;
    TWINARM_HD static double infinity() { return __builtin_inf(); }
};
template <>
struct Ieee<float> {
    using Bits = std::int32_t;
    using Word = std::uint32_t;
    static constexpr int mantissa_bits = 23;
    static constexpr float to_integer = 0x1.8p23f;
    static constexpr Bits bias = 127;
    static constexpr Bits bits_of_to_integer = 0x4b400000;
    static constexpr Bits mantissa_mask = 0x007fffff;
    static constexpr Bits bits_of_one = 0x3f800000;
    static constexpr Bits bits_of_root_half = 0x3f3504f3;
    static constexpr float smallest = 0x1p-126f, largest = 0x1.fffffep127f;
    static constexpr float lowest_exponent = -87.3f, highest_exponent = 88.0f;
    static constexpr float longest_decay = 60;
    TWINARM_HD static float infinity() { return __builtin_inff(); }
};

template <class To, class From>
TWINARM_HD inline To bits_as(From from) {
    static_assert(sizeof(To) == sizeof(From));
    To to;
    memcpy(&to, &from, sizeof to);
    return to;
}

/// 2^n for pushed = n + to_integer, n integral and inside the exponent range of normal numbers.
template <class T>
TWINARM_HD inline T power_of_two_of_pushed(T pushed) {
    using I = Ieee<T>;
    const auto shifted = bits_as<typename I::Bits>(pushed) + I::bias;
    return bits_as<T>(typename I::Bits(shifted << I::mantissa_bits));
}

/// x = mantissa * 2^exponent with the mantissa in [sqrt(1/2), sqrt(2)), for positive normal x. Bits count
/// upwards with the number: those of sqrt(1/2) are taken off, so that the exponent changes there.
template <class T>
TWINARM_HD inline void split_at_root_two(T x, T& mantissa, T& exponent) {
    using I = Ieee<T>;
    using Word = typename I::Word;
    // The bias comes off last: the exponent's bits stay positive, for which every processor has a shift.
    const Word above = bits_as<Word>(x) + Word(I::bits_of_one - I::bits_of_root_half);
    mantissa = bits_as<T>(Word((above & Word(I::mantissa_mask)) + Word(I::bits_of_root_half)));
    exponent =
        bits_as<T>(Word((above >> I::mantissa_bits) + Word(I::bits_of_to_integer - I::bias))) - I::to_integer;
}
#if TWINARM_PACKS
template <class T, int N>
inline Pack<T, N> power_of_two_of_pushed(Pack<T, N> pushed) {
    if constexpr (is_register<T, N>) {
        using P = Pack<T, N>;
        const auto shifted = (typename P::Bits)(pushed.value) + Ieee<T>::bias;
        return P((typename P::Value)(shifted << Ieee<T>::mantissa_bits));
    } else {
        return {power_of_two_of_pushed(pushed.low), power_of_two_of_pushed(pushed.high)};
    }
}

template <class T, int N>
inline void split_at_root_two(Pack<T, N> x, Pack<T, N>& mantissa, Pack<T, N>& exponent) {
    if constexpr (is_register<T, N>) {
        using I = Ieee<T>;
        using P = Pack<T, N>;
        using Word = typename I::Word;
        const auto above = (typename P::Word)(x.value) + Word(I::bits_of_one - I::bits_of_root_half);
        mantissa = P((typename P::Value)((above & Word(I::mantissa_mask)) + Word(I::bits_of_root_half)));
        exponent =
            P((typename P::Value)((above >> I::mantissa_bits) + Word(I::bits_of_to_integer - I::bias))) -
            P(I::to_integer);
    } else {
        split_at_root_two(x.low, mantissa.low, exponent.low);
        split_at_root_two(x.high, mantissa.high, exponent.high);
    }
}
#endif

TWINARM_END
