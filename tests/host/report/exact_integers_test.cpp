// Integers that a script would round become text; all others stay numbers.
#include "host/report/exact_integers.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>

namespace twinarm::report {
namespace {

store::Json exact(store::Json json) {
    large_integers_to_text(json);
    return json;
}

TEST(ExactIntegers, WhatADoubleDoesNotHoldIsText) {
    EXPECT_EQ(exact(std::uint64_t(18446744073709551615u)), "18446744073709551615");
    EXPECT_EQ(exact(std::uint64_t(9007199254740993)), "9007199254740993");
    EXPECT_EQ(exact(std::int64_t(-9007199254740993)), "-9007199254740993");
}

TEST(ExactIntegers, WhatADoubleHoldsStaysANumber) {
    EXPECT_EQ(exact(std::uint64_t(9007199254740992)), std::uint64_t(9007199254740992));
    EXPECT_EQ(exact(std::int64_t(-9007199254740992)), std::int64_t(-9007199254740992));
    EXPECT_EQ(exact(1e300), 1e300);
}

TEST(ExactIntegers, AreFoundAtAnyDepth) {
    const store::Json json = {{"a", {1, {{"b", std::uint64_t(1) << 60}}}}};
    EXPECT_EQ(exact(json).dump(), R"({"a":[1,{"b":"1152921504606846976"}]})");
}

}  // namespace
}  // namespace twinarm::report
