// Accuracy of exponential, logarithm and power against long double, their edges, and the same bits in every
// lane.
#include "kernels/core/exp_log.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>

#include "tests/kernels/core/ulp.hpp"

namespace twinarm {
namespace {

template <class T>
std::uint64_t bits(T x) {
    std::uint64_t result = 0;
    std::memcpy(&result, &x, sizeof x);
    return result;
}

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// The standard library's long double functions are good to one of its own ulp: 2^-11 of a double's.
constexpr double reference_error = 0x1p-11;

template <class T>
double worst_exponential(double from, double to, int count) {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> x(from, to);
    double worst = 0;
    for (int i = 0; i < count; ++i) {
        const T at = T(x(random));
        worst = std::max(worst, ulps(exponential(at), std::exp(static_cast<long double>(at))));
    }
    return worst;
}

/// Over all magnitudes: e^x of a uniform x.
template <class T>
double worst_logarithm(double from, double to, int count) {
    std::mt19937_64 random(2);
    std::uniform_real_distribution<double> x(from, to);
    double worst = 0;
    for (int i = 0; i < count; ++i) {
        const T at = T(std::exp(x(random)));
        worst = std::max(worst, ulps(logarithm(at), std::log(static_cast<long double>(at))));
    }
    return worst;
}

TEST(Exponential, IsWithinOneUlpOverTheWholeRange) {
    EXPECT_LE(worst_exponential<double>(-708.39, 709.08, 1000000), 1 + reference_error);
}
TEST(Exponential, IsWithinOneUlpNearZero) {
    EXPECT_LE(worst_exponential<double>(-1, 1, 1000000), 1 + reference_error);
    EXPECT_LE(worst_exponential<double>(-1e-8, 1e-8, 100000), 1 + reference_error);
}
TEST(Exponential, IsWithinOneUlpInFloat) {
    EXPECT_LE(worst_exponential<float>(-87, 88, 1000000), 1);
}

TEST(Exponential, HasItsEdges) {
    EXPECT_EQ(exponential(0.0), 1);
    EXPECT_EQ(exponential(-0.0), 1);
    EXPECT_EQ(exponential(infinity), infinity);
    EXPECT_EQ(exponential(-infinity), 0);
    EXPECT_EQ(exponential(710.0), infinity);
    EXPECT_EQ(exponential(-709.0), 0);
    EXPECT_TRUE(std::isnan(exponential(not_a_number)));
    EXPECT_TRUE(std::isfinite(exponential(709.08)));
    EXPECT_GE(exponential(-708.39), std::numeric_limits<double>::min());
    EXPECT_EQ(exponential(0.0f), 1);
    EXPECT_EQ(exponential(std::numeric_limits<float>::infinity()), std::numeric_limits<float>::infinity());
    EXPECT_EQ(exponential(-std::numeric_limits<float>::infinity()), 0);
    EXPECT_TRUE(std::isnan(exponential(std::numeric_limits<float>::quiet_NaN())));
}

// The argument is reduced to |r| <= ln2 / 2: the polynomial of one interval ends where that of the next
// begins.
TEST(Exponential, NeverFallsWhereTheReductionChanges) {
    for (int n = -1000; n < 1000; ++n) {
        double x = (n + 0.5) * 0.6931471805599453;
        for (int i = 0; i < 50; ++i) x = std::nextafter(x, -infinity);
        for (int i = 0; i < 100; ++i) {
            const double next = std::nextafter(x, infinity);
            ASSERT_LE(exponential(x), exponential(next)) << "x = " << x;
            x = next;
        }
    }
}

TEST(ExponentialClamped, EndsAtTheSmallestAndTheLargestNormalResult) {
    EXPECT_EQ(exponential_clamped(-infinity), exponential(-708.39));
    EXPECT_EQ(exponential_clamped(infinity), exponential(709.08));
    EXPECT_EQ(exponential_clamped(1.5), exponential(1.5));
    EXPECT_TRUE(std::isnan(exponential_clamped(not_a_number)));
    EXPECT_EQ(exponential_clamped(-1e30f), exponential(-87.3f));
    EXPECT_EQ(exponential_clamped(1e30f), exponential(88.0f));
    EXPECT_TRUE(std::isnan(exponential_clamped(std::numeric_limits<float>::quiet_NaN())));
}

TEST(Decay, IsTheExponentialOfTheNegativeUntilSixHundredOrSixty) {
    for (const double x : {0.0, 1e-9, 0.3, 17.0, 599.9}) EXPECT_EQ(decay(x), exponential(-x));
    EXPECT_EQ(decay(infinity), exponential(-600.0));
    EXPECT_TRUE(std::isnan(decay(not_a_number)));
    for (const float x : {0.0f, 0.3f, 59.9f}) EXPECT_EQ(decay(x), exponential(-x));
    EXPECT_EQ(decay(1e30f), exponential(-60.0f));
}

TEST(Logistic, IsAHalfAtZeroAndEndsAboveZeroAndAtOne) {
    EXPECT_EQ(logistic(0.0), 0.5);
    EXPECT_EQ(logistic(infinity), 1);
    EXPECT_EQ(logistic(-infinity), 1 / (1 + exponential(600.0)));
    EXPECT_NEAR(logistic(2.0) + logistic(-2.0), 1, 2e-16);
    EXPECT_TRUE(std::isnan(logistic(not_a_number)));
    EXPECT_GE(logistic(-1e30f), std::numeric_limits<float>::min());
}

TEST(LogarithmInside, IsTheLogarithmOfPositiveNormalNumbers) {
    for (const double x : {std::numeric_limits<double>::min(), 1e-12, 0.7, 1.0, 3.0, 1e300})
        EXPECT_EQ(logarithm_inside(x), logarithm(x));
    for (const float x : {1e-37f, 0.7f, 1.0f, 3e38f}) EXPECT_EQ(logarithm_inside(x), logarithm(x));
}

TEST(Logarithm, IsWithinOneUlpOverTheWholeRange) {
    EXPECT_LE(worst_logarithm<double>(-708.39, 709.78, 1000000), 1 + reference_error);
}
TEST(Logarithm, IsWithinOneUlpNearOne) {
    EXPECT_LE(worst_logarithm<double>(-0.5, 0.5, 1000000), 1 + reference_error);
    EXPECT_LE(worst_logarithm<double>(-1e-6, 1e-6, 100000), 1 + reference_error);
}
TEST(Logarithm, IsWithinOneUlpInFloat) {
    EXPECT_LE(worst_logarithm<float>(-87, 88, 1000000), 1);
    EXPECT_LE(worst_logarithm<float>(-0.5, 0.5, 1000000), 1);
}

TEST(Logarithm, HasItsEdges) {
    EXPECT_EQ(logarithm(1.0), 0);
    EXPECT_EQ(logarithm(0.0), -infinity);
    EXPECT_EQ(logarithm(-0.0), -infinity);
    EXPECT_EQ(logarithm(std::numeric_limits<double>::denorm_min()), -infinity);
    EXPECT_EQ(logarithm(infinity), infinity);
    EXPECT_TRUE(std::isnan(logarithm(-1.0)));
    EXPECT_TRUE(std::isnan(logarithm(-infinity)));
    EXPECT_TRUE(std::isnan(logarithm(not_a_number)));
    EXPECT_TRUE(std::isfinite(logarithm(std::numeric_limits<double>::min())));
    EXPECT_TRUE(std::isfinite(logarithm(std::numeric_limits<double>::max())));
    EXPECT_EQ(logarithm(0.0f), -std::numeric_limits<float>::infinity());
    EXPECT_TRUE(std::isnan(logarithm(-1.0f)));
}

TEST(Logarithm, NeverFallsWhereTheReductionChanges) {
    for (int n = -1000; n < 1000; ++n) {
        double x = std::ldexp(1.4142135623730951, n);
        for (int i = 0; i < 50; ++i) x = std::nextafter(x, -infinity);
        for (int i = 0; i < 100; ++i) {
            const double next = std::nextafter(x, infinity);
            ASSERT_LE(logarithm(x), logarithm(next)) << "x = " << x;
            x = next;
        }
    }
}

// x^n = e^(n ln x): the half ulp of the product n ln x and the ulp of the logarithm grow with |n ln x|.
TEST(Power, LosesNoMoreThanTheSizeOfItsExponent) {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> log_x(-5, 5), exponent(-4, 4);
    for (int i = 0; i < 200000; ++i) {
        const double x = std::exp(log_x(random));
        const double n = exponent(random);
        const double size = std::abs(n * std::log(x));
        const double bound =
            2 +
            2 * size;  // e^: 1 ulp; n ln x: relative 1.5 * 2^-53 * 2 of `size`, in ulp of a number in [1, 2)
        ASSERT_LE(ulps(power(x, n), std::pow(static_cast<long double>(x), static_cast<long double>(n))),
                  bound);
    }
    EXPECT_EQ(power(3.0, 0.0), 1);
    EXPECT_EQ(power(1.0, 7.5), 1);
}

template <class T, int N>
void expect_every_lane_like_a_scalar() {
    std::mt19937_64 random(4);
    std::uniform_real_distribution<double> x(-750, 750);
    for (int i = 0; i < 20000; ++i) {
        Pack<T, N> at(T(0)), positive(T(0));
        for (int k = 0; k < N; ++k) {
            at.set(k, T(x(random)));
            positive.set(k, T(std::exp(x(random))));
        }
        if (i == 0) {
            at.set(0, std::numeric_limits<T>::infinity());
            at.set(1, std::numeric_limits<T>::quiet_NaN());
            positive.set(0, T(0));
            positive.set(1, T(-1));
        }
        const Pack<T, N> e = exponential(at), l = logarithm(positive),
                         p = power(positive, Pack<T, N>(T(0.37)));
        for (int k = 0; k < N; ++k) {
            const T scalar_e = exponential(at[k]), scalar_l = logarithm(positive[k]);
            // Which of the many patterns of not-a-number comes out is the processor's choice.
            ASSERT_TRUE(bits(e[k]) == bits(scalar_e) || (std::isnan(e[k]) && std::isnan(scalar_e)));
            ASSERT_TRUE(bits(l[k]) == bits(scalar_l) || (std::isnan(l[k]) && std::isnan(scalar_l)));
            const T scalar_p = power(positive[k], T(0.37));
            ASSERT_TRUE(bits(p[k]) == bits(scalar_p) || (std::isnan(p[k]) && std::isnan(scalar_p)));
        }
    }
}

TEST(Pack, HasTheBitsOfAScalarInEveryLane) {
    expect_every_lane_like_a_scalar<double, 2>();
    expect_every_lane_like_a_scalar<double, 4>();
    expect_every_lane_like_a_scalar<double, 8>();
    expect_every_lane_like_a_scalar<float, 4>();
    expect_every_lane_like_a_scalar<float, 8>();
    expect_every_lane_like_a_scalar<float, 16>();
}

}  // namespace
}  // namespace twinarm
