// The normal distribution function and its inverse against Boost.Math in long double.
#include "kernels/core/normal.hpp"

#include <gtest/gtest.h>

#include <boost/math/constants/constants.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <limits>

namespace twinarm {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

long double true_quantile(long double p) {
    return -boost::math::constants::root_two<long double>() * boost::math::erfc_inv(2 * p);
}
long double true_cdf(long double z) {
    return boost::math::erfc(-z / boost::math::constants::root_two<long double>()) / 2;
}
double relative_error(long double computed, long double truth) {
    return double(std::abs((computed - truth) / truth));
}

TEST(NormalQuantile, IsWithinTheStatedErrorInTheCentre) {
    for (int i = 0; i < 200000; ++i) {
        const double p = (i + 0.5) / 200000;
        ASSERT_LE(relative_error(normal_quantile(p), true_quantile(p)), 1e-15) << "p = " << p;
    }
}
TEST(NormalQuantile, IsWithinTheStatedErrorInTheLowerTail) {
    for (double exponent = -1; exponent > -307; exponent -= 0.01) {
        const double p = std::pow(10.0, exponent);
        ASSERT_LE(relative_error(normal_quantile(p), true_quantile(p)), 1e-15) << "p = " << p;
    }
}
TEST(NormalQuantile, IsWithinTheStatedErrorForEveryWordOfTheUpperTail) {
    for (int i = 0; i < 10000; ++i) {
        const double p = 1 - (i + 0.5) * 0x1p-32;
        ASSERT_LE(relative_error(normal_quantile(p), true_quantile(p)), 1e-15) << "p = " << p;
    }
}
TEST(NormalQuantile, IsGoodToAFewUlpInFloat) {
    for (int i = 0; i < 20000; ++i) {
        const float p = (float(i) + 0.5f) / 20000;
        if (p == 0.5f) continue;
        ASSERT_LE(relative_error(normal_quantile(p), true_quantile(p)), 8 * 0x1p-24) << "p = " << p;
    }
}
TEST(NormalQuantile, HasItsEdges) {
    EXPECT_EQ(normal_quantile(0.5), 0);
    EXPECT_EQ(normal_quantile(0.0), -infinity);
    EXPECT_EQ(normal_quantile(std::numeric_limits<double>::denorm_min()), -infinity);
    EXPECT_EQ(normal_quantile(1.0), infinity);
    EXPECT_TRUE(std::isnan(normal_quantile(-0.1)));
    EXPECT_TRUE(std::isnan(normal_quantile(1.1)));
    EXPECT_TRUE(std::isnan(normal_quantile(not_a_number)));
}
TEST(NormalQuantile, NeverFallsWhereItsBranchesMeet) {
    // The branches meet at |p - 1/2| = 0.425 and at sqrt(-ln min(p, 1 - p)) = 5. A step moves the quantile by
    // step / phi(z), 3e-10 of it and more; it is in error by 1e-15 of it at most.
    for (const double edge : {0.075, std::exp(-25.0)}) {
        const double step = edge * 1e-9;
        for (int i = -50; i < 50; ++i) {
            ASSERT_LT(normal_quantile(edge + i * step), normal_quantile(edge + (i + 1) * step))
                << "p = " << edge;
        }
    }
    for (int i = -50; i < 50; ++i)
        ASSERT_LT(normal_quantile(0.925 + i * 1e-10), normal_quantile(0.925 + (i + 1) * 1e-10));
}

TEST(NormalCdf, IsWithinTheStatedErrors) {
    for (double z = -37; z < 9; z += 0.0003) {
        const long double truth = true_cdf(z);
        ASSERT_LE(double(std::abs(normal_cdf(z) - truth)), 2e-16) << "z = " << z;
        ASSERT_LE(relative_error(normal_cdf(z), truth), 1e-15) << "z = " << z;
    }
}
TEST(NormalCdf, IsWithinAnUlpOfOneInFloat) {
    for (float z = -12; z < 6; z += 0.001f)
        ASSERT_LE(std::abs(normal_cdf(z) - true_cdf(z)), 0x1p-23) << "z = " << z;
}
TEST(NormalCdf, HasItsEdges) {
    EXPECT_EQ(normal_cdf(0.0), 0.5);
    EXPECT_EQ(normal_cdf(infinity), 1);
    EXPECT_EQ(normal_cdf(-infinity), 0);
    EXPECT_EQ(normal_cdf(40.0), 1);
    EXPECT_EQ(normal_cdf(-40.0), 0);
    EXPECT_TRUE(std::isnan(normal_cdf(not_a_number)));
}

TEST(NormalCdf, InvertsTheQuantile) {
    // dp = phi(z) dz: a relative error e of z moves p by phi(z) |z| e <= 0.242 e; plus the error of the cdf
    // itself.
    for (int i = 0; i < 100000; ++i) {
        const double p = (i + 0.5) / 100000;
        ASSERT_NEAR(normal_cdf(normal_quantile(p)), p, 0.242e-15 + 2e-16) << "p = " << p;
    }
}

TEST(NormalQuantile, HasTheBitsOfAScalarInEveryLane) {
    for (int i = 0; i < 10000; ++i) {
        Pack<double, 4> p(0.0);
        for (int k = 0; k < 4; ++k) p.set(k, (4 * i + k + 0.5) / 40000);
        const Pack<double, 4> z = normal_quantile(p);
        const Pack<double, 4> back = normal_cdf(z);
        for (int k = 0; k < 4; ++k) {
            ASSERT_EQ(z[k], normal_quantile(p[k]));
            ASSERT_EQ(back[k], normal_cdf(z[k]));
        }
    }
}

}  // namespace
}  // namespace twinarm
