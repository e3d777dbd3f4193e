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

/// Native SIMD register of `bytes` bytes and its integer twins. GCC refuses a dependent vector_size, hence
/// the full specialisations.
template <class T, int bytes>
struct Register;
#define TWINARM_REGISTER(type, bits, bytes)                                   \
    template <>                                                               \
    struct Register<type, bytes> {                                            \
        typedef type Value __attribute__((vector_size(bytes)));               \
        typedef std::int##bits##_t Bits __attribute__((vector_size(bytes)));  \
        typedef std::uint##bits##_t Word __attribute__((vector_size(bytes))); \
    };
TWINARM_REGISTER(double, 64, 16)
TWINARM_REGISTER(double, 64, 32)
TWINARM_REGISTER(double, 64, 64)
TWINARM_REGISTER(float, 32, 16)
TWINARM_REGISTER(float, 32, 32)
TWINARM_REGISTER(float, 32, 64)
#undef TWINARM_REGISTER

template <class T>
using BitsOf = std::conditional_t<sizeof(T) == 8, std::int64_t, std::int32_t>;

/// Whether N values of T are one register. Wider packs are made of two halves: g++ keeps those in registers,
/// but not arrays of registers.
template <class T, int N>
inline constexpr bool is_register = N* int(sizeof(T)) <= register_bytes;

/// One truth value a lane: all bits set or none.
template <class T, int N, bool = is_register<T, N>>
struct Mask {
    typename Register<T, N * sizeof(T)>::Bits bits;

    friend Mask operator&(Mask a, Mask b) { return {a.bits & b.bits}; }
    friend Mask operator|(Mask a, Mask b) { return {a.bits | b.bits}; }
    friend Mask operator!(Mask a) { return {~a.bits}; }
    bool operator[](int i) const { return bits[i] != 0; }
};

/// N values of T. Arithmetic is lane by lane, in the same order and with the same rounding as on a scalar.
template <class T, int N, bool = is_register<T, N>>
struct Pack {
    using Value = typename Register<T, N * sizeof(T)>::Value;
    using Bits = typename Register<T, N * sizeof(T)>::Bits;
    using Word = typename Register<T, N * sizeof(T)>::Word;
    Value value;

    Pack() = default;
    Pack(T same)
        : value(same - Value{}) {}  // NOLINT(google-explicit-constructor): literals convert by themselves
    template <class Number>
    requires(std::is_arithmetic_v<Number>) explicit Pack(Number same)
        : Pack(T(same)) {}  ///< a constant is rounded to T
    explicit Pack(Value all) : value(all) {}
    T operator[](int i) const { return value[i]; }
    void set(int i, T x) { value[i] = x; }

#define TWINARM_ARITHMETIC(op)                     \
    friend Pack operator op(Pack a, Pack b) {      \
        return Pack(a.value op b.value);           \
    }                                              \
    friend Pack& operator op##=(Pack& a, Pack b) { \
        return a = a op b;                         \
    }
    TWINARM_ARITHMETIC(+)
    TWINARM_ARITHMETIC(-)
    TWINARM_ARITHMETIC(*)
    TWINARM_ARITHMETIC(/)
#undef TWINARM_ARITHMETIC
    friend Pack operator-(Pack a) {
        return Pack(-a.value);
    }
#define TWINARM_COMPARISON(op)                      \
    friend Mask<T, N> operator op(Pack a, Pack b) { \
        return {(Bits)(a.value op b.value)};        \
    }
    TWINARM_COMPARISON(<)
    TWINARM_COMPARISON(<=)
    TWINARM_COMPARISON(>)
    TWINARM_COMPARISON(>=)
    TWINARM_COMPARISON(==)
#undef TWINARM_COMPARISON
};

template <class T, int N>
struct Mask<T, N, false> {
    Mask<T, N / 2> low, high;

    friend Mask operator&(Mask a, Mask b) { return {a.low & b.low, a.high & b.high}; }
    friend Mask operator|(Mask a, Mask b) { return {a.low | b.low, a.high | b.high}; }
    friend Mask operator!(Mask a) { return {!a.low, !a.high}; }
    bool operator[](int i) const { return i < N / 2 ? low[i] : high[i - N / 2]; }
};

template <class T, int N>
struct Pack<T, N, false> {
    Pack<T, N / 2> low, high;

    Pack() = default;
    Pack(T same) : low(same), high(same) {}  // NOLINT(google-explicit-constructor)
    template <class Number>
    requires(std::is_arithmetic_v<Number>) explicit Pack(Number same) : Pack(T(same)) {}
    Pack(Pack<T, N / 2> first, Pack<T, N / 2> second) : low(first), high(second) {}
    T operator[](int i) const { return i < N / 2 ? low[i] : high[i - N / 2]; }
    void set(int i, T x) { i < N / 2 ? low.set(i, x) : high.set(i - N / 2, x); }

#define TWINARM_ARITHMETIC(op)                     \
    friend Pack operator op(Pack a, Pack b) {      \
        return {a.low op b.low, a.high op b.high}; \
    }                                              \
    friend Pack& operator op##=(Pack& a, Pack b) { \
        return a = a op b;                         \
    }
    TWINARM_ARITHMETIC(+)
    TWINARM_ARITHMETIC(-)
    TWINARM_ARITHMETIC(*)
    TWINARM_ARITHMETIC(/)
#undef TWINARM_ARITHMETIC
    friend Pack operator-(Pack a) {
        return {-a.low, -a.high};
    }
#define TWINARM_COMPARISON(op)                      \
    friend Mask<T, N> operator op(Pack a, Pack b) { \
        return {a.low op b.low, a.high op b.high};  \
    }
    TWINARM_COMPARISON(<)
    TWINARM_COMPARISON(<=)
    TWINARM_COMPARISON(>)
    TWINARM_COMPARISON(>=)
    TWINARM_COMPARISON(==)
#undef TWINARM_COMPARISON
};

TWINARM_END
