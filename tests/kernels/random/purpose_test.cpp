// Addresses of random numbers.
#include "kernels/random/purpose.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <set>

namespace twinarm {
namespace {

// Published numbers depend on these values: they never change, and a new purpose takes a new one.
TEST(Purpose, ValuesAreFixedForEver) {
    EXPECT_EQ(std::uint32_t(Purpose::physiology), 1u);
    EXPECT_EQ(std::uint32_t(Purpose::mixture_component), 2u);
    EXPECT_EQ(std::uint32_t(Purpose::event_thresholds), 3u);
    EXPECT_EQ(std::uint32_t(Purpose::reader_error), 4u);
    EXPECT_EQ(std::uint32_t(Purpose::missed_scan), 5u);
    EXPECT_EQ(std::uint32_t(Purpose::no_scan), 6u);
    EXPECT_EQ(std::uint32_t(Purpose::trial_effect), 7u);
    EXPECT_EQ(std::uint32_t(Purpose::trial), 8u);
    EXPECT_EQ(std::uint32_t(Purpose::twin_trial), 9u);
    EXPECT_EQ(std::uint32_t(Purpose::hyper_parameter), 30u);
    EXPECT_EQ(std::uint32_t(Purpose::calibration_data), 31u);
    EXPECT_EQ(std::uint32_t(Purpose::trial_population), 32u);
    EXPECT_EQ(std::uint32_t(Purpose::escalation), 33u);
    EXPECT_EQ(std::uint32_t(new_lesion_draw), 0u);
    EXPECT_EQ(std::uint32_t(death_draw), 1u);
    EXPECT_EQ(std::uint32_t(dropout_draw), 2u);
}

TEST(Uniform, IsTheMiddleOfItsWord) {
    const std::uint32_t word = philox_word(1, std::uint32_t(Purpose::reader_error), 42, 7);
    EXPECT_EQ(uniform(1, Purpose::reader_error, 42, 7), (double(word) + 0.5) / 4294967296.0);
}

// Both ends are exact in double: 2^-33 and 1 - 2^-33.
TEST(Uniform, NeverReachesZeroOrOne) {
    EXPECT_EQ((0u + 0.5) * 0x1p-32, 0x1p-33);
    EXPECT_EQ((0xffffffffu + 0.5) * 0x1p-32, 1 - 0x1p-33);
}

TEST(Uniform, ChangesWithEveryPartOfItsAddress) {
    const std::set<double> numbers = {uniform(1, Purpose::physiology, 1, 1),
                                      uniform(2, Purpose::physiology, 1, 1),
                                      uniform(1, Purpose::trial, 1, 1),
                                      uniform(1, Purpose::physiology, 2, 1),
                                      uniform(1, Purpose::physiology, 1, 2),
                                      uniform(1 + (std::uint64_t{1} << 32), Purpose::physiology, 1, 1),
                                      uniform(1, Purpose::physiology, 1 + (std::uint64_t{1} << 32), 1)};
    EXPECT_EQ(numbers.size(), 7u);
}

TEST(ReaderDraw, IsAnotherNumberForEveryScanAndArm) {
    std::set<std::uint32_t> draws;
    for (std::uint32_t tag : {0u, 1u, 0xabcdefu, 0xffffffu}) {
        for (std::uint32_t scan = 0; scan < 256; ++scan) draws.insert(reader_draw(tag, scan));
    }
    EXPECT_EQ(draws.size(), 4u * 256);
    EXPECT_EQ(reader_draw(0xabcdef, 0x12), 0xabcdef12u);
}

// Pearson's chi-square of 256 cells, 255 degrees of freedom: mean 255, sd sqrt(510) = 22.6. The limits 140
// and 410 are left with a probability below 1e-8 (Wilson-Hilferty: z = -5.7 and 5.8).
TEST(Uniform, FillsTheUnitIntervalEvenlyOverPatientsAndOverDraws) {
    for (const bool over_patients : {true, false}) {
        int cell[256] = {};
        constexpr int count = 256000;
        for (int i = 0; i < count; ++i) {
            const double u = over_patients ? uniform(1, Purpose::physiology, std::uint64_t(i), 3)
                                           : uniform(1, Purpose::physiology, 3, std::uint32_t(i));
            ++cell[int(u * 256)];
        }
        double chi_square = 0;
        for (const int observed : cell) chi_square += (observed - 1000.0) * (observed - 1000.0) / 1000.0;
        EXPECT_GT(chi_square, 140);
        EXPECT_LT(chi_square, 410);
    }
}

}  // namespace
}  // namespace twinarm
