// Pack<T, N>: N patients side by side in SIMD registers, written like one number.
#pragma once

#include <cstdint>
#include <type_traits>

#include "kernels/core/macros.hpp"

TWINARM_BEGIN

#if defined(__AVX512F__)
inline constexpr int register_bytes = 64;
#elif defined(__AVX__)
inline constexpr int register_bytes = 32;
#else
inline constexpr int register_bytes = 16;
#endif

/// Native SIMD register of `bytes` bytes and its integer twin. GCC refuses a dependent vector_size, hence the
/// full specialisations.
template <class T, int bytes>
struct Register;
#define TWINARM_REGISTER(type, integer, bytes)                    \
    template <>                                                   \
    struct Register<type, bytes> {                                \
        typedef type Value __attribute__((vector_size(bytes)));   \
        typedef integer Bits __attribute__((vector_size(bytes))); \
    };
TWINARM_REGISTER(double, std::int64_t, 16)
TWINARM_REGISTER(double, std::int64_t, 32)
TWINARM_REGISTER(double, std::int64_t, 64)
TWINARM_REGISTER(float, std::int32_t, 16)
TWINARM_REGISTER(float, std::int32_t, 32)
TWINARM_REGISTER(float, std::int32_t, 64)
#undef TWINARM_REGISTER

template <class T>
using BitsOf = std::conditional_t<sizeof(T) == 8, std::int64_t, std::int32_t>;

/// One truth value a lane: all bits set or none.
template <class T, int N>
struct Mask {
    static constexpr int bytes = N * int(sizeof(T)) < register_bytes ? N * int(sizeof(T)) : register_bytes;
    static constexpr int parts = N * int(sizeof(T)) / bytes;
    typename Register<T, bytes>::Bits part[parts];

    friend Mask operator&(Mask a, Mask b) {
        for (int i = 0; i < parts; ++i) a.part[i] &= b.part[i];
        return a;
    }
    friend Mask operator|(Mask a, Mask b) {
        for (int i = 0; i < parts; ++i) a.part[i] |= b.part[i];
        return a;
    }
    friend Mask operator!(Mask a) {
        for (int i = 0; i < parts; ++i) a.part[i] = ~a.part[i];
        return a;
    }
    bool operator[](int i) const { return part[i / (N / parts)][i % (N / parts)] != 0; }
};

/// N values of T. Arithmetic is lane by lane, in the same order and with the same rounding as on a scalar.
template <class T, int N>
struct Pack {
    static constexpr int bytes = Mask<T, N>::bytes;
    static constexpr int parts = Mask<T, N>::parts;
    using Value = typename Register<T, bytes>::Value;
    using Bits = typename Register<T, bytes>::Bits;
    Value part[parts];

    Pack() = default;
    Pack(T same) {  // NOLINT(google-explicit-constructor): literals convert by themselves
        for (int i = 0; i < parts; ++i) part[i] = same - Value{};
    }
    T operator[](int i) const { return part[i / (N / parts)][i % (N / parts)]; }
    void set(int i, T value) { part[i / (N / parts)][i % (N / parts)] = value; }

#define TWINARM_ARITHMETIC(op)                                              \
    friend Pack operator op(Pack a, Pack b) {                               \
        for (int i = 0; i < parts; ++i) a.part[i] = a.part[i] op b.part[i]; \
        return a;                                                           \
    }                                                                       \
    friend Pack& operator op##=(Pack& a, Pack b) {                          \
        return a = a op b;                                                  \
    }
    TWINARM_ARITHMETIC(+)
    TWINARM_ARITHMETIC(-)
    TWINARM_ARITHMETIC(*)
    TWINARM_ARITHMETIC(/)
#undef TWINARM_ARITHMETIC
    friend Pack operator-(Pack a) {
        for (int i = 0; i < parts; ++i) a.part[i] = -a.part[i];
        return a;
    }
#define TWINARM_COMPARISON(op)                                                      \
    friend Mask<T, N> operator op(Pack a, Pack b) {                                 \
        Mask<T, N> m;                                                               \
        for (int i = 0; i < parts; ++i) m.part[i] = (Bits)(a.part[i] op b.part[i]); \
        return m;                                                                   \
    }
    TWINARM_COMPARISON(<)
    TWINARM_COMPARISON(<=)
    TWINARM_COMPARISON(>)
    TWINARM_COMPARISON(>=)
    TWINARM_COMPARISON(==)
#undef TWINARM_COMPARISON
};

TWINARM_END
