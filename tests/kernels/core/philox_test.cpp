// Philox4x32-10 against published known answers and against Random123.
#include "kernels/core/philox.hpp"

#include <gtest/gtest.h>
#include <Random123/philox.h>

#include <array>
#include <cstdint>

namespace twinarm {
namespace {

using Words = std::array<std::uint32_t, 4>;

Words words(Words counter, std::uint32_t key_low, std::uint32_t key_high) {
    const PhiloxWords result = philox({{counter[0], counter[1], counter[2], counter[3]}}, key_low, key_high);
    return {result.word[0], result.word[1], result.word[2], result.word[3]};
}

// Source: Random123 1.09, tests/kat_vectors, the three lines "philox4x32 10" (counter, key, words).
TEST(Philox, GivesTheKnownAnswerOfZeros) {
    EXPECT_EQ(words({0, 0, 0, 0}, 0, 0), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
}

TEST(Philox, GivesTheKnownAnswerOfOnes) {
    constexpr std::uint32_t ones = 0xffffffff;
    EXPECT_EQ(words({ones, ones, ones, ones}, ones, ones),
              (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
}

TEST(Philox, GivesTheKnownAnswerOfTheDigitsOfPi) {
    EXPECT_EQ(words({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0),
              (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

// Source: C++26 [rand.predef] (P2075R6): the 10000th number of a default-constructed std::philox4x32, seed
// 20111115.
TEST(Philox, GivesTheTenThousandthNumberOfTheStandardEngine) {
    EXPECT_EQ(philox_word(20111115, 0, 0, 9999), 1955073260u);
}

TEST(Philox, TheAddressIsLaidOutAsCounterAndKey) {
    const Words expected = words({5, 7, 0x11223344, 0x99aabbcc}, 0x55667788, 0xddeeff00);
    for (std::uint32_t i = 0; i < 4; ++i) {
        EXPECT_EQ(philox_word(0xddeeff0055667788, 7, 0x99aabbcc11223344, 20 + i), expected[i]);
    }
}

TEST(Philox, AHundredThousandAddressesAgreeWithRandom123) {
    std::uint64_t state = 1;
    const auto next = [&state] { return state = state * 6364136223846793005u + 1442695040888963407u; };
    for (int i = 0; i < 100000; ++i) {
        const std::uint64_t seed = next() ^ next() >> 32;
        const std::uint64_t patient = next() ^ next() >> 32;
        const auto purpose = std::uint32_t(next() >> 32);
        const auto draw = std::uint32_t(next() >> 32);
        const r123::Philox4x32::ctr_type counter{
            {draw / 4, purpose, std::uint32_t(patient), std::uint32_t(patient >> 32)}};
        const r123::Philox4x32::key_type key{{std::uint32_t(seed), std::uint32_t(seed >> 32)}};
        ASSERT_EQ(philox_word(seed, purpose, patient, draw), r123::Philox4x32()(counter, key)[draw % 4]);
    }
}

}  // namespace
}  // namespace twinarm
