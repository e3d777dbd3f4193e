// The operations that a pack and a plain number share.
#include "kernels/core/lanes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace twinarm {
namespace {

template <class V>
V lanes(double first, double second) {
    V v(0);
    for (int i = 0; i < lane_count<V>; ++i) set_lane(v, i, ScalarOf<V>(i % 2 == 0 ? first : second));
    return v;
}

template <class V>
class Lanes : public testing::Test {};
using Packs = testing::Types<Pack<double, 2>, Pack<double, 4>, Pack<double, 8>, Pack<float, 4>,
                             Pack<float, 8>, Pack<float, 16>>;
TYPED_TEST_SUITE(Lanes, Packs);

TYPED_TEST(Lanes, ArithmeticIsLaneByLane) {
    const TypeParam a = lanes<TypeParam>(6, -3), b = lanes<TypeParam>(2, 4);
    for (int i = 0; i < lane_count<TypeParam>; ++i) {
        EXPECT_EQ(lane(a + b, i), lane(a, i) + lane(b, i));
        EXPECT_EQ(lane(a - b, i), lane(a, i) - lane(b, i));
        EXPECT_EQ(lane(a * b, i), lane(a, i) * lane(b, i));
        EXPECT_EQ(lane(a / b, i), lane(a, i) / lane(b, i));
        EXPECT_EQ(lane(-a, i), -lane(a, i));
        EXPECT_EQ(lane(absolute(a), i), std::abs(lane(a, i)));
    }
}
TYPED_TEST(Lanes, SelectTakesEachLaneFromItsOwnSide) {
    const TypeParam a = lanes<TypeParam>(1, 2), b = lanes<TypeParam>(2, 1);
    const TypeParam smaller = select(a < b, a, b);
    for (int i = 0; i < lane_count<TypeParam>; ++i) EXPECT_EQ(lane(smaller, i), 1);
}
TYPED_TEST(Lanes, AnyAndAllCountLanes) {
    const TypeParam mixed = lanes<TypeParam>(1, 2), two(2), three(3);
    EXPECT_TRUE(any(mixed < two));
    EXPECT_FALSE(all(mixed < two));
    EXPECT_TRUE(all(mixed < three));
    EXPECT_FALSE(any(mixed > three));
    EXPECT_TRUE(all(!(mixed > three)));
    EXPECT_TRUE(all((mixed < two) | (mixed >= two)));
    EXPECT_FALSE(any((mixed < two) & (mixed >= two)));
}
TYPED_TEST(Lanes, ASingleLaneAlreadyCountsForAny) {
    for (int i = 0; i < lane_count<TypeParam>; ++i) {
        TypeParam one(0);
        set_lane(one, i, ScalarOf<TypeParam>(1));
        EXPECT_TRUE(any(one > TypeParam(0)));
        EXPECT_FALSE(all(one < TypeParam(1)));
    }
}
TYPED_TEST(Lanes, MinimumAndMaximumGiveTheSecondWhereTheFirstIsNotANumber) {
    using T = ScalarOf<TypeParam>;
    const TypeParam nothing(std::numeric_limits<T>::quiet_NaN()), two(2);
    for (int i = 0; i < lane_count<TypeParam>; ++i) {
        EXPECT_EQ(lane(minimum(nothing, two), i), 2);
        EXPECT_EQ(lane(maximum(nothing, two), i), 2);
    }
    EXPECT_EQ(minimum(std::numeric_limits<T>::quiet_NaN(), T(2)), 2);
    EXPECT_EQ(maximum(std::numeric_limits<T>::quiet_NaN(), T(2)), 2);
}
TYPED_TEST(Lanes, SquareRootIsCorrectlyRounded) {
    using T = ScalarOf<TypeParam>;
    TypeParam x(0);
    for (int i = 0; i < lane_count<TypeParam>; ++i) set_lane(x, i, T(i) + T(0.1));
    for (int i = 0; i < lane_count<TypeParam>; ++i)
        EXPECT_EQ(lane(square_root(x), i), std::sqrt(T(i) + T(0.1)));
}
TYPED_TEST(Lanes, AScalarFillsEveryLaneWithItself) {
    using T = ScalarOf<TypeParam>;
    for (const T value : {T(0.1), std::numeric_limits<T>::infinity(), std::numeric_limits<T>::denorm_min()}) {
        const TypeParam pack(value);
        for (int i = 0; i < lane_count<TypeParam>; ++i) EXPECT_EQ(lane(pack, i), value);
    }
    EXPECT_TRUE(std::isnan(lane(TypeParam(std::numeric_limits<T>::quiet_NaN()), 0)));
    EXPECT_TRUE(std::signbit(lane(TypeParam(T(-0.0)), 0)));
}

}  // namespace
}  // namespace twinarm
